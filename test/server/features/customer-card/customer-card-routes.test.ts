import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import type { CustomerId } from '../../../../shared/domain/ids.ts';
import { money } from '../../../../shared/domain/money.ts';
import { TestApp, useApp } from '../../../support/app.ts';
import {
  applicationRow,
  customerRow,
  eur,
  itemRow,
  paymentRow,
  reversalRow,
  unapplicationRow,
} from '../../../support/ledger-rows.ts';
import { aCall } from '../activities/table-ledger.ts';
import { CardCase, inShort } from './card-case.ts';

const USD = currencyCode('USD');

describe('GET /api/customers/{id}/card', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CardCase;

  beforeEach(async () => {
    a = await CardCase.begin(app);
  });

  it('shows what is open in each currency, past due by bucket, the oldest first, and the last payment', async () => {
    const contact = {
      name: 'Kim Osei',
      email: 'kim@kestrel.example',
      phone: '+44 20 7946 0123',
      role: 'ap',
      language: 'en',
    };
    await a.feed(
      customerRow('C1', {
        ...{ name: 'Kestrel Ltd', contacts: [contact], ownerEmail: 'Ana@brightwater.example' },
        creditLimit: eur(200_000),
      }),
      itemRow('104300', { issuedOn: '2026-11-10', dueOn: '2026-12-10', amount: eur(50_000) }),
      itemRow('104233', {
        issuedOn: '2026-08-01',
        dueOn: '2026-08-31',
        amount: eur(120_000),
        disputeStatus: 'disputed',
      }),
      itemRow('104250', { issuedOn: '2026-10-01', dueOn: '2026-10-31', amount: eur(80_000) }),
      itemRow('104260', { issuedOn: '2026-10-21', dueOn: '2026-11-20', amount: money(70_000, USD) }),
      paymentRow('900001', { issuedOn: '2026-11-03', amount: eur(50_000) }),
      paymentRow('900002', { issuedOn: '2026-11-12', amount: eur(99_000) }),
      applicationRow('104250', '900001', eur(30_000), { on: '2026-11-03' }),
      reversalRow('900002', eur(99_000), '2026-11-15'),
    );
    const card = await a.card('C1');
    expect(card.customer).to.include({ number: 'C1', name: 'Kestrel Ltd' });
    expect(card).to.deep.include({
      contacts: [contact],
      owner: 'ana@brightwater.example',
      ownerName: 'Ana',
      creditLimit: { minor: 200_000, currency: 'EUR' },
      habit: null,
      doNotContact: false,
      asOf: '2026-11-20',
      dataAsOf: '2026-11-19T22:00:00.000Z',
      openItemCount: 4,
      lastPayment: { on: '2026-11-03', amount: { minor: 50_000, currency: 'EUR' } },
      lastContacts: [],
      openPromises: [],
    });
    expect(card.positions).to.deep.equal([
      {
        currency: 'EUR',
        invoiceOpen: { minor: 220_000, currency: 'EUR' },
        unapplied: { minor: -20_000, currency: 'EUR' },
        netOpen: { minor: 200_000, currency: 'EUR' },
        pastDue: { minor: 170_000, currency: 'EUR' },
        buckets: [
          { label: 'current', amount: { minor: 50_000, currency: 'EUR' } },
          { label: '1-30', amount: { minor: 50_000, currency: 'EUR' } },
          { label: '31-60', amount: { minor: 0, currency: 'EUR' } },
          { label: '61-90', amount: { minor: 120_000, currency: 'EUR' } },
          { label: '90+', amount: { minor: 0, currency: 'EUR' } },
        ],
      },
      {
        currency: 'USD',
        invoiceOpen: { minor: 70_000, currency: 'USD' },
        unapplied: { minor: 0, currency: 'USD' },
        netOpen: { minor: 70_000, currency: 'USD' },
        pastDue: { minor: 0, currency: 'USD' },
        buckets: ['current', '1-30', '31-60', '61-90', '90+'].map((label) => ({
          label,
          amount: { minor: label === 'current' ? 70_000 : 0, currency: 'USD' },
        })),
      },
    ]);
    expect(
      card.oldestItems.map(({ number, daysPastDue, left }) => `${number} ${daysPastDue} ${left.minor}`),
    ).to.deep.equal(['104233 81 120000', '104250 20 50000', '104260 0 70000', '104300 -20 50000']);
    expect(card.openDisputes).to.deep.equal([
      {
        activityId: null,
        source: 'erp',
        itemIds: [card.oldestItems[0]?.id],
        amount: { minor: 120_000, currency: 'EUR' },
        reason: 'disputed',
      },
    ]);
  });

  it('shows who was last in contact, and what was promised', async () => {
    await a.feed(customerRow('C1'), itemRow('104233', { dueOn: '2026-10-01' }));
    await a.call('C1', '2026-11-18', 'left a message');
    const { body } = await a.post('/api/activities', {
      customerId: await a.customerId('C1'),
      itemIds: [],
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_full',
      amount: { minor: 10_000, currency: 'EUR' },
      date: '2026-11-27',
      client: 'outlook',
    });
    const card = await a.card('C1');
    expect(card.lastContacts.map(({ code, actor, note }) => `${code} ${actor.name} ${note}`)).to.deep.equal([
      'phone_promise_to_pay Ana null',
      'phone_left_voicemail Ana left a message',
    ]);
    expect(card.openPromises).to.deep.equal([
      {
        activityId: body.id,
        amount: { minor: 10_000, currency: 'EUR' },
        promisedFor: '2026-11-27',
        part: 1,
        parts: 1,
        itemIds: [],
        by: 'Ana',
        recordedAt: '2026-11-20T09:00:00.000Z',
      },
    ]);
  });

  it('shows at once what was logged, fed or set, by whatever process, however often it was asked before', async () => {
    await a.feed(customerRow('C1'), itemRow('104233', { dueOn: '2026-10-01', amount: eur(10_000) }));
    const other = new TestApp();
    const id = (await a.customerId('C1')) as CustomerId;
    const byOther = () => a.in(() => other.services.customerCards.read(id, a.ana.actor));
    const same = async () => {
      const card = await a.card('C1');
      expect(await a.card('C1')).to.deep.equal(card);
      expect(await byOther()).to.deep.equal(card);
      return card;
    };
    expect((await same()).lastContacts).to.deep.equal([]);
    const first = await a.call('C1', '2026-11-18', 'the first');
    expect((await same()).lastContacts.map(({ note }) => note)).to.deep.equal(['the first']);
    const activity = { ...aCall({ note: 'the second', customerId: id }), zone: a.ana.actor.zone };
    await a.in(() => other.services.activityLog.append([activity]));
    expect((await same()).lastContacts.map(({ note }) => note)).to.deep.equal(['the second', 'the first']);
    await a.post(`/api/activities/${first}/withdrawals`, {});
    expect((await same()).lastContacts.map(({ note }) => note)).to.deep.equal(['the second']);
    await a.feed(itemRow('104234', { dueOn: '2026-10-02', amount: eur(500) }));
    expect(await same()).to.include({ openItemCount: 2 });
    app.clock.set('2026-11-21T09:00:00.000Z');
    const { token } = app.services.sessionTokens.issue({ userId: a.ana.actor.userId, tenantId: a.tenant.id });
    const tomorrow = await a.get(`/api/customers/${id}/card`, { ...a.ana, token });
    app.clock.set('2026-11-20T09:00:00.000Z');
    expect(tomorrow.body.asOf).to.equal('2026-11-21');
    const weekly = [{ label: 'all', lastDay: Number.POSITIVE_INFINITY }];
    const card = await a.in(() => app.services.customerCards.read(id, { ...a.ana.actor, buckets: weekly }));
    expect(card.positions[0]?.buckets.map(({ label }) => label)).to.deep.equal(['all']);
  });

  it('says how the customer pays, by invoices that money has paid', async () => {
    const paid = (number: string, late: number) => [
      itemRow(number, { issuedOn: '2026-07-01', dueOn: '2026-08-01' }),
      paymentRow(`P${number}`, { issuedOn: `2026-08-${String(1 + late).padStart(2, '0')}`, amount: eur(10_000) }),
      applicationRow(number, `P${number}`, eur(10_000), { on: '2026-08-30' }),
    ];
    await a.feed(customerRow('C1'), ...paid('1', 3), ...paid('2', 12));
    expect((await a.card('C1')).habit).to.equal(null);
    await a.feed(...paid('3', 9));
    expect((await a.card('C1')).habit).to.deep.equal({ invoices: 3, medianDaysLate: 9 });
  });

  it('names the owner by the colleague of that address, who is here', async () => {
    const bo = await app.user(a.tenant, 'collector', 'bo@brightwater.example');
    await a.in(() => app.services.users.disable(bo.actor.userId));
    await a.feed(
      customerRow('C1', { ownerEmail: 'bo@brightwater.example' }),
      customerRow('C2', { ownerEmail: 'cy@brightwater.example' }),
      customerRow('C3'),
    );
    const owners = await Promise.all(['C1', 'C2', 'C3'].map((number) => a.card(number)));
    expect(owners.map(({ owner, ownerName }) => [owner, ownerName])).to.deep.equal([
      ['bo@brightwater.example', null],
      ['cy@brightwater.example', null],
      ['', null],
    ]);
  });

  it('says of which items the ERP’s document is here', async () => {
    await a.feed(customerRow('C1'), itemRow('104233'), itemRow('104234'));
    const admin = await app.user(a.tenant, 'admin');
    const base64 = Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64');
    const added = await request(app.express)
      .post('/api/invoice-documents')
      .set({ authorization: `Bearer ${admin.token}`, 'idempotency-key': 'a-document-of-the-test' })
      .send({ number: '104233', fileName: '104233.pdf', base64 });
    expect(added.status, added.text).to.equal(200);
    const { oldestItems } = await a.card('C1');
    expect(oldestItems.map(({ number, hasDocument }) => `${number} ${hasDocument}`)).to.deep.equal([
      '104233 true',
      '104234 false',
    ]);
  });

  it('shows a customer of whom nothing is open', async () => {
    await a.feed(customerRow('C1', { doNotContact: true }));
    expect(await a.card('C1')).to.deep.include({
      doNotContact: true,
      positions: [],
      oldestItems: [],
      openItemCount: 0,
      lastPayment: null,
      openDisputes: [],
    });
  });

  it('answers 404 for a customer who is not there, or another company’s', async () => {
    await a.feed(customerRow('C1'));
    const id = await a.customerId('C1');
    const stranger = await app.user(await app.tenant('Stranger Ltd'), 'collector', 'eve@stranger.example');
    const theirs = await a.get(`/api/customers/${id}/card`, stranger);
    expect([theirs.status, theirs.body.code]).to.deep.equal([404, 'customer_not_found']);
    expect((await a.get('/api/customers/none/card')).status).to.equal(404);
  });
});

