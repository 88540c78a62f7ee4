import { createSecretKey } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { describe, it } from 'mocha';
import pino from 'pino';
import request, { type Response } from 'supertest';
import type { Press } from '../../demo/google/addon-host.ts';
import { newSigningKey } from '../../demo/sign-in/signing-key.ts';
import { DEMO_ADDON } from '../../gmail-addon/config-demo.ts';
import { GoogleVerifier } from '../../gmail-addon/verify-google-request.ts';
import { ANA, BEN, useGmailWorld } from './gmail-world.ts';
import type { PanelDriver } from './panel-driver.ts';

const logged: string[] = [];
const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) });

type Event = { authorizationEventObject: Record<string, unknown>; gmail?: Record<string, unknown> };

describe('a call that is not to be trusted', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld({ log });

  const now = () => Math.floor(world.parts.app.clock.now().getTime() / 1000);
  const keyOf = () => (world.parts.tokens as unknown as { key: JWK }).key;
  const sign = async (claims: JWTPayload, key = keyOf(), header: object = {}) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: String(keyOf().kid), ...header })
      .sign(await importJWK(key, 'RS256'));
  const systemClaims = (path = '/message'): JWTPayload => ({
    iss: 'https://accounts.google.com',
    aud: world.addon.url + path,
    email: DEMO_ADDON.serviceAccount,
    email_verified: true,
    iat: now(),
    exp: now() + 3_600,
  });
  const without = (claim: 'aud' | 'exp'): JWTPayload => {
    const { [claim]: _, ...rest } = systemClaims();
    return rest;
  };
  const userClaims = (): JWTPayload => ({
    iss: 'https://accounts.google.com',
    aud: DEMO_ADDON.clientId,
    sub: '1234567890',
    email: ANA.email,
    email_verified: true,
    hd: 'brightwater.example',
    iat: now(),
    exp: now() + 3_600,
  });
  const hs256 = (claims: JWTPayload) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: String(keyOf().kid) })
      .sign(createSecretKey(Buffer.from(String(keyOf().n))));
  const unsigned = (claims: JWTPayload) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none' })}.${part(claims)}.`;
  };
  const event = async (panel?: PanelDriver): Promise<Event> => {
    const { screen } = panel ?? (await world.open());
    return (await world.parts.host.eventFor(screen.panel)) as unknown as Event;
  };
  const call = (bearer: string | null, body: object, path = '/message'): Promise<Response> => {
    const asked = request(world.addon.url).post(path);
    return (bearer === null ? asked : asked.set('Authorization', `Bearer ${bearer}`)).send(
      body,
    ) as unknown as Promise<Response>;
  };

  const systemTokens: Record<string, () => Promise<string | null> | string | null> = {
    'without a system token': () => null,
    'with something else for a system token': () => 'no token at all',
    'with a system token for another address': () =>
      sign({ ...systemClaims(), aud: 'https://elsewhere.example/message' }),
    'with a system token for another entry point': () => sign(systemClaims('/home')),
    'with a system token for this address and a slash': () =>
      sign({ ...systemClaims(), aud: `${world.addon.url}/message/` }),
    'with a system token for several audiences': () =>
      sign({ ...systemClaims(), aud: [`${world.addon.url}/message`, 'https://else.example'] }),
    'with a system token without an audience': () => sign(without('aud')),
    'with a system token of another issuer': () =>
      sign({ ...systemClaims(), iss: 'https://accounts.elsewhere.example' }),
    'with a system token of another service account': () =>
      sign({ ...systemClaims(), email: 'somebody@gserviceaccount.example' }),
    'with a system token whose e-mail is not verified': () => sign({ ...systemClaims(), email_verified: false }),
    'with a system token that is too old': () => sign({ ...systemClaims(), iat: now() - 7_200, exp: now() - 3_600 }),
    'with a system token that never ends': () => sign(without('exp')),
    'with an unsigned system token': () => unsigned(systemClaims()),
    'with a system token signed with the public key': () => hs256(systemClaims()),
    'with a system token signed by somebody else': async () => sign(systemClaims(), await newSigningKey('other')),
    'with a system token of an unknown key': async () =>
      sign(systemClaims(), await newSigningKey('other'), { kid: 'unknown' }),
    'with the user’s token for a system token': () => sign(userClaims()),
  };
  for (const [title, token] of Object.entries(systemTokens)) {
    it(`is refused ${title}`, async () => {
      const { status, body } = await call(await token(), await event());
      expect([status, body]).to.deep.equal([401, {}]);
    });
  }

  const userTokens: Record<string, () => Promise<string | undefined> | string | undefined> = {
    'without a user token': () => undefined,
    'with a user token for another client': () => sign({ ...userClaims(), aud: 'another.apps.googleusercontent.com' }),
    'with a user token that is too old': () => sign({ ...userClaims(), iat: now() - 7_200, exp: now() - 3_600 }),
    'with a user token whose e-mail is not verified': () => sign({ ...userClaims(), email_verified: false }),
    'with an unsigned user token': () => unsigned(userClaims()),
    'with a user token signed with the public key': () => hs256(userClaims()),
    'with a user token signed by somebody else': async () => sign(userClaims(), await newSigningKey('other')),
    'with the system token for a user token': () => sign(systemClaims()),
  };
  for (const [title, token] of Object.entries(userTokens)) {
    it(`is refused ${title}`, async () => {
      const body = await event();
      body.authorizationEventObject.userIdToken = await token();
      const answer = await call(await sign(systemClaims()), body);
      expect([answer.status, answer.body]).to.deep.equal([401, {}]);
    });
  }

  it('is answered where both tokens are good, so that the refusals above are no accident', async () => {
    const { status, body } = await call(await sign(systemClaims()), await event());
    expect([status, Object.keys(body)]).to.deep.equal([200, ['action']]);
  });

  it('is refused where Google calls with what is no event, and its words do not come back', async () => {
    const token = await sign(systemClaims());
    expect((await call(token, { authorizationEventObject: 7 })).status).to.equal(400);
    const broken = await request(world.addon.url)
      .post('/message')
      .set({ Authorization: `Bearer ${token}`, 'content-type': 'application/json' })
      .send('{"secret words"');
    expect([broken.status, broken.body]).to.deep.equal([400, {}]);
    expect((await call(await sign(systemClaims('/actions/nothing')), {}, '/actions/nothing')).status).to.equal(404);
  });

  describe('a button', () => {
    const STALE = 'This button no longer works here. Refresh the card.';
    const send = async (): Promise<{ panel: PanelDriver; press: Press }> => {
      const panel = await world.open();
      await (await panel.press('Use a template')).press('Preview');
      return { panel, press: { ...panel.action('Send in this thread'), formInputs: {} } };
    };
    const refused = async (panelId: string, press: Press) => {
      const { notification, error } = await world.parts.host.press(panelId, press);
      expect(error ?? notification).to.equal(STALE);
      expect(await a().log()).to.deep.equal([]);
      expect(world.gmailCalls).to.not.include('POST /messages/send');
    };
    const withSeal = (press: Press, change: (payload: Record<string, unknown>) => void): Press => {
      const [body = '', signature] = String(press.parameters.seal).split('.');
      const payload = JSON.parse(inflateRawSync(Buffer.from(body, 'base64url')).toString());
      change(payload);
      const changed = deflateRawSync(JSON.stringify(payload)).toString('base64url');
      return { ...press, parameters: { seal: `${changed}.${signature}` } };
    };

    it('does nothing with changed parameters', async () => {
      const { panel, press } = await send();
      await refused(
        panel.screen.panel,
        withSeal(press, (payload) => Object.assign(payload, { nonce: 'another-nonce' })),
      );
      await refused(
        panel.screen.panel,
        withSeal(press, (payload) => Object.assign(payload, { expires: 9e15 })),
      );
    });

    it('does nothing without parameters, or with those of another button', async () => {
      const { panel, press } = await send();
      await refused(panel.screen.panel, { ...press, parameters: {} });
      const other = (await world.open()).action('Log a call');
      await refused(panel.screen.panel, { ...press, parameters: other.parameters });
    });

    it('does nothing for another user', async () => {
      const { press } = await send();
      await refused((await world.open('kestrel', BEN)).screen.panel, press);
    });

    it('does nothing beside another message', async () => {
      const { press } = await send();
      await refused((await world.open('stranger')).screen.panel, press);
    });

    it('does nothing after a day', async () => {
      const { panel, press } = await send();
      world.parts.app.clock.set('2026-11-21T09:00:00.000Z');
      await refused(panel.screen.panel, press);
      world.parts.app.clock.set('2026-11-20T09:00:00.000Z');
    });
  });

  it('leaves neither token nor mail in the log, also where Gmail fails while sending', async () => {
    const panel = await world.open();
    await (await panel.press('Use a template')).press('Preview');
    world.onGmail = (_req, res) => void res.status(500).json({});
    await panel.press('Send in this thread');
    world.onGmail = (req, res, next) => (req.path === '/messages/send' ? void res.status(500).json({}) : next());
    await panel.press('Send in this thread');
    expect(panel.text).to.contain('In doubt whether it went out');
    const text = logged.join('');
    expect(text).to.contain('call refused').and.to.contain('system: missing');
    expect(text).to.not.match(/eyJ|ya29|Bearer|secret words|kim@kestrel|We look into/);
  });
});

describe('GoogleVerifier', () => {
  const settings = { keys: 'http://localhost/certs', serviceAccount: 'a@b', clientId: 'c', now: () => new Date(0) };

  for (const name of ['keys', 'serviceAccount', 'clientId'] as const) {
    it(`is not made without ${name}, which would accept what was meant for anybody`, () => {
      expect(() => new GoogleVerifier({ ...settings, [name]: ' ' })).to.throw(RangeError, name);
    });
  }
});
