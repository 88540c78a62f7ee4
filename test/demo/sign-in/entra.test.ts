import { expect } from 'chai';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, it } from 'mocha';
import * as openid from 'openid-client';
import { DEMO_CLIENTS } from '../../../server/config-demo.ts';
import { PaneConfig } from '../../../shared/api/pane-config.ts';
import { Visitor } from '../../support/http.ts';
import { DIRECTORY, useSignIn } from '../../support/sign-in.ts';

describe("the demo's stand-in for Entra", function () {
  this.timeout(60_000);
  const world = useSignIn();

  const redirectUri = () => world.at('/addin/sign-in.html');

  async function paneConfig(): Promise<PaneConfig> {
    const answer = await fetch(world.at('/addin/config.json'));
    return PaneConfig.parse(await answer.json());
  }

  async function client(): Promise<{ configuration: openid.Configuration; scope: string }> {
    const { issuer, clientId, scope } = await paneConfig();
    const configuration = await openid.discovery(new URL(issuer), clientId ?? '', undefined, openid.None(), {
      execute: [openid.allowInsecureRequests],
    });
    return { configuration, scope: scope ?? '' };
  }

  /** Signs in as the pane's dialog does, and gives the address that the browser comes back to. */
  async function signIn(visitor: Visitor, parameters: Record<string, string>): Promise<URL> {
    const { configuration, scope } = await client();
    const address = openid.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri(),
      scope: `openid profile ${scope}`,
      ...parameters,
    });
    const list = await visitor.get(address);
    if (!list.text.includes('Who are you today?')) return list.url;
    return (await visitor.post(list.url, { email: 'ana@brightwater.example' }, list.url)).url;
  }

  async function accessToken(extra: Record<string, string> = {}): Promise<string> {
    const verifier = openid.randomPKCECodeVerifier();
    const state = openid.randomState();
    const challenge = await openid.calculatePKCECodeChallenge(verifier);
    const back = await signIn(new Visitor(), {
      state,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...extra,
    });
    const { configuration } = await client();
    const tokens = await openid.authorizationCodeGrant(configuration, back, {
      pkceCodeVerifier: verifier,
      expectedState: state,
    });
    return tokens.access_token;
  }

  const trade = (kind: string, token: string) =>
    fetch(world.at('/api/sessions'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind, token }),
    });

  it("gives the pane an access token for our API with Entra's claims, which the API takes", async () => {
    const tenant = await world.company();
    const { actor } = await world.running.user(tenant, 'collector', 'ana@brightwater.example');
    for (const extra of [{}, { resource: `api://${DEMO_CLIENTS.api}` }, { prompt: 'select_account' }]) {
      const token = await accessToken(extra);
      const { alg, typ } = decodeProtectedHeader(token);
      expect({ alg, typ }).to.deep.equal({ alg: 'RS256', typ: 'JWT' });
      const { oid, iss, aud, tid, scp, ver, azp, preferred_username } = decodeJwt(token);
      expect({ iss, aud, tid, scp, ver, azp, preferred_username }).to.deep.equal({
        iss: world.issuer,
        aud: DEMO_CLIENTS.api,
        tid: DIRECTORY,
        scp: 'access_as_user',
        ver: '2.0',
        azp: DEMO_CLIENTS.pane,
        preferred_username: 'ana@brightwater.example',
      });
      expect(oid).to.match(/^[\da-f-]{36}$/);
      const answer = await trade('entra', token);
      expect(answer.status).to.equal(201);
      expect(((await answer.json()) as { user: { id: string } }).user.id).to.equal(actor.userId);
    }
  });

  it('lets a browser of our origin alone read its answers', async () => {
    const { configuration } = await client();
    const endpoint = configuration.serverMetadata().token_endpoint ?? '';
    const ask = (origin: string) =>
      fetch(endpoint, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ grant_type: 'authorization_code', client_id: DEMO_CLIENTS.pane, code: 'x' }),
      });
    expect((await ask(world.server.url)).headers.get('access-control-allow-origin')).to.equal(world.server.url);
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).to.equal(null);
  });

  it('refuses a sign-in without PKCE, and one that would end elsewhere', async () => {
    const plain = await signIn(new Visitor(), { state: 'some-state' });
    expect(plain.searchParams.get('error')).to.equal('invalid_request');
    const elsewhere = await signIn(new Visitor(), { state: 'some-state', redirect_uri: 'https://evil.example/' });
    expect(elsewhere.origin).to.equal(world.provider.url);
  });

  it('refuses people that are not of the directory', async () => {
    const visitor = new Visitor();
    const list = await visitor.get(world.at('/sign-in/entra'));
    const answer = await visitor.post(list.url, { email: 'eve@brightwater.example' }, list.url);
    expect(answer.status).to.equal(403);
  });

  it('gives a token for the API to who asks for the API only', async () => {
    const verifier = openid.randomPKCECodeVerifier();
    const code_challenge = await openid.calculatePKCECodeChallenge(verifier);
    const back = await signIn(new Visitor(), {
      scope: 'openid',
      state: 's',
      code_challenge,
      code_challenge_method: 'S256',
    });
    const { configuration } = await client();
    const tokens = await openid.authorizationCodeGrant(configuration, back, {
      pkceCodeVerifier: verifier,
      expectedState: 's',
    });
    await world.company();
    for (const token of [tokens.access_token, String(tokens.id_token)]) {
      expect((await trade('entra', token)).status).to.equal(401);
    }
  });
});
