import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type mongoose from 'mongoose';
import type { LogEntry, NewActivity, NewEntry } from '../../../../server/features/activities/activity-log-service.ts';
import { ActivityModel } from '../../../../server/features/activities/activity-model.ts';
import { createActivities } from '../../../../server/features/activities/create-activities.ts';
import { hashOf } from '../../../../server/features/activities/new-log-entry.ts';
import { inTransaction } from '../../../../server/mongo/in-transaction.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import type { ItemId, TenantId } from '../../../../shared/domain/ids.ts';
import { money } from '../../../../shared/domain/money.ts';
import { useApp } from '../../../support/app.ts';
import { aCall, H1, HERON, K1, KESTREL, tableLedger } from './table-ledger.ts';

const TENANT = 'a'.repeat(24) as TenantId;
const FEATURE = new URL('../../../../server/features/activities/', import.meta.url);

const PART = { amount: money(700, currencyCode('EUR')), promisedFor: calendarDate('2026-12-01') };

function aPromise(changes: Partial<NewActivity>): NewActivity {
  const { amount, promisedFor: date } = PART;
  return aCall({ code: 'phone_promise_to_pay', outcome: 'promised_in_full', amount, date, ...changes });
}

async function refusal(work: () => PromiseLike<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    return `${(error as { code?: string }).code ?? ''}: ${(error as Error).message}`;
  }
  return 'nothing was refused';
}

