import { expect } from 'chai';
import { describe, it } from 'mocha';
import request, { type Response } from 'supertest';
import type { DomainError } from '../../../server/errors.ts';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import type { PageSessionView } from '../../../shared/api/page-sessions.ts';
import { Visitor } from '../../support/http.ts';
import { useSignIn } from '../../support/sign-in.ts';

const ANA = 'ana@brightwater.example';

describe('the sessions of a user', function () {
  this.timeout(120_000);
  const world = useSignIn();

  async function tokenOf(visitor: Visitor): Promise<Response> {
    return request(world.running.express)
      .post('/api/sessions')
      .set({ 'sec-fetch-site': 'same-origin', 'x-duethread-page': '1', cookie: visitor.cookieFor(world.at('/')) })
      .send({ kind: 'page' });
  }

  async function browser(): Promise<{ visitor: Visitor; token: string }> {
    const visitor = new Visitor();
    await world.admit(visitor, ANA);
    return { visitor, token: (await tokenOf(visitor)).body.token };
  }

  const call = (method: 'get' | 'post', path: string, token: string) =>
    request(world.running.express)[method](path).set('authorization', `Bearer ${token}`);
  const listed = async (token: string): Promise<PageSessionView[]> =>
    (await call('get', '/api/me/sessions', token)).body.sessions;
  const status = async (token: string) => (await call('get', '/api/me', token)).status;

  async function invite() {
    const tenant = await world.company();
    return { tenant, ...(await world.running.user(tenant, 'manager', ANA)) };
  }

  it('are listed with device, place and times, and say which is this one', async () => {
    await invite();
    const [desk, sofa] = [await browser(), await browser()];
    const sessions = await listed(desk.token);
    expect(sessions).to.have.length(2);
    expect(sessions.filter(({ isThisOne }) => isThisOne)).to.have.length(1);
    for (const { device, place, begunAt, lastSeenAt } of sessions) {
      expect(device).to.be.a('string').and.not.equal('');
      expect(place).to.match(/\*|unknown/);
      expect(lastSeenAt >= begunAt).to.equal(true);
    }
    const thisOne = (all: PageSessionView[]) => all.find(({ isThisOne }) => isThisOne)?.id;
    expect(thisOne(await listed(sofa.token))).not.to.equal(thisOne(sessions));
  });

  it('never show what opens one', async () => {
    await invite();
    const { visitor, token } = await browser();
    const text = JSON.stringify((await call('get', '/api/me/sessions', token)).body);
    const [, signed = ''] = decodeURIComponent(visitor.cookieFor(world.at('/'))).split('=s:');
    expect(signed).to.have.length.above(20);
    expect(text).not.to.contain(signed.split('.')[0]);
  });

  it('end one by one, with the tokens that came of them', async () => {
    await invite();
    const [desk, sofa] = [await browser(), await browser()];
    const [other] = (await listed(desk.token)).filter(({ isThisOne }) => !isThisOne);
    expect((await call('post', `/api/me/sessions/${other?.id}/end`, desk.token)).status).to.equal(200);
    expect(await status(sofa.token)).to.equal(401);
    expect((await tokenOf(sofa.visitor)).status).to.equal(401);
    expect(await status(desk.token)).to.equal(200);
    expect(await listed(desk.token)).to.have.length(1);
    expect((await call('post', `/api/me/sessions/${other?.id}/end`, desk.token)).status).to.equal(404);
  });

  it('end everywhere at once, and whoever signs in again is in', async () => {
    const { token: ofPane } = await invite();
    const [desk, sofa] = [await browser(), await browser()];
    const answer = await call('post', '/api/me/sign-out', desk.token);
    expect(answer.body).to.deep.equal({ ended: 2 });
    for (const token of [ofPane, desk.token, sofa.token]) expect(await status(token)).to.equal(401);
    for (const { visitor } of [desk, sofa]) expect((await tokenOf(visitor)).status).to.equal(401);
    const again = await browser();
    expect(await status(again.token)).to.equal(200);
  });

  it('end everywhere together with the one-time links that nobody has used, and with nobody else’s', async () => {
    const { tenant, actor, token } = await invite();
    const other = await world.running.user(tenant, 'admin', 'ben@brightwater.example');
    const { userService, signIn } = world.running.services;
    const secretFor = async ({ userId }: typeof actor) => {
      const { link } = await inTenant(tenant.id, () => userService.link(userId));
      return new URL(link).searchParams.get('secret') ?? '';
    };
    const codeOf = (secret: string) =>
      signIn.byLink(secret).then(
        ({ user }) => user.email,
        ({ code }: DomainError) => code,
      );
    const [own, theirs] = [await secretFor(actor), await secretFor(other.actor)];
    expect((await call('post', '/api/me/sign-out', token)).status).to.equal(200);
    expect(await codeOf(own)).to.equal('sign_in_link_spent');
    const later = await secretFor(actor);
    expect((await call('post', `/api/users/${actor.userId}/sign-out`, other.token)).status).to.equal(200);
    expect(await codeOf(later)).to.equal('sign_in_link_spent');
    const lost = await secretFor(actor);
    const { link } = await inTenant(tenant.id, () => userService.renewLink(actor.userId, 'ben@brightwater.example'));
    expect(await codeOf(lost), 'in whose place another was made').to.equal('sign_in_link_spent');
    expect(await codeOf(new URL(link.link).searchParams.get('secret') ?? '')).to.equal(ANA);
    expect(await codeOf(theirs)).to.equal('ben@brightwater.example');
  });

  it('are refused after a sign-out everywhere also where the store still has them', async () => {
    const { tenant, actor } = await invite();
    const { visitor } = await browser();
    const { sessions } = world.running.services;
    // A request under way may write its session back after all of them were removed.
    const cookie = visitor.cookieFor(world.at('/'));
    await Promise.all([inTenant(tenant.id, () => sessions.endAll(actor.userId)), tokenOf(visitor), tokenOf(visitor)]);
    expect(visitor.cookieFor(world.at('/'))).to.equal(cookie);
    expect((await tokenOf(visitor)).status).to.equal(401);
  });

  it('end at the sign-out with their tokens', async () => {
    await invite();
    const { visitor, token } = await browser();
    const answer = await request(world.running.express)
      .post('/sign-out')
      .set({ 'sec-fetch-site': 'same-origin', 'x-duethread-page': '1', cookie: visitor.cookieFor(world.at('/')) });
    expect(answer.status).to.equal(303);
    expect(await status(token)).to.equal(401);
  });

  it('are ended by an admin, which the admin log keeps', async () => {
    const { tenant, actor, token: ofPane } = await invite();
    const admin = await world.running.user(tenant, 'admin', 'ben@brightwater.example');
    const { visitor, token } = await browser();
    const answer = await call('post', `/api/users/${actor.userId}/sign-out`, admin.token);
    expect(answer.body).to.deep.equal({ ended: 1 });
    for (const each of [token, ofPane]) expect(await status(each)).to.equal(401);
    expect((await tokenOf(visitor)).status).to.equal(401);
    expect(await status(admin.token)).to.equal(200);
    const { changes } = await inTenant(tenant.id, () => world.running.services.adminLog.list({ area: 'users' }));
    expect(changes[0]).to.include({ deed: 'signed_out_everywhere', subject: ANA, by: 'ben@brightwater.example' });
  });

  it('end for one person without touching another', async () => {
    const { tenant, actor } = await invite();
    const other = await world.running.user(tenant, 'collector', 'mira@brightwater.example');
    await inTenant(tenant.id, () => world.running.services.sessions.endAll(actor.userId));
    expect(await status(other.token)).to.equal(200);
  });
});
