import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import mongoose from 'mongoose';
import request from 'supertest';
import type { Role } from '../../../shared/domain/role.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { Directories, OTHER_TID, TID } from '../../support/directories.ts';
import { customerRow, runRequest } from '../../support/ledger-rows.ts';
import { UsersWorld } from '../features/users/users-world.ts';

const COLLECTIONS = '11111111-2222-4333-8444-555555555555';
const AUDITORS = '99999999-2222-4333-8444-555555555555';

describe('signing in for the first time', function () {
  this.timeout(60_000);
  useStore();
  const directories = new Directories();
  before(() => directories.start());
  after(() => directories.server.stop());
  let app: TestApp;
  let world: UsersWorld;

  beforeEach(async () => {
    app = new TestApp({ services: { directories: directories.settings } });
    world = await UsersWorld.begin(app);
    const set = await world.send('put', '/api/access', {
      directories: [
        { kind: 'entra', id: TID.toUpperCase() },
        { kind: 'google', id: 'Brightwater.example' },
      ],
    });
    expect(set.status, set.text).to.equal(200);
  });

  const trade = (kind: 'entra' | 'google', token: string) =>
    request(app.express).post('/api/sessions').send({ kind, token });
  const entra = async (claims: object) =>
    trade('entra', await directories.sign({ ...directories.entraClaims(app.clock.now()), ...claims }));
  const google = async (claims: object) =>
    trade('google', await directories.sign({ ...directories.googleClaims(app.clock.now()), ...claims }));
  const rules = (joinRules: { by: string; value: string; role: Role }[]) =>
    world.send('put', '/api/access', { joinRules });

  it('makes nobody a user without a rule or an invitation', async () => {
    const { body } = await entra({ oid: 'zoe', preferred_username: 'zoe@brightwater.example', groups: [COLLECTIONS] });
    expect(body.code).to.equal('user_not_invited');
  });

  it('makes a person what the first rule says that fits, once and in the log', async () => {
    await rules([
      { by: 'group', value: AUDITORS.toUpperCase(), role: 'reader' },
      { by: 'group', value: COLLECTIONS, role: 'manager' },
      { by: 'domain', value: 'Brightwater.example', role: 'collector' },
    ]);
    const zoe = { oid: 'zoe', preferred_username: 'zoe@brightwater.example', name: 'Zoe Quill' };
    const both = await Promise.all([1, 2, 3].map(() => entra({ ...zoe, groups: [COLLECTIONS, AUDITORS] })));
    for (const { body } of both) expect(body.user).to.deep.include({ name: 'Zoe Quill', role: 'reader' });
    expect(new Set(both.map(({ body }) => body.user.id)).size).to.equal(1);
    const raj = await google({ sub: '77', email: 'raj@brightwater.example', groups: [AUDITORS] });
    expect(raj.body.user).to.deep.include({ email: 'raj@brightwater.example', role: 'collector' });
    const log = await world.logged('users');
    expect(log.map(({ deed, by }) => [deed, by])).to.deep.equal([
      ['joined_by_domain', 'raj@brightwater.example'],
      ['joined_by_group', 'zoe@brightwater.example'],
    ]);
    await rules([]);
    expect((await entra(zoe)).status).to.equal(201);
  });

  it('does not let a rule in whom it does not name: other domains, other groups, a domain that only ends alike', async () => {
    await rules([
      { by: 'group', value: COLLECTIONS, role: 'collector' },
      { by: 'domain', value: 'brightwater.example', role: 'collector' },
    ]);
    for (const claims of [
      { preferred_username: 'guest@elsewhere.example' },
      { preferred_username: 'guest@not-brightwater.example' },
      { preferred_username: 'guest@brightwater.example.evil.example' },
      { preferred_username: 'guest@elsewhere.example', groups: [AUDITORS] },
      { preferred_username: 'guest@elsewhere.example', groups: COLLECTIONS },
    ]) {
      const { body } = await entra({ oid: 'guest', ...claims });
      expect(body.code, JSON.stringify(claims)).to.equal('user_not_invited');
    }
  });

  it('does not give the address of somebody else away by a rule', async () => {
    await rules([{ by: 'domain', value: 'brightwater.example', role: 'collector' }]);
    expect((await entra({ oid: 'ana', preferred_username: 'ana@brightwater.example' })).status).to.equal(201);
    const other = await entra({ oid: 'somebody-else', preferred_username: 'ana@brightwater.example' });
    expect(other.body.code).to.equal('user_not_invited');
  });

  it('believes no address of a guest of the directory, neither for an invitation nor for a rule', async () => {
    await rules([
      { by: 'group', value: COLLECTIONS, role: 'admin' },
      { by: 'domain', value: 'brightwater.example', role: 'manager' },
    ]);
    const { email, userId } = world.ana.actor;
    const elsewhere = { idp: `https://sts.windows.net/${OTHER_TID}/` };
    for (const guest of [elsewhere, { idp: 'live.com' }, { acct: 1 }, { ...elsewhere, xms_edov: false }]) {
      for (const claimed of [email, 'zoe@brightwater.example']) {
        const claims = { oid: 'guest', email: claimed, preferred_username: claimed, groups: [COLLECTIONS], ...guest };
        const { body } = await entra(claims);
        expect(body.code, JSON.stringify(claims)).to.equal('user_not_invited');
      }
    }
    const vouchedFor = {
      oid: 'guest',
      email,
      preferred_username: 'zoe@brightwater.example',
      ...elsewhere,
      xms_edov: '1',
    };
    expect((await entra(vouchedFor)).body.user?.id).to.equal(userId);
    const own = { idp: `https://sts.windows.net/${TID}/`, acct: 0 };
    const member = await entra({ oid: 'zoe', preferred_username: 'zoe@brightwater.example', ...own });
    expect(member.body.user).to.deep.include({ email: 'zoe@brightwater.example', role: 'manager' });
  });

  it('takes a Microsoft and a Google identity for one person, also where the addresses differ', async () => {
    const { userId } = world.ana.actor;
    await world.send('put', `/api/users/${userId}`, { otherEmails: ['a.reyes@brightwater.example'] });
    const microsoft = await entra({ oid: 'ana', preferred_username: 'ana@brightwater.example' });
    const other = await google({ sub: '42', email: 'a.reyes@brightwater.example' });
    expect([microsoft.body.user?.id, other.body.user?.id]).to.deep.equal([userId, userId]);
    const { users } = (await world.send('get', '/api/users')).body;
    const [ana] = users.filter(({ id }: { id: string }) => id === userId);
    expect(ana.identities).to.have.length(2);
    expect(users).to.have.length(3);
    for (const { issuer, subject } of ana.identities) {
      await world.send('post', `/api/users/${userId}/unbound-identities`, { issuer, subject });
    }
    await world.send('put', `/api/users/${userId}`, { otherEmails: [] });
    expect((await google({ sub: '42', email: 'a.reyes@brightwater.example' })).body.code).to.equal('user_not_invited');
  });

  it('counts what a person does by either as one line of the figures', async () => {
    await world.in(() => app.services.ledgerRuns.take(runRequest([customerRow('C1')])));
    const microsoft = await entra({ oid: 'ana', preferred_username: 'ana@brightwater.example' });
    const other = await google({ sub: '42', email: 'ana@brightwater.example' });
    const tokens = [microsoft.body.token, other.body.token];
    const found = await request(app.express)
      .get('/api/customers?search=C1')
      .set('authorization', `Bearer ${tokens[0]}`);
    const [customer] = found.body.customers;
    const call = { itemIds: [], code: 'phone_left_voicemail', outcome: 'call_again', client: 'page' };
    for (const [place, token] of tokens.entries()) {
      const answer = await request(app.express)
        .post('/api/activities')
        .set({ authorization: `Bearer ${token}`, 'idempotency-key': `one-person-${place}` })
        .send({ ...call, customerId: customer.id, occurredAt: `2026-11-${18 + place}T09:00:00.000Z` });
      expect(answer.status, answer.text).to.equal(201);
    }
    const { body } = await world.send('get', '/api/reports/collectors-board?from=2026-11-01&to=2026-11-20');
    const lines = body.rows.filter(({ touches }: { touches: number }) => touches > 0);
    expect(lines).to.have.length(1);
    expect(lines[0]).to.deep.include({ touches: 2 });
    expect(lines[0].collector.id).to.equal(world.ana.actor.userId);
  });

  it('ends every way in with the next request when a person is shut out: pane, Gmail, and a token that is open', async () => {
    const who = { preferred_username: 'ana@brightwater.example', oid: 'ana' };
    const { token } = (await entra(who)).body;
    expect((await google({ sub: '42', email: 'ana@brightwater.example' })).status).to.equal(201);
    await world.send('put', `/api/users/${world.ana.actor.userId}`, { disabled: true });
    expect((await entra(who)).body.code).to.equal('user_disabled');
    expect((await google({ sub: '42', email: 'ana@brightwater.example' })).body.code).to.equal('user_disabled');
    const open = await request(app.express).get('/api/worklist').set('authorization', `Bearer ${token}`);
    expect(open.body.code).to.equal('user_disabled');
  });

  it('reads who asks, their company, and for whom they stand in by one read', async () => {
    await world.send('put', '/api/access', { portfolios: true });
    const absence = { standInId: world.ana.actor.userId, from: '2026-11-20', until: '2026-11-21' };
    await world.send('put', `/api/users/${world.mo.actor.userId}/absence`, absence, world.mo);
    const client = mongoose.connection.getClient();
    const commands: string[] = [];
    const note = ({ command }: mongoose.mongo.CommandStartedEvent) => {
      commands.push(...['find', 'aggregate', 'update', 'insert'].flatMap((verb) => command[verb] ?? []));
    };
    client.on('commandStarted', note);
    const answer = await world.send('get', '/api/colleagues', undefined, world.ana);
    client.off('commandStarted', note);
    expect(answer.status).to.equal(200);
    // One for who asks, one for the answer.
    expect(commands).to.deep.equal(['users', 'users']);
  });

  it('refuses rules and directories that do not fit, and a directory of another company', async () => {
    const refusals = [
      { joinRules: [{ by: 'domain', value: 'brightwater.example', role: 'admin' }] },
      { joinRules: [{ by: 'domain', value: 'gmail.com', role: 'collector' }] },
      { joinRules: [{ by: 'group', value: 'Collections', role: 'collector' }] },
      { directories: [{ kind: 'entra', id: 'brightwater' }] },
      {
        directories: [
          { kind: 'google', id: 'brightwater.example' },
          { kind: 'google', id: 'brightwater.example' },
        ],
      },
    ];
    const before = (await world.send('get', '/api/access')).body;
    for (const body of refusals) {
      expect((await world.send('put', '/api/access', body)).body.code, JSON.stringify(body)).to.equal('access_refused');
    }
    const other = await UsersWorld.begin(app, { name: 'Other Ltd', directories: [{ kind: 'entra', id: OTHER_TID }] });
    const taken = await other.send('put', '/api/access', { directories: [{ kind: 'entra', id: TID }] });
    expect(taken.body.code).to.equal('access_refused');
    expect((await world.send('get', '/api/access')).body).to.deep.equal(before);
    expect((await world.logged('access_rules')).map(({ deed }) => deed)).to.deep.equal(['access_changed']);
  });
});
