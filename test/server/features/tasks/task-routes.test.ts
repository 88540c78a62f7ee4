import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request, { type Response } from 'supertest';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { TaskView } from '../../../../shared/api/tasks.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { customerRow } from '../../../support/ledger-rows.ts';
import { CardCase } from '../customer-card/card-case.ts';

describe('tasks', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CardCase;
  let customerId: string;
  let keys = 0;

  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    a = await CardCase.begin(app);
    await a.feed(customerRow('C1', { name: 'Kestrel Ltd' }), customerRow('C2', { name: 'Osprey Ltd' }));
    customerId = await a.customerId('C1');
  });

  async function post(path: string, body: object, { by = a.ana, key = `task-key-${++keys}` } = {}): Promise<Response> {
    const headers = { authorization: `Bearer ${by.token}`, 'idempotency-key': key };
    return request(app.express).post(path).set(headers).send(body);
  }

  const create = (changes: object = {}, by: TestUser = a.ana) =>
    post('/api/tasks', { customerId, text: 'Ask for the remittance', dueOn: '2026-11-23', ...changes }, { by });

  const change = (id: string, body: object, by: TestUser = a.ana) => post(`/api/tasks/${id}/changes`, body, { by });

  async function listed(id = customerId): Promise<TaskView[]> {
    const { status, body } = await a.get(`/api/tasks?customerId=${id}`);
    expect(status).to.equal(200);
    return body.tasks;
  }

  /** Everything that is kept of a task. */
  async function kept(): Promise<{ changes: Record<string, unknown>[]; text: string }> {
    const filter = { tenantId: a.tenant.id } as never;
    const [task] = await inTenant(a.tenant.id, () => collectionNamed('tasks').find(filter).toArray());
    return task as never;
  }

  it('are one’s own unless they are given to a colleague', async () => {
    const bo = await app.user(a.tenant, 'manager', 'bo@brightwater.example');
    const own = await create();
    expect(own.status).to.equal(201);
    expect(own.body).to.deep.equal({
      id: own.body.id,
      customer: { id: customerId, number: 'C1', name: 'Kestrel Ltd' },
      text: 'Ask for the remittance',
      dueOn: '2026-11-23',
      owner: { id: a.ana.actor.userId, name: 'Ana' },
      state: 'open',
      createdBy: { id: a.ana.actor.userId, name: 'Ana' },
      createdAt: '2026-11-20T09:00:00.000Z',
      closedAt: null,
    });
    const given = await create({ ownerId: bo.actor.userId });
    expect(given.body.owner).to.deep.equal({ id: bo.actor.userId, name: 'Bo' });
    expect(given.body.createdBy.name).to.equal('Ana');
  });

  it('are of a customer that is there, and for a colleague who works on customers', async () => {
    expect((await create({ customerId: 'nobody' })).body.code).to.equal('customer_not_found');
    const admin = await app.user(a.tenant, 'admin');
    const gone = await app.user(a.tenant, 'collector', 'gone@brightwater.example');
    await a.in(() => app.services.users.disable(gone.actor.userId));
    const stranger = await app.user(await app.tenant('Stranger Ltd'), 'collector', 'eve@stranger.example');
    for (const { actor } of [admin, gone, stranger]) {
      const refused = await create({ ownerId: actor.userId });
      expect([refused.status, refused.body.code]).to.deep.equal([404, 'colleague_not_found']);
    }
    expect(await listed()).to.deep.equal([]);
  });

  it('have words, and no card numbers in them', async () => {
    expect((await create({ text: '   ' })).status).to.equal(422);
    const { body } = await create({ text: ' Charge 4111 1111 1111 1111 on Monday ' });
    expect(body.text).to.equal('Charge 411111******1111 on Monday');
    expect((await kept()).text).to.equal(body.text);
  });

  it('are put down once for a key, and changed once', async () => {
    const body = { customerId, text: 'Call back', dueOn: '2026-11-23' };
    const first = await post('/api/tasks', body, { key: 'the-very-same-key' });
    const again = await Promise.all([1, 2].map(() => post('/api/tasks', body, { key: 'the-very-same-key' })));
    for (const answer of again) expect(answer.body).to.deep.equal(first.body);
    expect(await listed()).to.have.length(1);
    const moved = { dueOn: '2026-11-24' };
    const path = `/api/tasks/${first.body.id}/changes`;
    await Promise.all([1, 2, 3].map(() => post(path, moved, { key: 'another-single-key' })));
    expect((await kept()).changes).to.have.length(2);
    expect((await post('/api/tasks', { ...body, text: 'x' }, { key: 'the-very-same-key' })).status).to.equal(422);
  });

  it('are moved, given away, done, and opened again, each time with who did it', async () => {
    const bo = await app.user(a.tenant, 'collector', 'bo@brightwater.example');
    const { id } = (await create()).body;
    app.clock.set('2026-11-20T09:01:00.000Z');
    expect((await change(id, { dueOn: '2026-11-30', ownerId: bo.actor.userId })).body).to.deep.include({
      dueOn: '2026-11-30',
      owner: { id: bo.actor.userId, name: 'Bo' },
      state: 'open',
    });
    app.clock.set('2026-11-20T09:02:00.000Z');
    expect((await change(id, { state: 'done' }, bo)).body).to.include({
      state: 'done',
      closedAt: '2026-11-20T09:02:00.000Z',
    });
    expect(await listed()).to.deep.equal([]);
    expect((await change(id, { state: 'done' }, bo)).body.closedAt).to.equal('2026-11-20T09:02:00.000Z');
    expect((await change(id, { state: 'open' }, bo)).body).to.include({ state: 'open', closedAt: null });
    expect((await change(id, { state: 'dropped' })).body).to.include({ state: 'dropped' });
    const [ana, byBo] = [a.ana.actor, bo.actor].map(({ userId, name }) => ({ id: userId, name }));
    const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 9, minute));
    expect((await kept()).changes).to.deep.equal([
      { at: at(0), by: ana, dueOn: '2026-11-23', ownerId: a.ana.actor.userId, state: 'open' },
      { at: at(1), by: ana, dueOn: '2026-11-30', ownerId: bo.actor.userId },
      { at: at(2), by: byBo, state: 'done' },
      { at: at(2), by: byBo, state: 'open' },
      { at: at(2), by: ana, state: 'dropped' },
    ]);
  });

  it('keep every change of those that come at the same time', async () => {
    const { id } = (await create()).body;
    const days = ['24', '25', '26', '27', '28'].map((day) => `2026-11-${day}`);
    const answers = await Promise.all(days.map((dueOn) => change(id, { dueOn })));
    expect(answers.map(({ status }) => status)).to.deep.equal(days.map(() => 201));
    expect((await kept()).changes.slice(1).map(({ dueOn }) => dueOn)).to.have.members(days);
  });

  it('are not changed by nothing, nor given to nobody, nor another company’s', async () => {
    const { id } = (await create()).body;
    expect((await change(id, {})).body.code).to.equal('request_invalid');
    expect((await change(id, { ownerId: 'nobody' })).body.code).to.equal('colleague_not_found');
    expect((await change('nothing', { state: 'done' })).body.code).to.equal('task_not_found');
    const stranger = await app.user(await app.tenant('Stranger Ltd'), 'manager', 'eve@stranger.example');
    expect((await change(id, { state: 'done' }, stranger)).body.code).to.equal('task_not_found');
    expect((await kept()).changes).to.have.length(1);
  });

  it('of a customer are its open ones, the earliest day first, those of a merged one too', async () => {
    const other = await a.customerId('C2');
    await create({ text: 'third', dueOn: '2026-12-01' });
    await create({ text: 'first', dueOn: '2026-11-01' });
    await create({ text: 'second', dueOn: '2026-11-05', customerId: other });
    const closed = (await create({ text: 'closed' })).body.id;
    await change(closed, { state: 'done' });
    expect((await listed()).map(({ text }) => text)).to.deep.equal(['first', 'third']);
    const admin = await app.user(a.tenant, 'admin');
    await post(`/api/customers/${other}/merge`, { intoId: customerId, reason: 'the same' }, { by: admin });
    expect((await listed()).map(({ text, customer }) => `${text} ${customer.number}`)).to.deep.equal([
      'first C1',
      'second C1',
      'third C1',
    ]);
    expect(await listed(other)).to.deep.equal(await listed());
  });
});
