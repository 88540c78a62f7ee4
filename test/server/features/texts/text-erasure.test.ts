import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { ErasureSubject } from '../../../../shared/api/texts.ts';
import { useApp } from '../../../support/app.ts';
import { customerRow, itemRow } from '../../../support/ledger-rows.ts';
import { NOTHING, required, TextsCase } from './texts-case.ts';

const KIM = { kind: 'contact', email: 'Kim@Kestrel.example' } as const;

describe('the erasure of a person’s texts', function () {
  this.timeout(240_000);
  const app = useApp();
  let t: TextsCase;
  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    t = await TextsCase.begin(app);
  });

  const words = async () => [...new Set((await t.everything()).match(/word-\w+/g) ?? [])].sort();

  it('finds a contact by address and by name, in every place, and shows it before it goes', async () => {
    await t.call('word-addressed', { contact: { name: 'Kim', email: 'kim@kestrel.example' } });
    await t.call('word-named: Kim Osei is on leave');
    await t.call('word-mentioned: write to KIM@kestrel.example');
    await t.call('word-other');
    const message = { recipients: ['kim@kestrel.example'], override: undefined };
    await t.message(message);
    await t.prepared();
    await t.task('word-task: ask Kim Osei');
    await t.task('word-elsewhere');
    const { found, held } = (await t.preview(KIM)).body;
    expect(held).to.deep.equal(NOTHING);
    expect(found).to.deep.equal({ ...NOTHING, template_mail: 1, call_note: 3, drafts: 1, tasks: 1 });
    expect(await words()).to.have.length(6);
    expect((await t.erase(KIM)).body).to.deep.equal({ erased: found, held: NOTHING });
    expect(await words()).to.deep.equal(['word-elsewhere', 'word-other']);
    expect((await t.preview(KIM)).body.found).to.deep.equal(NOTHING);
  });

  it('takes a name for letters, whatever else they could mean', async () => {
    await t.a.feed(
      customerRow('C1', {
        contacts: [{ name: 'Ki.*', email: 'kim@kestrel.example', phone: '', role: '', language: '' }],
      }),
    );
    await t.call('word-safe Kilo');
    await t.call('word-gone Ki.* is a name');
    await t.erase(KIM);
    expect(await words()).to.deep.equal(['word-safe']);
  });

  it('takes what stands in the place of a name for none', async () => {
    for (const name of ['-', '.', '?', 'x']) {
      const contacts = [{ name, email: 'kim@kestrel.example', phone: '', role: '', language: '' }];
      await t.a.feed(customerRow('C1', { contacts }));
      await t.call('word-safe - is that so? x.');
      expect((await t.preview(KIM)).body.found, name).to.deep.equal(NOTHING);
    }
  });

  it('takes an address and a name for whole words, and leaves whoever else is called somewhat like it', async () => {
    const contacts = [{ name: 'Kim', email: 'kim@kestrel.example', phone: '', role: '', language: '' }];
    await t.a.feed(customerRow('C1', { contacts }));
    for (const other of ['joakim@kestrel.example', 'jo.kim@kestrel.example', 'kim@kestrel.example.org', 'Kimberley']) {
      await t.call(`word-other ${other}, Kimono`);
    }
    const theirs = ['Kim, again', '(KIM)', 'Kim’s and Kims desk', '<kim@kestrel.example>', 'mail Kim@Kestrel.example.'];
    for (const own of theirs) await t.call(`word-own ${own}`);
    const { found } = (await t.preview(KIM)).body;
    expect(found).to.deep.equal({ ...NOTHING, call_note: theirs.length });
    await t.erase(KIM);
    expect(await words()).to.deep.equal(['word-other']);
  });

  it('finds a name in scripts without blanks, and over the end of a line', async () => {
    for (const name of ['田中', 'Kim Osei']) {
      const contacts = [{ name, email: 'kim@kestrel.example', phone: '', role: '', language: '' }];
      await t.a.feed(customerRow('C1', { contacts }));
      await t.call('word-own 田中様 Kim\nOsei');
      await t.erase(KIM);
      expect(await words(), name).to.deep.equal([]);
    }
  });

  it('of a user takes what they said and what was noted of them', async () => {
    const id = await t.call('word-said');
    await t.a.post(`/api/activities/${id}/withdrawals`, { reason: 'word-reason' });
    await t.task('word-task');
    const note = { collectorId: t.a.ana.actor.userId, from: '2026-11-09', to: '2026-11-15', note: 'word-talk' };
    required(await t.a.post('/api/review-notes', note, { by: t.a.manager }));
    await t.a.post('/api/activities', { ...call(t, 'word-bens') }, { by: t.a.ben });
    const erased = (await t.erase({ kind: 'user', userId: t.a.ana.actor.userId })).body.erased;
    expect(erased).to.deep.equal({ ...NOTHING, call_note: 2, tasks: 1, reviewNotes: 1 });
    expect(await words()).to.deep.equal(['word-bens']);
  });

  it('erases only what was shown, once for a key', async () => {
    await t.call('word-one');
    const subject: ErasureSubject = { kind: 'customer', customerId: t.a.customerId };
    const { found } = (await t.preview(subject)).body;
    await t.call('word-two');
    const body = { subject, expected: found };
    const refused = await t.a.post('/api/texts/erasures', body, { by: t.iris });
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'erasure_changed']);
    expect(await words()).to.have.length(2);
    const first = await t.erase(subject, 'the-very-same-key');
    const again = await t.a.post(
      '/api/texts/erasures',
      { subject, expected: first.body.erased },
      { by: t.iris, key: 'the-very-same-key' },
    );
    expect(again.body).to.deep.equal(first.body);
    expect((await t.deeds()).filter(({ deed }) => deed === 'texts_erased')).to.have.length(1);
  });

  it('stands in the admin log without what was erased, and without the person’s address', async () => {
    await t.call('word-one', { contact: { name: 'Lou', email: 'lou@private.example' } });
    await t.erase({ kind: 'contact', email: 'lou@private.example' });
    const [deed] = await t.deeds();
    expect(deed).to.deep.include({ deed: 'texts_erased', by: 'iris@brightwater.example' });
    expect(deed?.subject).to.match(/^contact [\da-f]{16}$/);
    const kept = await collectionNamed('adminChanges')
      .find({ tenantId: t.a.tenant.id } as never)
      .toArray();
    expect(JSON.stringify(kept)).not.to.match(/lou@|word-/);
  });

  it('keeps a file that another message or the invoice still needs', async () => {
    const base64 = Buffer.from('%PDF-1.7 word').toString('base64');
    const file = { number: '104233', fileName: '104233.pdf', base64 };
    required(await t.a.post('/api/invoice-documents', file, { by: t.iris }));
    await t.message({ attachments: [{ kind: 'invoice', itemId: t.a.item('104233') }, { kind: 'statement' }] });
    const bytes = () => collectionNamed('documentBytes').countDocuments({ tenantId: t.a.tenant.id } as never);
    expect(await bytes()).to.equal(2);
    await t.erase({ kind: 'customer', customerId: t.a.customerId });
    expect(await bytes()).to.equal(1);
  });

  it('is held off by a hold that is set at the same moment, or comes before it, and never half', async () => {
    for (let round = 0; round < 5; round += 1) {
      await t.call(`word-${round}`);
      const subject: ErasureSubject = { kind: 'customer', customerId: t.a.customerId };
      const { found } = (await t.preview(subject)).body;
      const [hold, erasure] = await Promise.all([
        t.hold(),
        t.a.post('/api/texts/erasures', { subject, expected: found }, { by: t.iris }),
      ]);
      expect(hold.status).to.equal(201);
      const left = (await words()).length;
      if (erasure.status === 201) expect(left).to.equal(1 - erasure.body.erased.call_note);
      else expect([erasure.body.code, left]).to.deep.equal(['erasure_changed', 1]);
      await t.lift(hold.body.id, 'ask');
      await t.lift(hold.body.id, 'confirm', t.otto);
      await t.erase(subject);
    }
  });

  it('of 200 subjects under random holds leaves none of their words, all of the others’, and the log whole', async () => {
    const subjects = await subjectsOf(t, 200);
    await Promise.all(subjects.map((subject) => say(t, subject)));
    for (const { customerId } of subjects.filter(isHeld)) required(await t.hold(customerId));
    const before = await t.chainedLog();
    for (const { customerId, place, number } of subjects) {
      const { email } = personOf(number);
      if (place % 15 === 1) required(await t.erase({ kind: 'contact', email }));
      required(await t.erase({ kind: 'customer', customerId }));
    }
    const left = await t.everything();
    const wrong = subjects.filter((subject) => left.includes(`word-${subject.number}x`) !== isHeld(subject));
    expect(wrong).to.deep.equal([]);
    const log = await t.chainedLog();
    expect(log.slice(0, before.length)).to.deep.equal(before);
    expect(new Set(log.slice(before.length).map(({ kind }) => kind))).to.deep.equal(new Set(['erasure']));
  });
});

