import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import type { AnswerOf } from '../../../../shared/api/operation.ts';
import type { readWorklist } from '../../../../shared/api/worklist.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { customerRow, eur, itemRow } from '../../../support/ledger-rows.ts';
import { CardCase } from '../customer-card/card-case.ts';

type Worklist = AnswerOf<typeof readWorklist>;

/** Today is Friday, 20 November 2026. Ana is away until the 27th, and Bo stands in. */
describe('an absence', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CardCase;
  let bo: TestUser;
  let mo: TestUser;
  let keys = 0;

  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    a = await CardCase.begin(app);
    bo = await app.user(a.tenant, 'collector', 'bo@brightwater.example');
    mo = await app.user(a.tenant, 'manager', 'mo@brightwater.example');
  });

  const send = (method: 'put' | 'delete' | 'get', path: string, as: TestUser, body?: object) =>
    request(app.express)[method](path).set('authorization', `Bearer ${as.token}`).send(body);

  const absence = (standIn: TestUser, from = '2026-11-20', until = '2026-11-27') => ({
    standInId: standIn.actor.userId,
    from,
    until,
  });

  const name = (of: TestUser, body: object, as = of) => send('put', `/api/users/${of.actor.userId}/absence`, as, body);

  async function post(path: string, body: object, by: TestUser): Promise<void> {
    keys += 1;
    const headers = { authorization: `Bearer ${by.token}`, 'idempotency-key': `absence-key-${keys}` };
    const answer = await request(app.express).post(path).set(headers).send(body);
    expect(answer.status, answer.text).to.equal(201);
  }

  async function worklist(by: TestUser): Promise<Worklist> {
    return (await send('get', '/api/worklist', by)).body;
  }

  it('gives the stand-in the worklist of who is away after their own, marked, and the days over, no longer', async () => {
    await a.feed(
      customerRow('C1', { ownerEmail: a.ana.actor.email }),
      itemRow('1', { dueOn: '2026-03-31' }),
      customerRow('C2', { ownerEmail: bo.actor.email }),
    );
    const customerId = await a.customerId('C1');
    await post('/api/tasks', { customerId, text: 'of Ana', dueOn: '2026-11-20' }, a.ana);
    await post('/api/tasks', { customerId, text: 'of Bo', dueOn: '2026-11-20' }, bo);
    await post(
      '/api/promises-to-pay',
      {
        customerId,
        itemIds: [],
        channel: 'phone',
        instalments: [{ amount: eur(100), promisedFor: '2026-11-20' }],
        client: 'page',
      },
      a.ana,
    );
    const before = await worklist(bo);
    expect(before.standingInFor).to.equal(undefined);
    expect([before.tasks.length, before.promises.length]).to.deep.equal([1, 0]);

    expect((await name(a.ana, absence(bo))).status).to.equal(200);
    const { standingInFor, tasks, promises, taskCount, promiseCount } = await worklist(bo);
    const ana = { id: a.ana.actor.userId, name: a.ana.actor.name, until: '2026-11-27' };
    expect(standingInFor).to.deep.equal([ana]);
    expect(tasks.map(({ text, onBehalfOf }) => [text, onBehalfOf?.name])).to.deep.equal([
      ['of Bo', undefined],
      ['of Ana', ana.name],
    ]);
    expect(promises.map(({ onBehalfOf }) => onBehalfOf)).to.deep.equal([ana]);
    expect([taskCount, promiseCount]).to.deep.equal([2, 1]);
    expect((await worklist(a.ana)).tasks, 'Ana keeps her own').to.have.length(1);

    app.clock.set('2026-11-27T23:30:00.000Z');
    const { token } = app.services.sessionTokens.issue({
      userId: bo.actor.userId,
      tenantId: a.tenant.id,
      epoch: 0,
      session: null,
    });
    expect((await worklist({ ...bo, token })).standingInFor).to.equal(undefined);
  });

  it('leaves what the stand-in does under their own name', async () => {
    await a.feed(customerRow('C1', { ownerEmail: a.ana.actor.email }));
    await name(a.ana, absence(bo));
    const customerId = await a.customerId('C1');
    const call = { customerId, itemIds: [], code: 'phone_left_voicemail', outcome: 'call_again', client: 'page' };
    await post('/api/activities', call, bo);
    const { body } = await send('get', `/api/customers/${customerId}/timeline`, a.ana);
    expect(JSON.stringify(body)).to.contain(bo.actor.userId);
    expect(JSON.stringify(body)).to.not.contain(`"id":"${a.ana.actor.userId}"`);
  });

  it('is named by oneself, a manager or an admin, and by nobody else', async () => {
    const admin = await app.user(a.tenant, 'admin', 'admin@brightwater.example');
    const reader = await app.user(a.tenant, 'reader', 'reader@brightwater.example');
    for (const as of [a.ana, mo, admin]) expect((await name(a.ana, absence(bo), as)).status).to.equal(200);
    for (const as of [bo, reader]) expect((await name(a.ana, absence(bo), as)).body.code).to.equal('user_not_found');
    expect((await name(reader, absence(bo))).body.code).to.equal('user_not_found');
    expect((await send('delete', `/api/users/${a.ana.actor.userId}/absence`, bo)).status).to.equal(404);
    expect((await send('delete', `/api/users/${a.ana.actor.userId}/absence`, a.ana)).status).to.equal(200);
    expect((await send('get', '/api/absences', a.ana)).body.absences).to.deep.equal([]);
  });

  it('takes nobody who cannot work on customers, not oneself, and no days that are past or in the wrong order', async () => {
    const reader = await app.user(a.tenant, 'reader', 'reader@brightwater.example');
    expect((await name(a.ana, absence(reader))).body.code).to.equal('colleague_not_found');
    for (const body of [
      absence(a.ana),
      absence(bo, '2026-11-27', '2026-11-20'),
      absence(bo, '2026-11-01', '2026-11-19'),
      absence(bo, '2026-11-20', '2028-01-01'),
    ]) {
      expect((await name(a.ana, body)).body.code, JSON.stringify(body)).to.equal('stand_in_refused');
    }
  });

  it('is seen by the two whom it concerns, managers and admins', async () => {
    const zoe = await app.user(a.tenant, 'collector', 'zoe@brightwater.example');
    await name(a.ana, absence(bo));
    const seenBy = async (as: TestUser) => (await send('get', '/api/absences', as)).body.absences.length;
    expect(await Promise.all([a.ana, bo, mo, zoe].map(seenBy))).to.deep.equal([1, 1, 1, 0]);
    app.clock.set('2026-11-20T09:05:00.000Z');
    const { body } = await send('get', '/api/absences', a.ana);
    expect(body.people.map(({ name: of }: { name: string }) => of)).to.deep.equal(['Ana', 'Bo', 'Mo', 'Zoe']);
  });

  it('is shown to the admin with the person, until it is over', async () => {
    const admin = await app.user(a.tenant, 'admin', 'admin@brightwater.example');
    await name(a.ana, absence(bo, '2026-11-20', '2026-11-20'));
    const shown = async (as: TestUser) => {
      const { users } = (await send('get', '/api/users', as)).body;
      return users.find(({ id }: { id: string }) => id === a.ana.actor.userId).absence?.standIn.name ?? null;
    };
    expect(await shown(admin)).to.equal(bo.actor.name);
    app.clock.set('2026-11-20T23:05:00.000Z');
    const subject = { userId: admin.actor.userId, tenantId: a.tenant.id, epoch: 0, session: null };
    const { token } = app.services.sessionTokens.issue(subject);
    expect(await shown({ ...admin, token })).to.equal(null);
  });

  it('ends nothing of a stand-in who is shut out: they are out', async () => {
    await name(a.ana, absence(bo));
    await a.in(() => app.services.users.disable(bo.actor.userId));
    expect((await send('get', '/api/worklist', bo)).body.code).to.equal('user_disabled');
  });
});