describe('GET /api/customers/{id}/timeline', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CardCase;

  beforeEach(async () => {
    a = await CardCase.begin(app);
  });

  it('puts money and contact in one line, latest first, with what payments were applied to', async () => {
    await a.feed(
      customerRow('C1'),
      itemRow('104233', { issuedOn: '2026-10-01', amount: eur(6_000) }),
      itemRow('104250', { issuedOn: '2026-11-03', amount: eur(5_000) }),
      paymentRow('900001', { issuedOn: '2026-11-03', amount: eur(9_000) }),
      applicationRow('104233', '900001', eur(6_000), { on: '2026-11-03' }),
      applicationRow('104250', '900001', eur(2_000), { id: 'x', on: '2026-11-04' }),
      unapplicationRow('x', '2026-11-05'),
      itemRow('104999', { kind: 'credit_memo', issuedOn: '2026-11-10', amount: eur(700) }),
      itemRow('105000', { issuedOn: '2026-12-01' }),
    );
    await a.call('C1', '2026-11-03', 'first');
    const id = await a.call('C1', '2026-11-12', 'a slip');
    await a.post(`/api/activities/${id}/withdrawals`, {});
    const { entries, nextBefore } = await a.timeline('C1');
    expect(entries.map(inShort)).to.deep.equal([
      '2026-11-12 phone_left_voicemail a slip, withdrawn',
      '2026-11-10 credit_memo 104999 700 applied 0 to ',
      '2026-11-03 phone_left_voicemail first',
      '2026-11-03 payment 900001 9000 applied 6000 to 104233',
      '2026-11-03 invoice 104250 5000',
      '2026-10-01 invoice 104233 6000',
    ]);
    expect(nextBefore).to.equal(null);
  });

  it('comes in pages of whole days that together are everything once', async () => {
    const days = ['02', '03', '03', '03', '05', '09', '09', '10', '12', '13'];
    await a.feed(
      customerRow('C1'),
      ...days.map((day, index) => itemRow(`10423${index}`, { issuedOn: `2026-11-${day}` })),
    );
    for (const day of ['03', '05', '13', '14']) await a.call('C1', `2026-11-${day}`, `on the ${day}`);
    const whole = (await a.timeline('C1')).entries.map(inShort);
    expect(whole).to.have.length(14);
    for (const limit of [1, 2, 3, 5, 13, 14, 50]) {
      expect(await a.pages('C1', limit), `in pages of ${limit}`).to.deep.equal(whole);
    }
  });

  it('can be read by a manager and by an admin, and by nobody of another company', async () => {
    await a.feed(customerRow('C1'));
    const path = `/api/customers/${await a.customerId('C1')}/timeline`;
    for (const role of ['manager', 'admin'] as const) {
      expect((await a.get(path, await app.user(a.tenant, role))).status).to.equal(200);
    }
    const stranger = await app.user(await app.tenant('Stranger Ltd'), 'manager', 'eve@stranger.example');
    expect((await a.get(path, stranger)).status).to.equal(404);
  });

  it('refuses a day that the calendar does not have, and a page without size', async () => {
    await a.feed(customerRow('C1'));
    const path = `/api/customers/${await a.customerId('C1')}/timeline`;
    expect((await a.get(`${path}?before=2026-02-30`)).status).to.equal(422);
    expect((await a.get(`${path}?limit=0`)).status).to.equal(422);
  });
});

