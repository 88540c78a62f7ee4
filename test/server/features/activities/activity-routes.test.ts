import { expect } from 'chai';
import { describe, it } from 'mocha';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { useApp } from '../../../support/app.ts';
import { eraseTextsOf } from '../../../support/erase-texts.ts';
import { aKey, CollectionsCase } from '../dispatches/collections-case.ts';

describe('POST /api/activities', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
  });

  const voicemail = (changes: object = {}) => ({
    customerId: a.customerId,
    itemIds: [a.item('104233')],
    code: 'phone_left_voicemail',
    outcome: 'awaiting_reply',
    client: 'outlook',
    ...changes,
  });
  const promise = (changes: object = {}) =>
    voicemail({
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_full',
      amount: { minor: 120_000, currency: 'EUR' },
      date: '2026-11-27',
      ...changes,
    });

  it('records a call with who, what, and the numbers of the items', async () => {
    const { status, body } = await a.post('/api/activities', voicemail({ note: 'asked to be called back' }));
    expect(status, JSON.stringify(body)).to.equal(201);
    expect(body).to.deep.include({
      seq: 1,
      customerId: a.customerId,
      itemNumbers: ['104233'],
      actor: { id: a.ana.actor.userId, name: 'Ana' },
      code: 'phone_left_voicemail',
      outcome: 'awaiting_reply',
      note: 'asked to be called back',
      delivery: null,
      businessDay: '2026-11-20',
      withdrawn: false,
      instalments: [],
      corrects: null,
      correctedBy: null,
    });
  });

  it('has one effect and gives one answer, however often the same key comes', async () => {
    const key = aKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => a.post('/api/activities', voicemail({ note: 'once' }), { key })),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(20).fill(201));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body)))).to.have.property('size', 1);
    expect(answers[0]?.body.note).to.equal('once');
    expect(await a.log()).to.have.length(1);
  });

  it('refuses the key of another request, and one that is missing', async () => {
    const key = aKey();
    await a.post('/api/activities', voicemail(), { key });
    const other = await a.post('/api/activities', voicemail({ note: 'another' }), { key });
    expect([other.status, other.body.code]).to.deep.equal([422, 'idempotency_key_reused']);
    const keyless = await a.post('/api/activities', voicemail(), { key: '' });
    expect([keyless.status, keyless.body.code]).to.deep.equal([400, 'idempotency_key_missing']);
    const colleague = await a.post('/api/activities', voicemail({ note: 'another' }), { key, by: a.ben });
    expect(colleague.status).to.equal(201);
  });

  it('numbers parallel calls without a gap', async () => {
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, place) => a.post('/api/activities', voicemail({ note: `call ${place}` }))),
    );
    const numbers = answers.map(({ body }) => body.seq).sort((x, y) => x - y);
    expect(numbers).to.deep.equal(Array.from({ length: 16 }, (_, place) => place + 1));
  });

  it('keeps no note and no card number outside the texts', async () => {
    const { body } = await a.post('/api/activities', voicemail({ note: 'secret word, card 4012 8888 8888 1881' }));
    expect(body.note).to.equal('secret word, card 401288******1881');
    for (const name of ['activities', 'answers']) {
      const kept = await collectionNamed(name)
        .find({ tenantId: a.tenant.id } as never)
        .toArray();
      expect(kept.length, name).to.be.greaterThan(0);
      expect(JSON.stringify(kept), name).not.to.contain('secret word');
    }
  });

  const wrong: readonly (readonly [why: string, changes: object, status: number, code: string])[] = [
    ['an outcome that the code does not have', { outcome: 'refused' }, 422, 'request_invalid'],
    ['a missing outcome', { outcome: undefined }, 422, 'request_invalid'],
    ['a time in the year 1', { occurredAt: '0001-01-01T00:00:00.000Z' }, 422, 'request_invalid'],
    ['a code that is not in the catalogue', { code: 'phone_shouted' }, 422, 'request_invalid'],
    ['a field too many', { tenantId: 'x' }, 422, 'request_invalid'],
    ['the client of a job', { client: 'job' }, 422, 'request_invalid'],
    ['a customer that is not there', { customerId: 'nobody' }, 404, 'customer_not_found'],
    ['an item that is not there', { itemIds: ['nothing'] }, 404, 'item_not_found'],
  ];
  for (const [why, changes, status, code] of wrong) {
    it(`refuses ${why}, with nothing written`, async () => {
      const answer = await a.post('/api/activities', voicemail(changes));
      expect([answer.status, answer.body.code], JSON.stringify(answer.body)).to.deep.equal([status, code]);
      expect(await a.log()).to.deep.equal([]);
    });
  }

  it("refuses another customer's item and another company's customer alike", async () => {
    const foreign = await a.post('/api/activities', voicemail({ itemIds: [a.item('200001')] }));
    expect(foreign.body.code).to.equal('item_not_found');
    const stranger = await app.user(await app.tenant('Other Ltd', { ownDomains: [] }), 'collector');
    const { status, body } = await a.post('/api/activities', voicemail(), { by: stranger });
    expect([status, body.code]).to.deep.equal([404, 'customer_not_found']);
  });

  it('says which details a promise needs', async () => {
    const { body } = await a.post('/api/activities', promise({ amount: undefined, date: undefined }));
    expect(body.problems.map(({ field }: { field: string }) => field)).to.deep.equal(['amount', 'date']);
  });

  it('takes a time that is yet to come for now', async () => {
    const { status, body } = await a.post('/api/activities', promise({ occurredAt: '9999-12-31T23:59:59.999Z' }));
    expect([status, body.businessDay]).to.deep.equal([201, '2026-11-20']);
  });

  it('keeps the customer summary up', async () => {
    await a.post('/api/activities', promise());
    await a.post(
      '/api/activities',
      voicemail({ code: 'phone_dispute_raised', outcome: 'dispute_opened', reason: 'deduction' }),
    );
    const { contactSummaries } = app.services;
    const part = await a.in(async () =>
      contactSummaries.present(
        a.customerId as never,
        [await contactSummaries.read(a.customerId as never)],
        '2026-11-27' as never,
      ),
    );
    expect(part.lastContacts.map(({ code }) => code)).to.deep.equal(['phone_dispute_raised', 'phone_promise_to_pay']);
    expect(part.openPromises).to.have.length(1);
    expect(part.openPromises[0]).to.deep.include({ by: 'Ana', promisedFor: '2026-11-27', itemIds: [a.item('104233')] });
    expect(part.openDisputes[0]).to.include({ source: 'log', reason: 'deduction' });
    const later = await a.in(async () =>
      contactSummaries.present(
        a.customerId as never,
        [await contactSummaries.read(a.customerId as never)],
        '2026-11-28' as never,
      ),
    );
    expect(later.openPromises).to.deep.equal([]);
  });

  describe('and its withdrawal', () => {
    const record = async (body: object = voicemail()) => (await a.post('/api/activities', body)).body.id as string;
    const withdraw = (id: string, options: object = {}) =>
      a.post(`/api/activities/${id}/withdrawals`, { reason: 'wrong customer' }, options);

    it('marks the activity and leaves its entry as it is', async () => {
      const id = await record(promise());
      const before = await a.log();
      const { status, body } = await withdraw(id);
      expect([status, body.withdrawn, body.id]).to.deep.equal([201, true, id]);
      const after = await a.log();
      expect(after[0]).to.deep.equal(before[0]);
      expect(after[1]).to.deep.include({ kind: 'withdrawal', refersTo: id, seq: 2 });
      const summary = await a.in(() => app.services.contactSummaries.read(a.customerId as never));
      expect(summary).to.deep.include({ promises: [], lastContacts: [] });
    });

    it('happens once, whoever asks how often', async () => {
      const id = await record();
      const answers = await Promise.all([withdraw(id), withdraw(id), withdraw(id)]);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409]);
      expect(await a.log()).to.have.length(2);
      const key = aKey();
      const other = await record();
      expect((await withdraw(other, { key })).status).to.equal(201);
      expect((await withdraw(other, { key })).status).to.equal(201);
    });

    it('is for who recorded it, or a manager', async () => {
      const id = await record();
      const { status, body } = await withdraw(id, { by: a.ben });
      expect([status, body.code]).to.deep.equal([403, 'not_allowed']);
      expect((await withdraw(id, { by: a.manager })).status).to.equal(201);
    });

    it('needs an activity', async () => {
      const id = await record();
      await withdraw(id);
      const withdrawal = (await a.log())[1]?._id;
      for (const unknown of ['nothing', String(withdrawal)]) {
        const { status, body } = await withdraw(unknown);
        expect([status, body.code]).to.deep.equal([404, 'activity_not_found']);
      }
    });
  });

  describe('and its correction', () => {
    const anew = ({ customerId: _, ...body }: Record<string, unknown>) => body;
    const record = async (body: object = voicemail()) => (await a.post('/api/activities', body)).body.id as string;
    const correct = (id: string, body: object, options: object = {}) =>
      a.post(`/api/activities/${id}/corrections`, anew(body as Record<string, unknown>), options);

    it('stands in the place of the earlier entry, of the same day and message, and both say so', async () => {
      const message = { conversation: 'thread-1', subject: 'Invoice 104233' };
      const id = await record(voicemail({ occurredAt: '2026-11-18T08:00:00.000Z', note: 'wrong', message }));
      const { status, body } = await correct(id, promise({ date: '2026-11-27', note: 'right' }));
      expect(status, JSON.stringify(body)).to.equal(201);
      expect(body).to.deep.include({
        code: 'phone_promise_to_pay',
        corrects: id,
        correctedBy: null,
        withdrawn: false,
        note: 'right',
        businessDay: '2026-11-18',
        occurredAt: '2026-11-18T08:00:00.000Z',
      });
      const log = await a.log();
      expect(log.map(({ kind, refersTo }) => [kind, refersTo])).to.deep.equal([
        ['activity', null],
        ['withdrawal', id],
        ['activity', id],
      ]);
      expect(log[2]?.message).to.deep.equal(log[0]?.message);
      const views = await a.in(() => app.services.activityService.ofCustomers([a.customerId as never], { limit: 5 }));
      expect(views.map(({ withdrawn, correctedBy }) => [withdrawn, correctedBy])).to.deep.equal([
        [false, null],
        [true, body.id],
      ]);
      const { lastContacts, promises } = await a.in(() => app.services.contactSummaries.read(a.customerId as never));
      expect(lastContacts.map(({ activityId, corrects }) => [activityId, corrects])).to.deep.equal([[body.id, id]]);
      expect(promises).to.have.length(1);
    });

    it('takes instalments in any order, and may itself be corrected', async () => {
      const id = await record();
      const instalments = [
        { amount: { minor: 500, currency: 'EUR' }, promisedFor: '2026-12-04' },
        { amount: { minor: 700, currency: 'EUR' }, promisedFor: '2026-11-27' },
      ];
      const whole = { amount: undefined, date: undefined };
      const { body } = await correct(id, promise({ ...whole, instalments }));
      expect(body, JSON.stringify(body)).to.deep.include({
        amount: { minor: 1_200, currency: 'EUR' },
        date: '2026-12-04',
        instalments: [...instalments].reverse(),
      });
      const again = await correct(body.id, promise({ ...whole, instalments: instalments.slice(0, 1) }));
      expect(again.body).to.deep.include({ corrects: body.id, instalments: [], date: '2026-12-04' });
      expect((await a.log())[4]).not.to.have.property('instalments');
    });

    it('is written once for a key, and once for an activity', async () => {
      const id = await record();
      const key = aKey();
      const answers = await Promise.all([1, 2, 3].map(() => correct(id, promise(), { key })));
      expect(new Set(answers.map(({ body }) => body.id)).size, JSON.stringify(answers[0]?.body)).to.equal(1);
      expect(await a.log()).to.have.length(3);
      const { status, body } = await correct(id, voicemail());
      expect([status, body.code]).to.deep.equal([409, 'activity_not_correctable']);
      const other = await record();
      const both = await Promise.all([correct(other, voicemail()), correct(other, promise())]);
      expect(both.map((answer) => answer.status).sort()).to.deep.equal([201, 409]);
      expect(await a.log()).to.have.length(6);
    });

    it('is for who recorded it alone', async () => {
      const id = await record();
      for (const by of [a.ben, a.manager]) {
        const { status, body } = await correct(id, voicemail(), { by });
        expect([status, body.code]).to.deep.equal([403, 'not_allowed']);
      }
    });

    it('goes with the customer to whom another was merged', async () => {
      const heron = a.item('200001');
      const { body: first } = await a.post('/api/activities', voicemail({ itemIds: [] }));
      const customers = await a.in(() => app.services.activityService.view(first.id));
      const admin = await app.user(a.tenant, 'admin');
      const { body: other } = await a.get('/api/customers?search=Heron');
      const into = other.customers[0].id;
      const merged = await a.post(
        `/api/customers/${customers.customerId}/merge`,
        { intoId: into, reason: 'one' },
        { by: admin },
      );
      expect(merged.status, JSON.stringify(merged.body)).to.equal(200);
      const { status, body } = await correct(first.id, voicemail({ itemIds: [heron] }));
      expect([status, body.customerId], JSON.stringify(body)).to.deep.equal([201, into]);
    });

    const wrong: readonly (readonly [why: string, changes: object])[] = [
      ['what does not fit the code', { code: 'phone_refused' }],
      [
        'a promise for a day before the one on which it was made',
        {
          ...{ code: 'phone_promise_to_pay' },
          outcome: 'promised_in_full',
          amount: { minor: 1, currency: 'EUR' },
          date: '2026-11-19',
        },
      ],
      [
        'instalments of a call that is no promise',
        { instalments: [{ amount: { minor: 1, currency: 'EUR' }, promisedFor: '2026-11-27' }] },
      ],
    ];
    for (const [why, changes] of wrong) {
      it(`refuses ${why}, with nothing written`, async () => {
        const id = await record();
        const { status, body } = await correct(id, voicemail(changes));
        expect([status, body.code]).to.deep.equal([422, 'request_invalid']);
        expect(await a.log()).to.have.length(1);
      });
    }
  });

  it('lets the texts be erased, and says so in the log', async () => {
    const { body } = await a.post('/api/activities', voicemail({ note: 'his mother is ill' }));
    const { id } = body;
    await a.in(() => eraseTextsOf(app, id, a.manager));
    await a.in(() => eraseTextsOf(app, id, a.manager));
    const [entry, erasure, ...rest] = await a.log();
    expect(rest).to.deep.equal([]);
    expect(entry?.noteHash).to.be.a('string');
    expect(erasure).to.deep.include({
      kind: 'erasure',
      refersTo: id,
      actor: { id: a.manager.actor.userId, name: 'Manager' },
    });
    const [view] = await a.in(() => app.services.activityService.ofCustomers([a.customerId as never], { limit: 5 }));
    expect(view).to.deep.include({ id, note: null });
    for (const name of ['activities', 'activityTexts', 'customerSummaries', 'answers']) {
      const kept = await collectionNamed(name)
        .find({ tenantId: a.tenant.id } as never)
        .toArray();
      expect(JSON.stringify(kept), name).not.to.contain('mother');
    }
  });

  it('gives the log of a customer by days, latest first, with what became of each', async () => {
    const days = ['2026-11-18', '2026-11-20', '2026-11-19'];
    for (const day of days)
      await a.post('/api/activities', voicemail({ occurredAt: `${day}T08:00:00.000Z`, note: day }));
    const read = (page: object) =>
      a.in(() => app.services.activityService.ofCustomers([a.customerId as never], page as never));
    expect((await read({ limit: 2 })).map(({ businessDay }) => businessDay)).to.deep.equal([
      '2026-11-20',
      '2026-11-19',
    ]);
    const [earlier, ...none] = await read({ limit: 5, before: '2026-11-19' });
    expect(none).to.deep.equal([]);
    expect(earlier).to.include({ note: '2026-11-18', withdrawn: false });
  });
});
