import { expect } from 'chai';
import type { JWTPayload } from 'jose';
import { after, afterEach, before, describe, it } from 'mocha';
import request from 'supertest';
import { newSigningKey } from '../../../demo/sign-in/signing-key.ts';
import { createLog } from '../../../server/log.ts';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { CLIENTS, Directories, OTHER_TID, STRANGE_EXTENSION, TID } from '../../support/directories.ts';

type Bad = Record<string, (good: JWTPayload, directories: Directories) => string | Promise<string>>;

const without = (claims: JWTPayload, name: string) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));

/** What no token of either may get away with. */
const BAD_TOKENS: Bad = {
  'text that is no token': () => 'not-a-token',
  'an empty signature': async (good, d) => `${(await d.sign(good)).split('.').slice(0, 2).join('.')}.`,
  'a changed signature': async (good, d) => {
    const [head, body, signature = ''] = (await d.sign(good)).split('.');
    return `${head}.${body}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
  },
  'a changed body': async (good, d) => {
    const [head, , signature] = (await d.sign(good)).split('.');
    return `${head}.${Buffer.from(JSON.stringify({ ...good, name: 'Eve' })).toString('base64url')}.${signature}`;
  },
  'no algorithm': (good, d) => d.unsigned(good),
  'the public key as a shared secret': (good, d) => d.signWithPublicKey(good),
  'a key that we do not know': async (good, d) => d.sign(good, { key: await newSigningKey('stranger') }),
  'a strange key under a known id': async (good, d) =>
    d.sign(good, { key: { ...(await newSigningKey('stranger')), kid: String(d.key.kid) } }),
  'a key that it brings itself': async (good, d) => {
    const key = await newSigningKey('own');
    const { kty, n, e } = key;
    return d.sign(good, { key, header: { jwk: { kty, n, e } } });
  },
  'a key address that it brings itself': async (good, d) =>
    d.sign(good, { key: await newSigningKey('own'), header: { jku: 'http://localhost:9/keys' } }),
  'a critical extension': (good, d) => d.sign(good, { header: { crit: [STRANGE_EXTENSION], [STRANGE_EXTENSION]: 1 } }),
  'another audience': (good, d) => d.sign({ ...good, aud: 'somebody-else' }),
  'no audience': (good, d) => d.sign(without(good, 'aud')),
  'an empty audience': (good, d) => d.sign({ ...good, aud: '' }),
  'the audience of the pages': (good, d) => d.sign({ ...good, aud: CLIENTS.pages }),
  'no issuer': (good, d) => d.sign(without(good, 'iss')),
  'another issuer': (good, d) => d.sign({ ...good, iss: 'https://login.evil.example/v2.0' }),
  'an expiry of two minutes ago': (good, d) => d.sign({ ...good, exp: Number(good.iat) - 120 }),
  'no expiry': (good, d) => d.sign(without(good, 'exp')),
  'an expiry in words': (good, d) => d.sign({ ...good, exp: 'tomorrow' as unknown as number }),
  'a beginning two minutes ahead': (good, d) => d.sign({ ...good, nbf: Number(good.iat) + 120 }),
};

const BAD_ENTRA_TOKENS: Bad = {
  'the directory of a stranger': (good, d) => d.sign({ ...good, tid: OTHER_TID, iss: d.issuer(OTHER_TID) }),
  'an issuer that is not of its directory': (good, d) => d.sign({ ...good, iss: d.issuer(OTHER_TID) }),
  'a directory that is not of its issuer': (good, d) => d.sign({ ...good, tid: OTHER_TID }),
  'a directory that is a path': (good, d) => d.sign({ ...good, tid: `../${TID}` }),
  'no directory': (good, d) => d.sign(without(good, 'tid')),
  'no person': (good, d) => d.sign(without(good, 'oid')),
  'version 1.0': (good, d) => d.sign({ ...good, ver: '1.0' }),
  'no scope, as a program has': (good, d) =>
    d.sign({ ...without(good, 'scp'), idtyp: 'app', roles: ['access_as_user'] }),
  'another scope': (good, d) => d.sign({ ...good, scp: 'User.Read' }),
  'a scope that only contains ours': (good, d) => d.sign({ ...good, scp: 'no_access_as_user' }),
  'another client': (good, d) => d.sign({ ...good, azp: 'some-other-client' }),
};

const BAD_GOOGLE_TOKENS: Bad = {
  'a private account': (good, d) => d.sign(without(good, 'hd')),
  'another Workspace': (good, d) => d.sign({ ...good, hd: 'elsewhere.example' }),
  'an address that is not verified': (good, d) => d.sign({ ...good, email_verified: false }),
  'an address verified in words': (good, d) => d.sign({ ...good, email_verified: 'true' }),
  'no person': (good, d) => d.sign(without(good, 'sub')),
};

describe('POST /api/sessions', function () {
  this.timeout(60_000);
  useStore();
  const directories = new Directories();
  const logged: string[] = [];
  let app: TestApp;

  before(async () => {
    await directories.start();
    const log = createLog('info', { write: (line: string) => void logged.push(line) });
    app = new TestApp({ services: { directories: directories.settings } }, log);
  });
  after(() => directories.server.stop());
  afterEach(() => {
    logged.length = 0;
    directories.isDown = false;
  });

  async function invited() {
    const tenant = await app.tenant('Brightwater GmbH', {
      directories: [
        { kind: 'entra', id: TID },
        { kind: 'google', id: 'brightwater.example' },
      ],
    });
    return { tenant, ...(await app.user(tenant, 'collector', 'ana@brightwater.example')) };
  }

  const claimsOf = (kind: 'entra' | 'google') =>
    kind === 'entra' ? directories.entraClaims(app.clock.now()) : directories.googleClaims(app.clock.now());
  const trade = (kind: string, token: string) => request(app.express).post('/api/sessions').send({ kind, token });

  for (const kind of ['entra', 'google'] as const) {
    it(`trades a good token of ${kind} for one of ours`, async () => {
      const { actor, tenant } = await invited();
      const { status, body } = await trade(kind, await directories.sign(claimsOf(kind)));
      expect(status).to.equal(201);
      expect(body.user).to.deep.equal({ id: actor.userId, email: actor.email, name: actor.name, role: 'collector' });
      expect(body.tenant).to.deep.equal({ id: tenant.id, name: tenant.name, currency: 'EUR', zone: 'Europe/Berlin' });
      expect(body.expiresAt).to.equal('2026-11-20T09:15:00.000Z');
      const me = await request(app.express).get('/api/me').set('Authorization', `Bearer ${body.token}`);
      expect(me.body.user.id).to.equal(actor.userId);
    });

    it(`tolerates a clock of ${kind} that is 50 seconds off`, async () => {
      await invited();
      const good = claimsOf(kind);
      const late = await directories.sign({ ...good, exp: Number(good.iat) - 50 });
      const early = await directories.sign({ ...good, nbf: Number(good.iat) + 50 });
      expect((await trade(kind, late)).status).to.equal(201);
      expect((await trade(kind, early)).status).to.equal(201);
    });

    const cases = { ...BAD_TOKENS, ...(kind === 'entra' ? BAD_ENTRA_TOKENS : BAD_GOOGLE_TOKENS) };
    for (const [what, make] of Object.entries(cases)) {
      it(`refuses a token of ${kind} with ${what}, and does not say why`, async () => {
        await invited();
        const token = await make(claimsOf(kind), directories);
        const { status, body } = await trade(kind, token);
        expect(status).to.equal(401);
        expect(body).to.include({ code: 'token_refused', detail: 'This sign-in is not accepted; sign in again.' });
        const lines = logged.join('');
        expect(lines).to.contain('"refused":"token_refused"');
        expect(lines).not.to.contain(token);
      });
    }
  }

  it("does not take one directory's token for the other's", async () => {
    await invited();
    expect((await trade('google', await directories.sign(claimsOf('entra')))).status).to.equal(401);
    expect((await trade('entra', await directories.sign(claimsOf('google')))).status).to.equal(401);
  });

  it('refuses every token where signing in is not set up', async () => {
    const none = { apiClientId: null, paneClientId: null, pagesClientId: null, addonClientId: null };
    const { entra, google } = directories.settings;
    const bare = new TestApp({
      services: { directories: { entra: { ...entra, ...none }, google: { ...google, ...none } } },
    });
    await invited();
    for (const kind of ['entra', 'google'] as const) {
      const token = await directories.sign(claimsOf(kind));
      expect((await request(bare.express).post('/api/sessions').send({ kind, token })).status).to.equal(401);
    }
  });

  it('ties an invitation to the first who signs in under its address, and to nobody after', async () => {
    const { actor } = await invited();
    const good = claimsOf('entra');
    expect((await trade('entra', await directories.sign(good))).status).to.equal(201);
    const second = await trade('entra', await directories.sign({ ...good, oid: 'oid-of-somebody-else' }));
    expect(second.status).to.equal(403);
    expect(second.body.code).to.equal('user_not_invited');
    const renamed = { ...good, preferred_username: 'ana.reyes@brightwater.example' };
    const again = await trade('entra', await directories.sign(renamed));
    expect(again.body.user.id).to.equal(actor.userId);
  });

  it('makes one user of many first sign-ins at once', async () => {
    const { tenant, actor } = await invited();
    const token = await directories.sign(claimsOf('entra'));
    const answers = await Promise.all(Array.from({ length: 10 }, () => trade('entra', token)));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(10).fill(201));
    const user = await inTenant(tenant.id, () => app.services.users.findById(actor.userId));
    expect(user?.identities).to.have.length(1);
  });

  it('does not let a directory in by an invitation of another company', async () => {
    const tenant = await app.tenant('Elsewhere Ltd', { directories: [{ kind: 'entra', id: OTHER_TID }] });
    await app.user(tenant, 'admin', 'ana@brightwater.example');
    await app.tenant('Brightwater GmbH', { directories: [{ kind: 'entra', id: TID }] });
    const { status, body } = await trade('entra', await directories.sign(claimsOf('entra')));
    expect(status).to.equal(403);
    expect(body.code).to.equal('user_not_invited');
  });

  it('leaves it to a person where two addresses of one token are two invitations', async () => {
    const { tenant } = await invited();
    await app.user(tenant, 'admin', 'boss@brightwater.example');
    const token = await directories.sign({ ...claimsOf('entra'), email: 'boss@brightwater.example' });
    expect((await trade('entra', token)).body.code).to.equal('user_not_invited');
  });

  it('shuts a disabled user out with the next request', async () => {
    const { tenant, actor, token } = await invited();
    const entra = await directories.sign(claimsOf('entra'));
    expect((await trade('entra', entra)).status).to.equal(201);
    await inTenant(tenant.id, () => app.services.users.disable(actor.userId));
    expect((await trade('entra', entra)).body.code).to.equal('user_disabled');
    const me = await request(app.express).get('/api/me').set('Authorization', `Bearer ${token}`);
    expect(me.status).to.equal(403);
  });
});
