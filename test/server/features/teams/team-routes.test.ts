import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { type TestUser, useApp } from '../../../support/app.ts';
import { ReportWorld } from '../../../support/report-world.ts';

describe('/api/teams', function () {
  this.timeout(120_000);
  const app = useApp();

  const company = async (name?: string) => {
    const { tenant } = await ReportWorld.open(app, name);
    const manager = await app.user(tenant, 'manager', 'mia@brightwater.example');
    const ana = await app.user(tenant, 'collector', 'ana@brightwater.example');
    const ben = await app.user(tenant, 'collector', 'ben@brightwater.example');
    return { tenant, manager, ana, ben, ...callsOf(manager) };
  };
  const callsOf = ({ token }: TestUser) => ({
    list: () => request(app.express).get('/api/teams').auth(token, { type: 'bearer' }),
    add: (body: object, key = randomUUID()) =>
      request(app.express).post('/api/teams').auth(token, { type: 'bearer' }).set('idempotency-key', key).send(body),
    change: (id: string, body: object) =>
      request(app.express).put(`/api/teams/${id}`).auth(token, { type: 'bearer' }).send(body),
    remove: (id: string) => request(app.express).delete(`/api/teams/${id}`).auth(token, { type: 'bearer' }),
    setGoal: (owner: object) =>
      request(app.express)
        .post('/api/goals')
        .auth(token, { type: 'bearer' })
        .set('idempotency-key', randomUUID())
        .send({ for: owner, measure: 'activities.human', from: '2026-11-01', to: '2026-11-30', target: 40 }),
    goals: () => request(app.express).get('/api/goals').auth(token, { type: 'bearer' }),
  });

  it('keeps lists of people by name, and says who can be in one', async () => {
    const { ana, ben, manager, list, add } = await company();
    await add({ name: 'South', memberIds: [ben.actor.userId] });
    const added = await add({ name: ' North ', memberIds: [ben.actor.userId, ana.actor.userId, ana.actor.userId] });
    expect(added.status, added.text).to.equal(201);
    const { body } = await list();
    expect(body.teams.map(({ name, members }: { name: string; members: unknown }) => [name, members])).to.deep.equal([
      [
        'North',
        [
          { id: ana.actor.userId, name: 'Ana' },
          { id: ben.actor.userId, name: 'Ben' },
        ],
      ],
      ['South', [{ id: ben.actor.userId, name: 'Ben' }]],
    ]);
    expect(body.people.map(({ id }: { id: string }) => id)).to.deep.equal(
      [ana, ben, manager].map(({ actor }) => actor.userId),
    );
  });

  for (const name of ['north', ' NORTH', '\uff2eorth']) {
    it(`takes "${name}" for the name of the team North`, async () => {
      const { add, change, list } = await company();
      await add({ name: 'North', memberIds: [] });
      expect((await add({ name, memberIds: [] })).body).to.include({ status: 409, code: 'team_taken' });
      const other = await add({ name: 'South', memberIds: [] });
      expect((await change(other.body.id, { name, memberIds: [] })).body).to.include({ code: 'team_taken' });
      expect((await list()).body.teams).to.have.length(2);
    });
  }

  it('lets one of two win who take a name at once', async () => {
    const { add } = await company();
    const answers = await Promise.all([1, 2, 3].map(() => add({ name: 'North', memberIds: [] })));
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409]);
  });

  it('changes name and people, and may keep its own name', async () => {
    const { ana, add, change } = await company();
    const { body: team } = await add({ name: 'North', memberIds: [] });
    const changed = await change(team.id, { name: 'NORTH', memberIds: [ana.actor.userId] });
    expect(changed.body).to.deep.equal({
      id: team.id,
      name: 'NORTH',
      members: [{ id: ana.actor.userId, name: 'Ana' }],
    });
  });

  it('takes its goals with it when it goes, and those of no one else', async () => {
    const { ana, add, remove, setGoal, goals, list } = await company();
    const { body: north } = await add({ name: 'North', memberIds: [ana.actor.userId] });
    const { body: south } = await add({ name: 'South', memberIds: [ana.actor.userId] });
    for (const owner of [
      { kind: 'team', id: north.id },
      { kind: 'team', id: south.id },
      { kind: 'collector', id: ana.actor.userId },
    ]) {
      expect((await setGoal(owner)).status).to.equal(201);
    }
    expect((await remove(north.id)).status).to.equal(200);
    const left = (await goals()).body.goals.map((goal: { for: { name: string } }) => goal.for.name);
    expect(left).to.deep.equal(['South', 'Ana']);
    expect((await list()).body.teams).to.have.length(1);
    expect((await remove(north.id)).body).to.include({ status: 404, code: 'team_not_found' });
  });

  it('knows nobody of another company', async () => {
    const { add } = await company();
    const other = await company('Other GmbH');
    const refused = await add({ name: 'North', memberIds: [other.ana.actor.userId] });
    expect(refused.body).to.include({ status: 404, code: 'not_found' });
  });
});
