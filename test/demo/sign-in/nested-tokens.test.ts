import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { describe, it } from 'mocha';
import { DEMO_CLIENTS } from '../../../server/config-demo.ts';
import { PaneConfig } from '../../../shared/api/pane-config.ts';
import { useSignIn } from '../../support/sign-in.ts';

const ANA = 'ana@brightwater.example';
const SCOPE = `api://${DEMO_CLIENTS.api}/access_as_user`;

describe('the tokens that the stand-in for Outlook hands to a pane', function () {
  this.timeout(60_000);
  const world = useSignIn();

  const ask = (body: object, headers: Record<string, string> = {}) =>
    fetch(`${world.issuer}/nested-app-auth`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ user: ANA, clientId: DEMO_CLIENTS.pane, scope: SCOPE, ...body }),
    });

  it('are asked for as the pane is told to, and are taken by our API', async () => {
    const tenant = await world.company();
    const { actor } = await world.running.user(tenant, 'collector', ANA);
    const config = PaneConfig.parse(await (await fetch(world.at('/addin/config.json'))).json());
    expect(config).to.include({ clientId: DEMO_CLIENTS.pane, scope: SCOPE, authority: world.issuer });
    const given = (await (await ask({})).json()) as {
      token: { access_token: string; id_token: string };
      account: { username: string };
    };
    expect(given.account.username).to.equal(ANA);
    expect(decodeJwt(given.token.id_token).aud).to.equal(DEMO_CLIENTS.pane);
    const trade = (token: string) =>
      fetch(world.at('/api/sessions'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ kind: 'entra', token }),
      });
    const opened = await trade(given.token.access_token);
    expect(opened.status).to.equal(201);
    expect(((await opened.json()) as { user: { id: string } }).user.id).to.equal(actor.userId);
    expect((await trade(given.token.id_token)).status).to.equal(401);
  });

  it('are not given for strangers, other clients and other scopes', async () => {
    for (const body of [{ user: 'eve@brightwater.example' }, { clientId: 'another' }, { scope: 'User.Read' }]) {
      expect((await ask(body)).status, JSON.stringify(body)).to.equal(403);
    }
  });

  it('are read by the pane’s own origin alone', async () => {
    const { headers } = await ask({}, { origin: 'https://evil.example' });
    expect(headers.get('access-control-allow-origin')).to.equal(world.server.url);
  });
});
