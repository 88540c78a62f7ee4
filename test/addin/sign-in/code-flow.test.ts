import { expect } from 'chai';
import { beginSignIn, finishSignIn, type SignInConfig, saidOf } from '../../../addin/sign-in/code-flow.ts';
import { PaneConfig } from '../../../shared/api/pane-config.ts';
import { Visitor } from '../../support/http.ts';
import { useSignIn } from '../../support/sign-in.ts';

describe('the sign-in window', function () {
  this.timeout(60_000);
  const world = useSignIn();

  async function config(): Promise<SignInConfig> {
    const answer = await fetch(world.at('/addin/config.json'));
    const { issuer, clientId, scope } = PaneConfig.parse(await answer.json());
    return { issuer, clientId: String(clientId), scope: String(scope) };
  }

  /** Goes to the provider, picks a person, and gives the address that the browser comes back to. */
  async function comeBack(url: URL): Promise<URL> {
    const visitor = new Visitor();
    const list = await visitor.get(url);
    return (await visitor.post(list.url, { email: 'ana@brightwater.example' }, list.url)).url;
  }

  it('brings a token that our API takes for the very person', async () => {
    const tenant = await world.company();
    const { actor } = await world.running.user(tenant, 'collector', 'ana@brightwater.example');
    const { url, ...begun } = await beginSignIn(await config(), world.at('/addin/sign-in.html'));
    const granted = await finishSignIn(await config(), await comeBack(url), begun);
    expect(granted.expiresIn).to.be.above(60);
    const answer = await fetch(world.at('/api/sessions'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'entra', token: granted.token }),
    });
    expect(((await answer.json()) as { user: { id: string } }).user.id).to.equal(actor.userId);
  });

  it('takes no answer to a sign-in that it did not begin', async () => {
    const { url, verifier } = await beginSignIn(await config(), world.at('/addin/sign-in.html'));
    const back = await comeBack(url);
    const refused = await finishSignIn(await config(), back, { verifier, state: 'another' }).catch(() => 'refused');
    expect(refused).to.equal('refused');
  });

  it('says what the provider refused', async () => {
    const back = new URL(world.at('/addin/sign-in.html?error=access_denied&error_description=Not+for+you&state=s'));
    back.searchParams.set('iss', (await config()).issuer);
    const begun = { verifier: 'v'.repeat(43), state: 's' };
    const error = await finishSignIn(await config(), back, begun).catch((refused: unknown) => refused);
    expect(saidOf(error)).to.equal('Not for you');
  });

  it('speaks plain HTTP with no provider but one on this machine', async () => {
    const elsewhere = { ...(await config()), issuer: 'http://login.example' };
    const refused = await beginSignIn(elsewhere, world.at('/addin/sign-in.html')).catch((error: unknown) => error);
    expect(String(refused)).to.match(/HTTPS/i);
  });
});
