import { expect } from 'chai';
import { describe, it } from 'mocha';
import { UserModel } from '../../../server/identity/user-model.ts';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import { type Page, Visitor } from '../../support/http.ts';
import { formTokenIn } from '../../support/own-form.ts';
import { useSignIn } from '../../support/sign-in.ts';

const HOUR_MS = 60 * 60_000;

interface Traded {
  readonly status: number;
  readonly body: { readonly token: string; readonly user: { readonly id: string; readonly role: string } };
}

describe('signing in to the pages', function () {
  this.timeout(60_000);
  const world = useSignIn();

  /** Trades the visitor's sign-in for a session token, as a page of ours does. */
  async function trade(visitor: Visitor, headers: Record<string, string> = {}): Promise<Traded> {
    const answer = await fetch(world.at('/api/sessions'), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'x-duethread-page': '1',
        cookie: visitor.cookieFor(world.at('/')),
        ...headers,
      },
      body: JSON.stringify({ kind: 'page' }),
    });
    // The session is kept before the last byte of the answer is sent.
    return { status: answer.status, body: (await answer.json()) as Traded['body'] };
  }

  async function invite(email = 'ana@brightwater.example') {
    const tenant = await world.company();
    return { tenant, ...(await world.running.user(tenant, 'manager', email)) };
  }

  it('offers what is set up', async () => {
    const page = await new Visitor().get(world.at('/sign-in?to=/reports'));
    expect(page.status).to.equal(200);
    expect(page.text).to.contain('href="/sign-in/entra?to=%2Freports"').and.not.contain('Google');
  });

  it('brings an invited person in through Entra, and where they wanted to go', async () => {
    const { actor } = await invite();
    const visitor = new Visitor();
    const end = await world.signIn(
      visitor,
      'ana@brightwater.example',
      '/sign-in/entra?to=/reports/ageing?asOf=2026-01-31',
    );
    expect(end.url.href).to.equal(world.at('/reports/ageing?asOf=2026-01-31'));
    const answer = await trade(visitor);
    expect(answer.status).to.equal(201);
    const { token, user } = answer.body;
    expect(user.id).to.equal(actor.userId);
    const me = await fetch(world.at('/api/me'), { headers: { authorization: `Bearer ${token}` } });
    expect(me.status).to.equal(200);
  });

  it('knows a person again by the directory, whatever their address has become', async () => {
    const { tenant, actor } = await invite();
    await world.admit(new Visitor(), 'ana@brightwater.example');
    const { users } = world.running.services;
    const bound = await inTenant(tenant.id, () => users.findById(actor.userId));
    expect(bound?.identities).to.have.length(1);
    expect(bound?.identities[0]?.issuer).to.equal(world.issuer);
    // Somebody else is invited under the address that the directory gives the person we know.
    await inTenant(tenant.id, () => UserModel.updateOne({ _id: actor.userId }, { email: 'ana.r@brightwater.example' }));
    await world.running.user(tenant, 'admin', 'ana@brightwater.example');
    const visitor = new Visitor();
    await world.admit(visitor, 'ana@brightwater.example');
    const { user } = (await trade(visitor)).body;
    expect(user).to.include({ id: actor.userId, role: 'manager' });
  });

  it('refuses a person whom nobody invited, in words', async () => {
    await invite();
    const visitor = new Visitor();
    const end = await world.signIn(visitor, 'ben@brightwater.example');
    expect(end.status).to.equal(403);
    expect(end.headers.get('content-type')).to.contain('text/html');
    expect(end.text).to.contain('Nobody has invited you');
    expect((await trade(visitor)).status).to.equal(401);
  });

  it('refuses a disabled user, also one who is signed in', async () => {
    const { tenant, actor } = await invite();
    const visitor = new Visitor();
    await world.admit(visitor, 'ana@brightwater.example');
    await inTenant(tenant.id, () => world.running.services.users.disable(actor.userId));
    expect((await trade(visitor)).status).to.equal(403);
    expect((await world.signIn(new Visitor(), 'ana@brightwater.example')).status).to.equal(403);
  });

  it('refuses a return that was not begun in this browser, was changed, or comes twice', async () => {
    await invite();
    const stranger = await new Visitor().get(world.at('/sign-in/callback/entra?code=x&state=y'));
    expect(stranger.status).to.equal(401);

    const tampered = new Visitor();
    await tampered.get(world.at('/sign-in/entra'));
    const changed = await tampered.get(world.at('/sign-in/callback/entra?code=x&state=y'));
    expect(changed.status).to.equal(401);

    const visitor = new Visitor();
    const end: Page = await world.signIn(visitor, 'ana@brightwater.example');
    const callback = end.way.find((address) => address.includes('/sign-in/callback/entra')) ?? '';
    expect((await visitor.get(callback)).status).to.equal(401);
  });

  it('says it plainly when the person turns back at the provider', async () => {
    await invite();
    const visitor = new Visitor();
    const list = await visitor.get(world.at('/sign-in/entra'));
    const { searchParams } = new URL(list.way.find((address) => address.includes('/entra/auth')) ?? '');
    const back = new URL(world.at('/sign-in/callback/entra'));
    back.search = new URLSearchParams({ error: 'access_denied', state: searchParams.get('state') ?? '' }).toString();
    const end = await visitor.get(back);
    expect(end.status).to.equal(401);
    expect(end.text).to.contain('not completed');
  });

  it('never sends anybody to another site afterwards', async () => {
    await invite();
    for (const to of ['https://evil.example/', '//evil.example/', '/\\evil.example', 'javascript:alert(1)']) {
      const end = await world.signIn(
        new Visitor(),
        'ana@brightwater.example',
        `/sign-in/entra?to=${encodeURIComponent(to)}`,
      );
      expect(end.url.origin, to).to.equal(world.server.url);
    }
  });

  it('gives a new id at the sign-in, in a cookie that no script reads', async () => {
    await invite();
    const visitor = new Visitor();
    const list = await visitor.get(world.at('/sign-in/entra'));
    const before = visitor.cookieFor(world.at('/'));
    await visitor.post(list.url, { email: 'ana@brightwater.example' }, list.url);
    const ours = visitor.setCookies.filter((line) => line.startsWith('duethread='));
    expect(ours).to.have.length.at.least(2);
    for (const line of ours)
      expect(line)
        .to.match(/HttpOnly/i)
        .and.match(/SameSite=Lax/i);
    const old = new Map(before.split('; ').map((pair) => pair.split('=') as [string, string])).get('duethread');
    expect((await trade(new Visitor(), { cookie: `duethread=${old}` })).status).to.equal(401);
    expect((await trade(visitor)).status).to.equal(201);
  });

  it('trades the cookie for our own pages only', async () => {
    await invite();
    const visitor = new Visitor();
    await world.admit(visitor, 'ana@brightwater.example');
    expect((await trade(visitor, { 'sec-fetch-site': 'cross-site' })).status).to.equal(403);
    expect((await trade(visitor, { 'sec-fetch-site': 'same-site' })).status).to.equal(403);
    const { 'x-duethread-page': _, ...without } = { 'x-duethread-page': '1', cookie: visitor.cookieFor(world.at('/')) };
    const plain = await fetch(world.at('/api/sessions'), {
      method: 'POST',
      headers: { ...without, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ kind: 'page' }),
    });
    expect(plain.status).to.equal(403);
  });

  it('ends after 8 hours without a request, and 24 hours after the sign-in', async () => {
    await invite();
    const { clock } = world.running;
    const start = clock.now().getTime();
    const later = (hours: number) => clock.set(new Date(start + hours * HOUR_MS).toISOString());
    const idle = new Visitor();
    const busy = new Visitor();
    await world.admit(idle, 'ana@brightwater.example');
    await world.admit(busy, 'ana@brightwater.example');
    for (const hours of [7, 14, 21]) {
      later(hours);
      expect((await trade(busy)).status, `${hours} h`).to.equal(201);
    }
    expect((await trade(idle)).status).to.equal(401);
    later(24.1);
    expect((await trade(busy)).status).to.equal(401);
  });

  it('ends at the sign-out, which only a page of ours can ask for', async () => {
    await invite();
    const visitor = new Visitor();
    await world.admit(visitor, 'ana@brightwater.example');
    const form = { formToken: formTokenIn((await visitor.get(world.at('/sign-out'))).text) };
    expect((await visitor.post(world.at('/sign-out'), form, 'https://evil.example/')).status).to.equal(403);
    expect((await visitor.post(world.at('/sign-out'), {}, world.at('/'))).status).to.equal(403);
    expect((await visitor.post(world.at('/sign-out'), { formToken: 'guessed' }, world.at('/'))).status).to.equal(403);
    expect((await trade(visitor)).status).to.equal(201);
    const cookie = visitor.cookieFor(world.at('/'));
    await visitor.post(world.at('/sign-out'), form, world.at('/'));
    expect((await trade(new Visitor(), { cookie })).status).to.equal(401);
  });
});