describe('append', function () {
  this.timeout(120_000);
  const app = useApp();
  const { activityLog, contactSummaries } = createActivities(tableLedger, app.clock);
  const append = (...entries: NewEntry[]) => inTenant(TENANT, () => activityLog.append(entries));
  const stored = (filter: mongoose.mongo.Filter<mongoose.mongo.Document> = {}) =>
    ActivityModel.collection.find({ ...filter, tenantId: TENANT }).sort({ seq: 1 });
  const texts = () => ActivityModel.db.collection('activityTexts').find({ tenantId: TENANT }).toArray();

  it('numbers the entries of a tenant from 1 without a gap, whoever else appends', async () => {
    await inTenant('b'.repeat(24) as TenantId, () => activityLog.append([aCall(), aCall()]));
    // Logs of their own, as in processes of their own: these meet at the head alone.
    const logs = Array.from({ length: 16 }, () => createActivities(tableLedger, app.clock).activityLog);
    await inTenant(TENANT, () =>
      Promise.all(logs.map((log, place) => log.append(Array<NewEntry>(1 + (place % 3)).fill(aCall())))),
    );
    const numbers = (await stored().toArray()).map(({ seq }) => seq);
    expect(numbers).to.deep.equal(Array.from({ length: 31 }, (_, place) => place + 1));
  });

  it('gives the numbers of a transaction that failed to the next one', async () => {
    await append(aCall());
    const failing = () =>
      inTenant(TENANT, () =>
        inTransaction(async (session) => {
          await activityLog.append([aCall(), aCall()], session);
          throw new Error('the caller changed its mind');
        }),
      );
    expect(await refusal(failing)).to.contain('changed its mind');
    const [entry] = await append(aCall());
    expect(entry?.seq).to.equal(2);
    expect(await stored().toArray()).to.have.length(2);
  });

  it('writes all or none', async () => {
    expect(await refusal(() => append(aCall(), aCall({ customerId: HERON, itemIds: [K1] })))).to.match(
      /^item_not_found/,
    );
    expect(await stored().toArray()).to.deep.equal([]);
    expect(await inTenant(TENANT, () => contactSummaries.read(KESTREL))).to.include({ seq: 0 });
  });

  it('fixes what was known when it was written', async () => {
    app.clock.set('2026-11-20T23:30:00.000Z');
    const [entry] = await append(aCall({ itemIds: [K1], dataAsOf: new Date('2026-11-20T04:00:00.000Z') }));
    app.clock.set('2026-11-20T09:00:00.000Z');
    expect(entry).to.include({ businessDay: '2026-11-21', channel: 'phone', delivery: null, kind: 'activity' });
    expect(entry?.itemNumbers).to.deep.equal(['0000104233']);
    const [kept] = await stored().toArray();
    expect(kept).to.deep.include({ recordedAt: new Date('2026-11-20T23:30:00.000Z'), tenantId: TENANT });
    expect(kept?.dataAsOf).to.deep.equal(new Date('2026-11-20T04:00:00.000Z'));
  });

  it('takes the time of a client, and not one that is yet to come', async () => {
    const [late] = await append(aCall({ occurredAt: new Date('2026-11-18T15:00:00.000Z') }));
    const [ahead] = await append(aCall({ occurredAt: new Date('2026-11-21T15:00:00.000Z') }));
    expect(late?.businessDay).to.equal('2026-11-18');
    expect(ahead?.occurredAt).to.deep.equal(app.clock.now());
  });

  it('keeps texts apart from the log, which has their salted hashes', async () => {
    const sent = { subject: 'Overdue', recipients: ['ap@kestrel.example'], html: '<p>Pay</p>', text: 'Pay' };
    const [entry] = await append(aCall({ code: 'email_first_notice', outcome: undefined, note: 'call first', sent }));
    const [kept] = await stored().toArray();
    expect(JSON.stringify(kept)).not.to.match(/call first|Pay|Overdue|kestrel\.example/);
    const [text] = await texts();
    expect(text).to.deep.include({ activityId: entry?.id, subject: 'Overdue', recipients: ['ap@kestrel.example'] });
    expect(hashOf(text?.note)).to.equal(kept?.noteHash);
    expect(hashOf(text?.body)).to.equal(kept?.bodyHash);
    expect(text?.note.salt).not.to.equal(text?.body.salt);
  });

  it("masks a card number in note and subject before it is stored, and leaves an invoice's", async () => {
    const note = 'paid with 5555 5555 5555 4444 for 4111111111111111';
    await append(aCall({ note, subject: 'card 4012888888881881' }));
    const [text] = await texts();
    expect(text?.note.text).to.equal('paid with 555555******4444 for 4111111111111111');
    expect(text?.subject).to.equal('card 401288******1881');
  });

  it('takes five hundred entries at once', async () => {
    const calls = Array.from({ length: 500 }, (_, place) =>
      aCall({ customerId: place % 2 === 0 ? KESTREL : HERON, client: 'import', note: `call ${place}` }),
    );
    const entries = await append(...calls);
    expect(entries.at(-1)?.seq).to.equal(500);
    expect(await stored().toArray()).to.have.length(500);
    const summary = await inTenant(TENANT, () => contactSummaries.read(HERON));
    expect(summary.lastContacts.map(({ note }) => note)).to.deep.equal([
      'call 499',
      'call 497',
      'call 495',
      'call 493',
      'call 491',
    ]);
  });

  const misfits: readonly (readonly [why: string, entry: NewActivity, refused: RegExp])[] = [
    ['a customer that is not there', aCall({ customerId: 'nobody' as typeof KESTREL }), /^customer_not_found/],
    ["another customer's item", aCall({ itemIds: [H1] }), /^item_not_found/],
    ['an item that is not there', aCall({ itemIds: ['nothing' as ItemId] }), /^item_not_found/],
    ['an outcome that the code does not have', aCall({ outcome: 'refused' }), /^request_invalid: .*needs one of/],
    [
      'a promise without an amount',
      aCall({ code: 'phone_promise_to_pay', outcome: 'promised_in_full' }),
      /needs an amount/,
    ],
    [
      'a promise for a day before it was made',
      aCall({
        code: 'phone_promise_to_pay',
        outcome: 'promised_in_full',
        amount: money(1, currencyCode('EUR')),
        date: calendarDate('2026-11-19'),
      }),
      /made on 2026-11-20 cannot be for 2026-11-19/,
    ],
    [
      'an amount of nothing',
      aCall({ code: 'phone_payment_sent', outcome: 'payment_announced', amount: money(0, currencyCode('EUR')) }),
      /more than nothing/,
    ],
    ['a time before all records', aCall({ occurredAt: new Date('0001-01-01T00:00:00.000Z') }), /happened before 1990/],
    ['a delivery of a call', aCall({ delivery: 'confirmed' }), /no message/],
    [
      'a delivery of a mail that came in',
      aPromise({ code: 'email_promise_to_pay', delivery: 'confirmed' }),
      /no message/,
    ],
    ['amount and day beside instalments', aPromise({ instalments: [PART] }), /the one or the other/],
    ['instalments of a call', aCall({ instalments: [PART] }), /takes no instalments/],
  ];
  for (const [why, entry, refused] of misfits) {
    it(`refuses ${why}`, async () => {
      expect(await refusal(() => append(entry))).to.match(refused);
      expect(await stored().toArray()).to.deep.equal([]);
    });
  }

  it('keeps the contact summary as the whole log gives it, under parallel writers', async () => {
    const promise = (date: string, itemIds: ItemId[]) =>
      aCall({
        code: 'phone_promise_to_pay',
        outcome: 'promised_in_full',
        amount: money(700, currencyCode('EUR')),
        date: calendarDate(date),
        itemIds,
      });
    const mail = aCall({ code: 'email_first_notice', outcome: undefined });
    const [first] = await append(promise('2026-12-01', [K1]), promise('2026-12-02', []), mail);
    const [last] = await append(mail);
    await Promise.all([
      append(pointingBack('withdrawal', first as LogEntry)),
      append(pointingBack('delivery', last as LogEntry)),
      append(promise('2026-12-03', [K1]), aCall({ note: 'said yes' })),
      append(aCall({ code: 'phone_dispute_raised', outcome: 'dispute_opened', reason: 'deduction', itemIds: [K1] })),
    ]);
    const kept = await inTenant(TENANT, () => contactSummaries.read(KESTREL));
    expect(kept).to.deep.equal(await inTenant(TENANT, () => activityLog.summaryFromLog(KESTREL)));
    expect(kept.promises.map(({ promisedFor }) => promisedFor).sort()).to.deep.equal(['2026-12-02', '2026-12-03']);
    expect(kept.lastContacts.some(({ note }) => note === 'said yes')).to.equal(true);
  });

  function pointingBack(kind: 'withdrawal' | 'delivery', refersTo: LogEntry): NewEntry {
    const { actor, zone, client } = aCall();
    const delivery = kind === 'delivery' ? ('failed' as const) : undefined;
    return { kind, refersTo, actor, zone, client, clientKey: 'another-key', delivery };
  }

  describe('is the only door:', () => {
    const changes: Record<string, () => PromiseLike<unknown>> = {
      updateOne: () => ActivityModel.updateOne({ seq: 1 }, { $set: { code: 'note' } }).exec(),
      updateMany: () => ActivityModel.updateMany({ seq: 1 }, { $set: { code: 'note' } }).exec(),
      replaceOne: () => ActivityModel.replaceOne({ seq: 1 }, { code: 'note' } as never).exec(),
      deleteOne: () => ActivityModel.deleteOne({ seq: 1 }).exec(),
      deleteMany: () => ActivityModel.deleteMany({ seq: 1 }).exec(),
      findOneAndUpdate: () => ActivityModel.findOneAndUpdate({ seq: 1 }, { $set: { code: 'note' } }).exec(),
      findOneAndReplace: () => ActivityModel.findOneAndReplace({ seq: 1 }, { code: 'note' } as never).exec(),
      findOneAndDelete: () => ActivityModel.findOneAndDelete({ seq: 1 }).exec(),
      bulkWrite: () => ActivityModel.bulkWrite([{ deleteOne: { filter: { seq: 1 } } }]),
      save: async () => {
        const entry = await ActivityModel.findOne({ seq: 1 });
        entry?.set('code', 'note');
        await entry?.save();
      },
      'deleteOne of a document': async () => (await ActivityModel.findOne({ seq: 1 }))?.deleteOne(),
    };
    for (const [name, change] of Object.entries(changes)) {
      it(`refuses ${name}`, async () => {
        await append(aCall());
        const before = await stored().toArray();
        expect(await refusal(() => inTenant(TENANT, change))).to.contain('append-only');
        expect(await stored().toArray()).to.deep.equal(before);
      });
    }

    it('the code reaches the collection in one file, which only inserts and finds', () => {
      const files = readdirSync(FEATURE).filter((name) => name.endsWith('.ts'));
      const users = files.filter((name) => readFileSync(new URL(name, FEATURE), 'utf8').includes('ActivityModel.'));
      expect(users).to.deep.equal(['activity-repository.ts']);
      const source = readFileSync(new URL('activity-repository.ts', FEATURE), 'utf8');
      const calls = [...source.matchAll(/ActivityModel\.(?:collection\.)?(\w+)/g)].map(([, method]) => method);
      // By the name of the collection it is only added to: the tripwire refuses everything else.
      expect([...new Set(calls)].sort()).to.deep.equal(['collectionName', 'find', 'findById']);
      const helpers = [...source.matchAll(/(\w+)\(ActivityModel\.collection\.collectionName/g)].map(([, name]) => name);
      expect(helpers).to.deep.equal(['insertAtOnce']);
    });
  });
});
