import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { TestApp, useApp } from '../../../support/app.ts';
import { openMailServer } from '../../../support/mail-server.ts';
import { UsersWorld } from './users-world.ts';

describe('the people of a company', function () {
  this.timeout(60_000);
  const app = useApp();

  it('are invited with a link that signs them in once, and is in no log', async () => {
    const world = await UsersWorld.begin(app);
    const body = { email: 'Nia@Brightwater.example', role: 'collector', sees: ['ana@brightwater.example'] };
    const { status, body: invited } = await world.send('post', '/api/users', body);
    expect(status).to.equal(201);
    expect(invited.user).to.deep.include({ email: 'nia@brightwater.example', name: 'Nia', role: 'collector' });
    expect(invited.user.sees).to.deep.equal(['ana@brightwater.example']);
    expect(invited.link.mailed).to.equal('no_mail');
    const secret = new URL(invited.link.link).searchParams.get('secret') ?? '';
    expect((await app.services.signIn.byLink(secret)).user.email).to.equal('nia@brightwater.example');
    const log = await world.logged('users');
    expect(log[0]).to.deep.include({ by: 'admin@brightwater.example', deed: 'user_added', before: null });
    expect(JSON.stringify(log)).to.not.contain(secret);
  });

  it('are shown with the last day on which they signed in, in the company’s zone', async () => {
    const world = await UsersWorld.begin(app, { zone: 'Pacific/Honolulu' });
    const { userId } = world.ana.actor;
    const signIn = async () => {
      const { link } = await world.in(() => app.services.userService.link(userId));
      return app.services.signIn.byLink(new URL(link).searchParams.get('secret') ?? '');
    };
    const shown = async () => {
      const { body } = await world.send('get', '/api/users');
      const users = body.users as { id: string; lastSignInOn: string | null }[];
      return users.find(({ id }) => id === userId)?.lastSignInOn;
    };
    expect(await shown()).to.equal(null);
    // At nine in the morning by UTC it is still the evening before in Honolulu.
    expect((await signIn()).user.lastSignInOn).to.equal('2026-11-19');
    expect(await shown()).to.equal('2026-11-19');
  });

  it('get their link by mail where the installation sends mail', async () => {
    const server = await openMailServer();
    try {
      const mailing = new TestApp({ services: { mail: { url: server.url, from: 'Duethread <due@thread.example>' } } });
      const world = await UsersWorld.begin(mailing);
      const { body } = await world.send('post', '/api/users', { email: 'nia@brightwater.example', role: 'reader' });
      expect(body.link.mailed).to.equal('sent');
      expect(server.taken.map(({ to }) => to)).to.deep.equal([['nia@brightwater.example']]);
      const secret = new URL(body.link.link).searchParams.get('secret') ?? '';
      expect(server.taken[0]?.mime.toString().replaceAll('=\r\n', '')).to.contain(secret);
      server.behave({ refuse: { at: 'recipient', code: 550 } });
      const again = await world.send('post', `/api/users/${body.user.id}/sign-in-links`);
      expect(again.body.mailed).to.equal('failed');
    } finally {
      await server.close();
    }
  });

  it('have one address each, the further ones included', async () => {
    const world = await UsersWorld.begin(app);
    const { userId } = world.ana.actor;
    const change = await world.send('put', `/api/users/${userId}`, { otherEmails: ['Ana.Reyes@group.example'] });
    expect(change.body.otherEmails).to.deep.equal(['ana.reyes@group.example']);
    for (const email of ['ana@brightwater.example', 'ana.reyes@group.example']) {
      const refused = await world.send('post', '/api/users', { email, role: 'collector' });
      expect(refused.body.code).to.equal('user_taken');
    }
    const other = await world.send('put', `/api/users/${world.mo.actor.userId}`, {
      otherEmails: ['ana@brightwater.example'],
    });
    expect(other.body.code).to.equal('user_taken');
  });

  it('are changed with before and after in the log; what changes nothing is not in it', async () => {
    const world = await UsersWorld.begin(app);
    const address = `/api/users/${world.ana.actor.userId}`;
    await world.send('put', address, { role: 'manager' });
    await world.send('put', address, { role: 'manager' });
    await world.send('put', address, { disabled: true, name: 'Ana Reyes' });
    const log = await world.logged('users');
    expect(log.map(({ deed }) => deed)).to.deep.equal(['user_disabled', 'role_changed']);
    expect(log[1]?.before).to.deep.include({ role: 'collector' });
    expect(log[1]?.after).to.deep.include({ role: 'manager' });
    expect(log[0]?.after).to.deep.include({ disabled: true, name: 'Ana Reyes' });
  });

  it('keep one who can run the set-up, also when two leave at once', async () => {
    const world = await UsersWorld.begin(app);
    const { admin } = world;
    const own = await world.send('put', `/api/users/${admin.actor.userId}`, { role: 'collector' });
    expect(own.body.code).to.equal('last_admin');
    expect((await world.send('put', `/api/users/${admin.actor.userId}`, { disabled: true })).body.code).to.equal(
      'last_admin',
    );
    for (let round = 0; round < 10; round += 1) {
      const second = await world.user('admin', `admin-${round}`);
      const demote = (id: string) => world.send('put', `/api/users/${id}`, { role: 'manager' });
      const answers = await Promise.all([demote(admin.actor.userId), demote(second.actor.userId)]);
      expect(answers.map(({ status }) => status).sort((a, b) => a - b)).to.deep.equal([200, 409]);
      const admins = (await world.in(() => app.services.users.list())).filter(({ role }) => role === 'admin');
      expect(admins).to.have.length(1);
      await world.in(() =>
        app.services.userService.together('test', async (how) => {
          await app.services.userService.change(admin.actor.userId, { role: 'admin' }, how);
          await app.services.userService.change(second.actor.userId, { role: 'reader' }, how);
        }),
      );
    }
  });

  it('are out at their next request when they are shut out, and do no more than their new role', async () => {
    const world = await UsersWorld.begin(app);
    const { ana } = world;
    const ask = (path: string) => request(app.express).get(path).set('authorization', `Bearer ${ana.token}`);
    expect((await ask('/api/worklist')).status).to.equal(200);
    await world.send('put', `/api/users/${ana.actor.userId}`, { role: 'reader' });
    expect((await ask('/api/worklist')).body.code).to.equal('not_allowed');
    expect((await ask('/api/me')).body.user.role).to.equal('reader');
    await world.send('put', `/api/users/${ana.actor.userId}`, { disabled: true });
    expect((await ask('/api/me')).body.code).to.equal('user_disabled');
    await world.send('put', `/api/users/${ana.actor.userId}`, { disabled: false, role: 'collector' });
    expect((await ask('/api/worklist')).status).to.equal(200);
  });

  it('keep their session and lose the set-up when they are no admins any more', async () => {
    const world = await UsersWorld.begin(app);
    const second = await world.user('admin', 'otto');
    const ask = (path: string) => world.send('get', path, undefined, second);
    expect((await ask('/api/users')).status).to.equal(200);
    expect((await ask('/api/worklist')).body.code).to.equal('not_allowed');
    await world.send('put', `/api/users/${second.actor.userId}`, { role: 'collector' });
    expect((await ask('/api/users')).body.code).to.equal('not_allowed');
    const own = { role: 'admin' };
    const back = await world.send('put', `/api/users/${second.actor.userId}`, own, second);
    expect([back.status, back.body.code]).to.deep.equal([403, 'not_allowed']);
    expect((await ask('/api/worklist')).status).to.equal(200);
  });

  it('are parted from an identity by an admin, and only from one of theirs', async () => {
    const world = await UsersWorld.begin(app);
    const { userId } = world.ana.actor;
    const identity = { issuer: 'https://accounts.google.com', subject: '1080' };
    await world.in(() => app.services.users.bindIdentity(userId, identity));
    const address = `/api/users/${userId}/unbound-identities`;
    expect((await world.send('post', address, { ...identity, subject: '2' })).body.code).to.equal('user_not_found');
    expect((await world.send('post', address, identity)).body.identities).to.deep.equal([]);
    expect((await world.logged('users'))[0]?.deed).to.equal('identity_unbound');
  });
});
