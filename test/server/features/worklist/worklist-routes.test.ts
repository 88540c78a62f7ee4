import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import type { AnswerOf } from '../../../../shared/api/operation.ts';
import type { readWorklist } from '../../../../shared/api/worklist.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { money } from '../../../../shared/domain/money.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { CardCase } from '../customer-card/card-case.ts';

type Worklist = AnswerOf<typeof readWorklist>;

const ANA = 'ana@brightwater.example';
const USD = currencyCode('USD');

/** Today is Friday, 20 November 2026; three working days of grace end on the day before for what was promised for Monday the 16th. */
describe('GET /api/worklist', function () {
  this.timeout(180_000);
  const app = useApp();
  let a: CardCase;
  let bo: TestUser;
  let keys = 0;

  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    a = await CardCase.begin(app);
    bo = await app.user(a.tenant, 'collector', 'bo@brightwater.example');
  });

  async function worklist(by = a.ana): Promise<Worklist> {
    const { status, body } = await a.get('/api/worklist', by);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body;
  }

  async function post(path: string, body: object, by = a.ana): Promise<{ id: string }> {
    const headers = { authorization: `Bearer ${by.token}`, 'idempotency-key': `worklist-key-${++keys}` };
    const answer = await request(app.express).post(path).set(headers).send(body);
    if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.text}`);
    return answer.body;
  }

  /** Records something done towards a customer on a day at noon. */
  async function log(number: string, day: string, details: object, by = a.ana): Promise<string> {
    const customerId = await a.customerId(number);
    const common = { customerId, itemIds: [], client: 'page', occurredAt: `${day}T08:00:00.000Z` };
    return (await post('/api/activities', { ...common, ...details }, by)).id;
  }

  const reach = (number: string, day: string, by = a.ana) =>
    log(number, day, { code: 'phone_left_voicemail', outcome: 'call_again' }, by);

  const promise = (number: string, [madeOn, date]: readonly [string, string], minor: number, by = a.ana) =>
    log(number, madeOn, { code: 'phone_promise_to_pay', outcome: 'promised_in_full', amount: eur(minor), date }, by);

  const task = (number: string, text: string, dueOn: string, by = a.ana) =>
    a.customerId(number).then((customerId) => post('/api/tasks', { customerId, text, dueOn }, by));

  const promisesOf = ({ promises }: Worklist) =>
    promises.map(({ customer, state, promisedFor, amount, paid, by }) =>
      [customer.number, state, promisedFor, amount.minor, paid.minor, by.name].join(' '),
    );

  const untouchedOf = ({ untouched }: Worklist) =>
    untouched.map(({ customer, pastDue, daysPastDue, lastContact }) => {
      const amounts = pastDue.map(({ minor, currency }) => `${minor} ${currency}`).join(', ');
      const last =
        lastContact === null ? 'never' : `${lastContact.at.slice(0, 10)} ${lastContact.by} ${lastContact.code}`;
      return `${customer.number}: ${amounts}, ${daysPastDue} days, ${last}`;
    });

  it('is empty where there is nothing, and says as of when it is', async () => {
    expect(await worklist()).to.deep.equal({
      asOf: '2026-11-20',
      dataAsOf: null,
      tasks: [],
      taskCount: 0,
      promises: [],
      promiseCount: 0,
      untouched: [],
      untouchedCount: 0,
    });
    await a.feed(customerRow('C1'));
    expect(await worklist()).to.include({ dataAsOf: '2026-11-19T22:00:00.000Z' });
  });

  it('has the reader’s own tasks that are due, the earliest first', async () => {
    await a.feed(customerRow('C1'));
    await task('C1', 'today', '2026-11-20');
    await task('C1', 'tomorrow', '2026-11-21');
    const late = await task('C1', 'late', '2026-11-02');
    const done = await task('C1', 'done', '2026-11-02');
    await task('C1', 'of Bo', '2026-11-20', bo);
    await post(`/api/tasks/${done.id}/changes`, { state: 'done' });
    const { tasks, taskCount } = await worklist();
    expect(tasks.map(({ text }) => text)).to.deep.equal(['late', 'today']);
    expect(taskCount).to.equal(2);
    await post(`/api/tasks/${late.id}/changes`, { ownerId: bo.actor.userId });
    expect((await worklist(bo)).tasks.map(({ text }) => text)).to.deep.equal(['late', 'of Bo']);
    app.clock.set('2026-11-20T23:30:00.000Z');
    const { token } = app.services.sessionTokens.issue({ userId: a.ana.actor.userId, tenantId: a.tenant.id });
    const tomorrow = await worklist({ ...a.ana, token });
    expect(tomorrow).to.include({ asOf: '2026-11-21', taskCount: 2 });
  });

  it('has promises due today, late within the grace, and broken, of one’s own customers or that one took', async () => {
    await a.feed(
      ...['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C7'].map((number) =>
        customerRow(number, { ownerEmail: number === 'C7' ? 'bo@brightwater.example' : 'Ana@Brightwater.example' }),
      ),
      paymentRow('900', { customerNumber: 'C5', issuedOn: '2026-11-13', amount: eur(40) }),
      paymentRow('901', { customerNumber: 'C6', issuedOn: '2026-11-13', amount: eur(100) }),
    );
    await promise('C1', ['2026-11-10', '2026-11-20'], 100);
    await promise('C2', ['2026-11-10', '2026-11-17'], 100, bo);
    await promise('C3', ['2026-11-10', '2026-11-16'], 100);
    await promise('C4', ['2026-11-10', '2026-11-21'], 100);
    await promise('C5', ['2026-11-10', '2026-11-12'], 100);
    await promise('C6', ['2026-11-10', '2026-11-12'], 100);
    // The second word came in the place of the first.
    await promise('C7', ['2026-11-09', '2026-11-13'], 100);
    await promise('C7', ['2026-11-10', '2026-11-18'], 70, bo);
    const found = await worklist();
    expect(promisesOf(found)).to.deep.equal([
      'C5 partly_kept 2026-11-12 100 40 Ana',
      'C3 broken 2026-11-16 100 0 Ana',
      'C2 open 2026-11-17 100 0 Bo',
      'C1 open 2026-11-20 100 0 Ana',
    ]);
    expect(found.promiseCount).to.equal(4);
    expect(promisesOf(await worklist(bo))).to.deep.equal(['C2 open 2026-11-17 100 0 Bo', 'C7 open 2026-11-18 70 0 Bo']);
  });

  it('drops a broken promise once anybody has been in contact after it broke', async () => {
    await a.feed(...['C1', 'C2', 'C3', 'C4'].map((number) => customerRow(number, { ownerEmail: ANA })));
    for (const number of ['C1', 'C2', 'C3', 'C4']) await promise(number, ['2026-11-05', '2026-11-11'], 100);
    // It broke at the end of Monday the 16th.
    await reach('C1', '2026-11-16');
    await log('C2', '2026-11-18', { code: 'note', note: 'nobody was reached' });
    const undone = await reach('C3', '2026-11-18');
    await reach('C4', '2026-11-17', bo);
    expect(promisesOf(await worklist()).map((line) => line.slice(0, 2))).to.deep.equal(['C1', 'C2']);
    await post(`/api/activities/${undone}/withdrawals`, {});
    expect(promisesOf(await worklist()).map((line) => line.slice(0, 2))).to.deep.equal(['C1', 'C2', 'C3']);
  });

  it('has one’s past-due customers with nobody’s contact in 14 days, the largest amount in the company’s currency first', async () => {
    const own = { ownerEmail: ANA };
    const owed = (number: string, customerNumber: string, minor: number, dueOn = '2026-11-10') =>
      itemRow(number, { customerNumber, amount: eur(minor), issuedOn: '2026-10-01', dueOn });
    await a.feed(
      ...['C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C9'].map((number) => customerRow(number, own)),
      customerRow('C7', { ...own, doNotContact: true }),
      customerRow('C8', { ownerEmail: 'bo@brightwater.example' }),
      owed('1', 'C1', 500),
      owed('2', 'C1', 300, '2026-10-31'),
      itemRow('3', { customerNumber: 'C1', amount: money(9_000, USD), issuedOn: '2026-10-01', dueOn: '2026-11-19' }),
      owed('4', 'C2', 900),
      owed('5', 'C3', 10_000),
      owed('6', 'C4', 700, '2026-11-20'),
      itemRow('7', { customerNumber: 'C5', amount: money(99_000, USD), issuedOn: '2026-10-01', dueOn: '2026-11-19' }),
      owed('8', 'C6', 600),
      paymentRow('901', { customerNumber: 'C6', issuedOn: '2026-11-15', amount: eur(600) }),
      applicationRow('8', '901', eur(600), { on: '2026-11-15' }),
      owed('9', 'C7', 4_000),
      owed('10', 'C8', 5_000),
      owed('11', 'C9', 100),
    );
    await reach('C2', '2026-11-06', bo);
    await reach('C3', '2026-11-07', bo);
    await log('C9', '2026-11-18', { code: 'note', note: 'looked at' });
    const found = await worklist();
    expect(untouchedOf(found)).to.deep.equal([
      'C2: 900 EUR, 10 days, 2026-11-06 Bo phone_left_voicemail',
      'C1: 800 EUR, 9000 USD, 20 days, never',
      'C9: 100 EUR, 10 days, never',
      'C5: 99000 USD, 1 days, never',
    ]);
    expect(found.untouchedCount).to.equal(4);
    expect(untouchedOf(await worklist(bo))).to.deep.equal(['C8: 5000 EUR, 10 days, never']);
    await reach('C1', '2026-11-20', bo);
    expect(untouchedOf(await worklist()).map((line) => line.slice(0, 2))).to.deep.equal(['C2', 'C9', 'C5']);
  });

  it('has a merged customer under the one that stands for it, whose owner’s it is', async () => {
    await a.feed(
      customerRow('C1', { ownerEmail: 'bo@brightwater.example' }),
      customerRow('C2', { ownerEmail: ANA }),
      itemRow('1', { customerNumber: 'C1', dueOn: '2026-04-01', amount: eur(100) }),
      itemRow('2', { customerNumber: 'C2', dueOn: '2026-04-01', amount: eur(50) }),
    );
    await task('C1', 'ask', '2026-11-20');
    await promise('C1', ['2026-10-01', '2026-10-02'], 100, bo);
    const admin = await app.user(a.tenant, 'admin');
    const into = { intoId: await a.customerId('C2'), reason: 'the same company' };
    const path = `/api/customers/${await a.customerId('C1')}/merge`;
    const headers = { authorization: `Bearer ${admin.token}` };
    expect((await request(app.express).post(path).set(headers).send(into)).status).to.equal(200);
    const found = await worklist();
    expect(found.tasks.map(({ customer }) => customer.number)).to.deep.equal(['C2']);
    expect(promisesOf(found)).to.deep.equal(['C2 broken 2026-10-02 100 0 Bo']);
    expect(untouchedOf(found)).to.deep.equal(['C2: 150 EUR, 233 days, 2026-10-01 Bo phone_promise_to_pay']);
    expect(await worklist(bo)).to.deep.include({ untouchedCount: 0, promiseCount: 1 });
  });

  it('has at most 50 of each, and says how many there are', async () => {
    const numbers = Array.from({ length: 60 }, (_, at) => `C${100 + at}`);
    await a.feed(
      ...numbers.map((number) => customerRow(number, { ownerEmail: ANA })),
      ...numbers.map((number, at) =>
        itemRow(`1${number}`, { customerNumber: number, dueOn: '2026-04-01', amount: eur(1_000 + at) }),
      ),
    );
    const customerId = await a.customerId('C100');
    for (let at = 0; at < 51; at += 1) {
      await post('/api/tasks', { customerId, text: `task ${at}`, dueOn: '2026-11-20' });
    }
    const { tasks, taskCount, untouched, untouchedCount } = await worklist();
    expect([tasks.length, taskCount, untouched.length, untouchedCount]).to.deep.equal([50, 51, 50, 60]);
    expect(untouched[0]?.customer.number).to.equal('C159');
  });

  it('shows nothing of another company', async () => {
    await a.feed(customerRow('C1', { ownerEmail: ANA }), itemRow('1', { dueOn: '2026-04-01' }));
    const stranger = await app.user(await app.tenant('Stranger Ltd'), 'collector', ANA);
    expect(await worklist(stranger)).to.include({ untouchedCount: 0, promiseCount: 0, taskCount: 0 });
    expect(await worklist()).to.include({ untouchedCount: 1 });
  });
});
