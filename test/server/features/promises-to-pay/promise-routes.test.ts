import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { PromiseView } from '../../../../shared/api/promises-to-pay.ts';
import { useApp } from '../../../support/app.ts';
import { applicationRow, eur, paymentRow } from '../../../support/ledger-rows.ts';
import { aKey, CollectionsCase } from '../dispatches/collections-case.ts';

const PATH = '/api/promises-to-pay';

describe('POST /api/promises-to-pay', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;

  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    a = await CollectionsCase.begin(app);
  });

  const part = (minor: number, promisedFor: string) => ({ amount: eur(minor), promisedFor });
  const promise = (changes: object = {}) => ({
    customerId: a.customerId,
    itemIds: [a.item('104233')],
    channel: 'phone',
    instalments: [part(40_000, '2026-12-11'), part(80_000, '2026-11-27')],
    client: 'outlook',
    ...changes,
  });
  /** Ana with a session of now. */
  const ana = () => {
    const { userId, tenantId } = a.ana.actor;
    return { ...a.ana, token: app.services.sessionTokens.issue({ userId, tenantId }).token };
  };
  const list = async (): Promise<PromiseView[]> =>
    (await a.get(`${PATH}?customerId=${a.customerId}`, ana())).body.promises;
  const said = ({ instalments }: PromiseView) =>
    instalments.map(({ promisedFor, paid, state }) => `${promisedFor} ${paid.minor} ${state}`);

  it('records one activity, with its parts by day, and says until when the money counts', async () => {
    const { status, body } = await a.post(PATH, promise({ note: 'in two parts', reason: 'cash_flow' }));
    expect(status, JSON.stringify(body)).to.equal(201);
    expect(body.activity).to.deep.include({
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_full',
      amount: eur(120_000),
      date: '2026-12-11',
      instalments: [part(80_000, '2026-11-27'), part(40_000, '2026-12-11')],
      note: 'in two parts',
      reason: 'cash_flow',
    });
    expect(body.promise).to.deep.equal({
      activityId: body.activity.id,
      customerId: a.customerId,
      itemIds: [a.item('104233')],
      by: { id: a.ana.actor.userId, name: 'Ana' },
      madeOn: '2026-11-20',
      instalments: [
        { ...part(80_000, '2026-11-27'), lastDay: '2026-12-02', paid: eur(0), state: 'open' },
        { ...part(40_000, '2026-12-11'), lastDay: '2026-12-16', paid: eur(0), state: 'open' },
      ],
    });
    expect(await list()).to.deep.equal([body.promise]);
    expect(await a.log()).to.have.length(1);
  });

  it('takes a promise that came by mail, in one part; it has no delivery of ours', async () => {
    const { body } = await a.post(PATH, promise({ channel: 'email', instalments: [part(1, '2026-11-27')] }));
    expect(body.activity).to.deep.include({
      code: 'email_promise_to_pay',
      outcome: 'promised_in_part',
      delivery: null,
      instalments: [],
      date: '2026-11-27',
    });
    expect((await a.log())[0]).to.deep.include({ channel: 'email', delivery: null });
  });

  it('says that all is promised where the account is about what is past due', async () => {
    const about = async (minor: number) => {
      const body = promise({ itemIds: [], instalments: [part(minor, '2026-11-27')] });
      return (await a.post(PATH, body)).body.activity.outcome;
    };
    expect([await about(199_999), await about(200_000)]).to.deep.equal(['promised_in_part', 'promised_in_full']);
  });

  it('has the same effect as the activity of that code', async () => {
    await a.post(PATH, promise({ instalments: [part(120_000, '2026-11-27')] }));
    const { itemIds, customerId, client } = promise();
    await a.post('/api/activities', {
      ...{ itemIds, customerId, client, code: 'phone_promise_to_pay', outcome: 'promised_in_full' },
      ...{ amount: eur(120_000), date: '2026-11-27' },
    });
    const [one, other] = (await a.log()).map(({ _id, seq, clientKey, recordedAt, occurredAt, hash, ...rest }) => rest);
    expect(one).to.deep.equal(other);
    const views = (await list()).map(({ activityId: _, ...rest }) => rest);
    expect(views[0]).to.deep.equal(views[1]);
  });

  it('judges each part by the cash that came, and follows the ledger', async () => {
    await a.post(PATH, promise());
    await a.feed(
      paymentRow('P1', { issuedOn: '2026-11-20', amount: eur(90_000) }),
      applicationRow('104233', 'P1', eur(90_000), { on: '2026-11-20' }),
    );
    const [first] = await list();
    expect(first === undefined ? [] : said(first)).to.deep.equal(['2026-11-27 80000 kept', '2026-12-11 10000 open']);
    app.clock.set('2026-12-17T09:00:00.000Z');
    const [later] = await list();
    expect(later === undefined ? [] : said(later)).to.deep.equal([
      '2026-11-27 80000 kept',
      '2026-12-11 10000 partly_kept',
    ]);
  });

  it('counts what another customer paid, and what was merged into this one', async () => {
    const { body } = await a.get('/api/customers?search=Heron');
    const heron = body.customers[0].id;
    await a.post(PATH, promise({ customerId: heron, itemIds: [], instalments: [part(5_000, '2026-11-27')] }));
    await a.feed(
      paymentRow('P1', { customerNumber: 'C1', issuedOn: '2026-11-20', amount: eur(5_000) }),
      applicationRow('200001', 'P1', eur(5_000), { on: '2026-11-20' }),
    );
    const ofHeron = async () => (await a.get(`${PATH}?customerId=${heron}`)).body.promises.map(said);
    expect(await ofHeron()).to.deep.equal([['2026-11-27 5000 kept']]);
    const admin = await app.user(a.tenant, 'admin');
    const merge = { intoId: a.customerId, reason: 'one company' };
    expect((await a.post(`/api/customers/${heron}/merge`, merge, { by: admin })).status).to.equal(200);
    const merged = await list();
    expect(merged.map(({ customerId }) => customerId)).to.deep.equal([a.customerId]);
    expect(merged.map(said)).to.deep.equal([['2026-11-27 5000 kept']]);
    expect(await ofHeron()).to.deep.equal([['2026-11-27 5000 kept']]);
  });

  it('leaves out what was withdrawn, and says so to who sends again', async () => {
    const key = aKey();
    const { body } = await a.post(PATH, promise(), { key });
    await a.post(`/api/activities/${body.activity.id}/withdrawals`, {});
    expect(await list()).to.deep.equal([]);
    const again = await a.post(PATH, promise(), { key });
    expect(again.status).to.equal(201);
    expect(said(again.body.promise)).to.deep.equal(['2026-11-27 0 cancelled', '2026-12-11 0 cancelled']);
    expect(await a.log()).to.have.length(2);
  });

  it('lists the latest first', async () => {
    for (const day of ['18', '20', '19']) {
      const occurredAt = `2026-11-${day}T08:00:00.000Z`;
      await a.post(PATH, promise({ occurredAt, instalments: [part(1, '2026-11-27')] }));
    }
    expect((await list()).map(({ madeOn }) => madeOn)).to.deep.equal(['2026-11-20', '2026-11-19', '2026-11-18']);
  });

  const wrong: readonly (readonly [why: string, changes: () => object, status: number, code: string])[] = [
    ['no part', () => ({ instalments: [] }), 422, 'request_invalid'],
    ['a part of nothing', () => ({ instalments: [part(0, '2026-11-27')] }), 422, 'request_invalid'],
    [
      'a part for a day that is past',
      () => ({ instalments: [part(1, '2026-11-19'), part(1, '2026-11-27')] }),
      422,
      'request_invalid',
    ],
    [
      'two parts of one day',
      () => ({ instalments: [part(1, '2026-11-27'), part(2, '2026-11-27')] }),
      422,
      'request_invalid',
    ],
    [
      'two currencies',
      () => ({
        instalments: [part(1, '2026-11-27'), { amount: { minor: 1, currency: 'USD' }, promisedFor: '2026-11-28' }],
      }),
      422,
      'request_invalid',
    ],
    [
      'more than can be counted',
      () => ({ instalments: ['27', '28', '29'].map((day) => part(Number.MAX_SAFE_INTEGER, `2026-11-${day}`)) }),
      422,
      'request_invalid',
    ],
    ['the client of a job', () => ({ client: 'job' }), 422, 'request_invalid'],
    ["another customer's item", () => ({ itemIds: [a.item('200001')] }), 404, 'item_not_found'],
    ['a customer that is not there', () => ({ customerId: 'nobody' }), 404, 'customer_not_found'],
  ];
  for (const [why, changes, status, code] of wrong) {
    it(`refuses ${why}, with nothing written`, async () => {
      const answer = await a.post(PATH, promise(changes()));
      expect([answer.status, answer.body.code], JSON.stringify(answer.body)).to.deep.equal([status, code]);
      expect(await a.log()).to.deep.equal([]);
    });
  }

  it('shows each part that is still to come on the card, and stops dunning until the last', async () => {
    await a.post(PATH, promise());
    const open = async () =>
      (await a.get(`/api/customers/${a.customerId}/card`, ana())).body.openPromises.map(
        (line: { part: number; parts: number; promisedFor: string }) =>
          `${line.part}/${line.parts} ${line.promisedFor}`,
      );
    const reasons = async () =>
      (
        await a.post('/api/dispatches/preview', a.wish({ itemIds: [a.item('104233')] }), { by: ana() })
      ).body.gate.reasons.map(({ reason, text }: { reason: string; text: string }) => `${reason}: ${text}`);
    expect(await open()).to.deep.equal(['1/2 2026-11-27', '2/2 2026-12-11']);
    const [first] = await reasons();
    expect(first).to.match(/^promised: €1,200\.00 is promised for 11 Dec 2026/);
    app.clock.set('2026-11-28T09:00:00.000Z');
    expect(await open()).to.deep.equal(['2/2 2026-12-11']);
    expect((await reasons())[0]).to.match(/^promised: €400\.00 is promised for 11 Dec 2026/);
    app.clock.set('2026-12-12T09:00:00.000Z');
    expect([await open(), await reasons()]).to.deep.equal([[], []]);
  });
});
