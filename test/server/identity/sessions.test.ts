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
  'our audience among others': (good, d) => d.sign({ ...good, aud: [String(good.aud), 'somebody-else'] }),
  'our audience in a list': (good, d) => d.sign({ ...good, aud: [String(good.aud)] }),
  'an issuer with a stroke at its end': (good, d) => d.sign({ ...good, iss: `${good.iss}/` }),
  'an issuer in capitals': (good, d) => d.sign({ ...good, iss: String(good.iss).toUpperCase() }),
  'no name of its key': (good, d) => d.sign(good, { header: { kid: undefined } }),
  'an empty name of its key': (good, d) => d.sign(good, { header: { kid: '' } }),
  'the right key and another algorithm': (good, d) => d.sign(good, { alg: 'RS512' }),
  'the right key and another padding': (good, d) => d.sign(good, { alg: 'PS256' }),
  'a certificate that it brings itself': async (good, d) =>
    d.sign(good, { key: await newSigningKey('own'), header: { x5c: ['MIIB'] } }),
  'a fourth part': async (good, d) => `${await d.sign(good)}.${Buffer.from('{}').toString('base64url')}`,
  'five parts, as one that is encrypted has': async (good, d) => `${await d.sign(good)}..`,
  'a name of its kind before it': async (good, d) => `Bearer ${await d.sign(good)}`,
  'signed words that are no claims': (_good, d) => d.signBytes('"let me in"'),
  'a signed list': (good, d) => d.signBytes(JSON.stringify([good])),
  'a signed text that is no JSON': (_good, d) => d.signBytes('{'),
  'an expiry of nothing': (good, d) => d.sign({ ...good, exp: 0 }),
  'an expiry as a text of digits': (good, d) => d.sign({ ...good, exp: String(good.exp) as unknown as number }),
  'an expiry of 61 seconds ago': (good, d) => d.sign({ ...good, exp: Number(good.iat) - 61 }),
  'a beginning 61 seconds ahead': (good, d) => d.sign({ ...good, nbf: Number(good.iat) + 61 }),
  'an issue that is to come': (good, d) => d.sign({ ...good, iat: Number(good.iat) + 3_000 }),
  'no time of issue': (good, d) => d.sign(without(good, 'iat')),
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
  'a scope in capitals': (good, d) => d.sign({ ...good, scp: 'ACCESS_AS_USER' }),
  'scopes in a list': (good, d) => d.sign({ ...good, scp: ['access_as_user'] }),
  'an empty scope': (good, d) => d.sign({ ...good, scp: '' }),
  'our scope, of a program without a person': (good, d) => d.sign({ ...good, idtyp: 'app' }),
  'another client': (good, d) => d.sign({ ...good, azp: 'some-other-client' }),
  'no client': (good, d) => d.sign(without(good, 'azp')),
  'the client of version 1.0': (good, d) => d.sign({ ...without(good, 'azp'), appid: good.azp }),
  'the issuer of version 1.0': (good, d) => d.sign({ ...good, iss: `https://sts.windows.net/${TID}/` }),
  'version 2.0 as a number': (good, d) => d.sign({ ...good, ver: 2 }),
  'no version': (good, d) => d.sign(without(good, 'ver')),
  'the audience of the pane, as its ID token has': (good, d) => d.sign({ ...good, aud: CLIENTS.pane }),
  'the audience of Microsoft Graph': (good, d) => d.sign({ ...good, aud: '00000003-0000-0000-c000-000000000000' }),
  'an address for an audience': (good, d) => d.sign({ ...good, aud: `api://${CLIENTS.api}` }),
  'a directory in capitals': (good, d) => d.sign({ ...good, tid: TID.toUpperCase() }),
  'an empty name of the person': (good, d) => d.sign({ ...good, oid: '' }),
  'a number for the person': (good, d) => d.sign({ ...good, oid: 7 }),
  'no beginning': (good, d) => d.sign(without(good, 'nbf')),
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

  it('knows at least forty bad tokens of Entra', () => {
    expect(Object.keys({ ...BAD_TOKENS, ...BAD_ENTRA_TOKENS })).to.have.length.of.at.least(40);
  });

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
      const [user] = await inTenant(tenant.id, () => app.services.users.list());
      expect(user?.lastSignInOn).to.equal('2026-11-20');
    });

    it(`tolerates a clock of ${kind} that is a minute off, and no more`, async () => {
      await invited();
      const good = claimsOf(kind);
      const late = await directories.sign({ ...good, exp: Number(good.iat) - 59 });
      const early = await directories.sign({ ...good, iat: Number(good.iat) + 60, nbf: Number(good.iat) + 60 });
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