describe('GET /api/customers', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CardCase;

  beforeEach(async () => {
    a = await CardCase.begin(app);
    await a.feed(
      customerRow('0000611365', { name: 'Mützenbär & Söhne KG' }),
      customerRow('0000611400', { name: 'Kestrel Freight Ltd', otherNames: ['Turmfalke Fracht'] }),
      customerRow('C10036', { name: 'Straße der Weber GmbH' }),
    );
  });

  const found = async (search: string) =>
    (await a.get(`/api/customers?search=${encodeURIComponent(search)}`)).body.customers.map(
      ({ number }: { number: string }) => number,
    );

  for (const { search, numbers } of [
    { search: 'mutz', numbers: ['0000611365'] },
    { search: 'SÖHNE', numbers: ['0000611365'] },
    { search: 'mützenbär so', numbers: ['0000611365'] },
    { search: 'strasse', numbers: ['C10036'] },
    { search: 'freight', numbers: ['0000611400'] },
    { search: 'fracht', numbers: ['0000611400'] },
    // As some keyboards send it: a letter, and its mark after it.
    { search: 'Mu\u0308tzen', numbers: ['0000611365'] },
    { search: ' der  weber ', numbers: ['C10036'] },
    { search: 'kestrel mutz', numbers: [] },
    { search: '0000611', numbers: ['0000611365', '0000611400'] },
    { search: '6114', numbers: ['0000611400'] },
    { search: 'c100', numbers: ['C10036'] },
    { search: '.*', numbers: [] },
    { search: '&', numbers: [] },
  ]) {
    it(`finds ${numbers.join(', ') || 'nobody'} for "${search}"`, async () => {
      expect(await found(search)).to.deep.equal(numbers);
    });
  }

  it('finds at most 20', async () => {
    await a.feed(
      ...Array.from({ length: 30 }, (_, index) => customerRow(`D${1_000 + index}`, { name: `Dove ${index}` })),
    );
    expect(await found('dove')).to.have.length(20);
  });

  it('finds nobody of another company', async () => {
    const stranger = await app.user(await app.tenant('Stranger Ltd'), 'manager', 'eve@stranger.example');
    expect((await a.get('/api/customers?search=kestrel', stranger)).body).to.deep.equal({ customers: [] });
  });
});
