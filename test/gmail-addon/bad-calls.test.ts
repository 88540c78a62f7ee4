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
  const without = (claim: 'aud' | 'exp' | 'iat' | 'email'): JWTPayload => {
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
    'with a system token that was made in the future': () =>
      sign({ ...systemClaims(), iat: now() + 600, exp: now() + 3_600 }),
    'with a system token that does not hold yet': () => sign({ ...systemClaims(), nbf: now() + 600 }),
    'with a system token that holds for a month': () => sign({ ...systemClaims(), exp: now() + 30 * 86_400 }),
    'with a system token without the day it was made': () => sign(without('iat')),
    'with a system token without an e-mail': () => sign(without('email')),
    'with a system token for the same path by http of another port': () =>
      sign({ ...systemClaims(), aud: 'http://127.0.0.1:1/message' }),
    'with a system token for this address and a query': () =>
      sign({ ...systemClaims(), aud: `${world.addon.url}/message?a=b` }),
    'with a system token whose audience is empty': () => sign({ ...systemClaims(), aud: '' }),
    'with a system token by another algorithm of the same key': async () =>
      new SignJWT(systemClaims())
        .setProtectedHeader({ alg: 'PS256', kid: String(keyOf().kid) })
        .sign(await importJWK({ ...keyOf(), alg: 'PS256' }, 'PS256')),
    'with a system token that brings its own key': async () => {
      const own = await newSigningKey('own');
      return sign(systemClaims(), own, { kid: undefined, jwk: { kty: 'RSA', n: own.n, e: own.e } });
    },
    'with a system token whose end is cut off': async () => (await sign(systemClaims())).slice(0, -4),
    'with a system token whose claims were changed': async () => {
      const [head, , signature] = (await sign(systemClaims())).split('.');
      return `${head}.${Buffer.from(JSON.stringify({ ...systemClaims(), sub: 'x' })).toString('base64url')}.${signature}`;
    },
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
    'with a user token of another issuer': () => sign({ ...userClaims(), iss: 'https://login.elsewhere.example' }),
    'with a user token that was made in the future': () =>
      sign({ ...userClaims(), iat: now() + 600, exp: now() + 3_600 }),
    'with a user token longer than any': () => sign({ ...userClaims(), more: 'x'.repeat(20_000) }),
    'with a user token without a subject': () => sign({ ...userClaims(), sub: '' }),
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

  const posted = async (path: string, body: string | object, type = 'application/json') =>
    request(world.addon.url)
      .post(path)
      .set({ authorization: `Bearer ${await sign(systemClaims(path))}`, 'content-type': type })
      .send(body as string);
  const calls: Record<string, { status: number; make: () => Promise<Response> }> = {
    'what is no event': { status: 400, make: () => posted('/message', { authorizationEventObject: 7 }) },
    'a list': { status: 400, make: () => posted('/message', [1]) },
    nothing: { status: 400, make: () => posted('/message', '') },
    'broken JSON': { status: 400, make: () => posted('/message', '{"secret words"') },
    'another type of body': { status: 400, make: () => posted('/message', 'secret words', 'text/plain') },
    'another letter code': { status: 400, make: () => posted('/message', '{}', 'application/json; charset=latin9') },
    'a body too large': { status: 400, make: () => posted('/message', { secret: 'x'.repeat(600_000) }) },
    'an unknown path': { status: 404, make: () => posted('/actions/nothing', {}) },
    'a path of a prototype': { status: 404, make: () => posted('/actions/constructor', {}) },
    'GET in place of POST': {
      status: 404,
      make: async () =>
        request(world.addon.url)
          .get('/message')
          .set('authorization', `Bearer ${await sign(systemClaims())}`),
    },
    'another way to sign in': {
      status: 401,
      make: async () =>
        request(world.addon.url)
          .post('/message')
          .set('authorization', `Basic ${await sign(systemClaims())}`)
          .send(await event()),
    },
    'the token in the address': {
      status: 401,
      make: async () =>
        request(world.addon.url)
          .post(`/message?access_token=${await sign(systemClaims())}`)
          .send(await event()),
    },
  };
  for (const [title, { status, make }] of Object.entries(calls)) {
    it(`is refused with ${title}, and its words do not come back`, async () => {
      const answer = await make();
      expect([answer.status, answer.body, answer.text]).to.deep.equal([status, {}, '{}']);
    });
  }

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

    const sealOf = ({ parameters }: Press) => String(parameters.seal);
    const withWords = (press: Press, seal: string): Press => ({ ...press, parameters: { seal } });
    const bomb = () => deflateRawSync(Buffer.alloc(5_000_000, 'x')).toString('base64url');
    const changes: Record<string, (press: Press) => Press> = {
      'without parameters': (press) => ({ ...press, parameters: {} }),
      'with empty parameters': (press) => withWords(press, ''),
      'with another nonce': (press) => withSeal(press, (sealed) => Object.assign(sealed, { nonce: 'another-nonce' })),
      'with a later end': (press) => withSeal(press, (sealed) => Object.assign(sealed, { expires: 9e15 })),
      'with another customer': (press) =>
        withSeal(press, (sealed) => Object.assign(sealed.args as object, { customerId: 'f'.repeat(24) })),
      'with more than it carried': (press) => withSeal(press, (sealed) => Object.assign(sealed, { more: true })),
      'without its signature': (press) => withWords(press, sealOf(press).split('.')[0] ?? ''),
      'with half of its signature': (press) => withWords(press, sealOf(press).slice(0, -20)),
      'with another signature': (press) => withWords(press, `${sealOf(press).split('.')[0]}.${'A'.repeat(43)}`),
      'with something behind its signature': (press) => withWords(press, `${sealOf(press)}.more`),
      'with what unpacks to very much': (press) => withWords(press, `${bomb()}.${sealOf(press).split('.')[1]}`),
      'with what another button carries': (press) => ({ ...press, parameters: others.parameters }),
      'with what the button beside it carries': (press) => ({ ...press, parameters: drafting.parameters }),
      'under the address of another button': (press) => ({ ...press, function: drafting.function }),
    };
    let others: Pick<Press, 'function' | 'parameters'>;
    let drafting: Pick<Press, 'function' | 'parameters'>;
    for (const [title, change] of Object.entries(changes)) {
      it(`does nothing ${title}`, async () => {
        const { panel, press } = await send();
        others = (await world.open()).action('Log a call');
        drafting = panel.action('Edit as a draft');
        await refused(panel.screen.panel, change(press));
      });
    }

    it('does nothing for another user', async () => {
      const { press } = await send();
      await refused((await world.open('kestrel', BEN)).screen.panel, press);
    });

    it('does nothing beside another message, or none', async () => {
      const { press } = await send();
      await refused((await world.open('stranger')).screen.panel, press);
      await refused((await world.openHome()).screen.panel, press);
    });

    it('does nothing after a day', async () => {
      const { panel, press } = await send();
      world.parts.app.clock.set('2026-11-21T09:00:00.000Z');
      await refused(panel.screen.panel, press);
      world.parts.app.clock.set('2026-11-20T09:00:00.000Z');
    });

    it('has its one effect where it is pressed again with the same nonce', async () => {
      const { panel, press } = await send();
      await world.parts.host.press(panel.screen.panel, press);
      const again = await world.parts.host.press(panel.screen.panel, press);
      expect(again.notification).to.equal('Sent in this thread, and logged.');
      expect(world.gmailCalls.filter((one) => one === 'POST /messages/send')).to.have.length(1);
    });

    it('is one of more than forty calls that are refused, each otherwise', () => {
      const all = [systemTokens, userTokens, calls, changes].flatMap((table) => Object.keys(table));
      expect(new Set(all).size + 3)
        .to.be.at.least(40)
        .and.to.equal(all.length + 3);
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