interface Subject {
  readonly place: number;
  readonly number: string;
  readonly customerId: string;
}

/** Customers with a contact and an invoice each. */
async function subjectsOf(t: TextsCase, count: number): Promise<Subject[]> {
  const numbers = Array.from({ length: count }, (_, place) => `S${place}`);
  const days = { issuedOn: '2026-09-01', dueOn: '2026-10-01' };
  await t.a.feed(
    ...numbers.map((number) => customerRow(number, { name: `Subject ${number}`, contacts: [contactOf(number)] })),
    ...numbers.map((number) => itemRow(`I${number}`, { customerNumber: number, ...days })),
  );
  const found = await t.a.in(() => t.app.services.customers.findByPaddedNumbers(numbers, Number.MAX_SAFE_INTEGER - 1));
  const ids = new Map(found.map(({ id, number }) => [number, id]));
  return numbers.map((number, place) => ({ place, number, customerId: String(ids.get(number)) }));
}

function isHeld({ place }: Subject): boolean {
  return (place * 7919) % 5 === 0;
}

/** Says something about a subject in some of the places where something can be said. */
async function say(t: TextsCase, { place, number, customerId }: Subject): Promise<void> {
  const id = await t.call(`word-${number}x note`, { customerId, contact: personOf(number) });
  const message = { customerId, recipients: [`word-${number}x@subject.example`] };
  const more: [when: boolean, said: () => Promise<unknown>][] = [
    [place % 4 === 0, () => t.a.post(`/api/activities/${id}/withdrawals`, { reason: `word-${number}x slip` })],
    [place % 3 === 0, () => t.task(`word-${number}x task`, { customerId })],
    [place % 10 < 2, () => t.message(message)],
    [place % 7 === 0, () => t.prepared(message)],
  ];
  for (const [when, said] of more) if (when) await said();
}

function personOf(number: string) {
  return { name: `Person ${number}`, email: `person-${number.toLowerCase()}@subject.example` };
}

function contactOf(number: string) {
  return { ...personOf(number), phone: '', role: '', language: '' };
}

function call(t: TextsCase, note: string) {
  return {
    customerId: t.a.customerId,
    itemIds: [],
    code: 'phone_left_voicemail',
    outcome: 'call_again',
    client: 'outlook',
    note,
  };
}
