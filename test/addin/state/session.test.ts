import { expect } from 'chai';
import { HostError } from '../../../addin/host/mail-host.ts';
import { readCustomerCard } from '../../../shared/api/customers.ts';
import { openSession } from '../../../shared/api/sessions.ts';
import { aCard } from '../support/a-card.ts';
import { aSidebar, aSignedInSidebar } from '../support/a-sidebar.ts';
import { Refusal, SESSION } from '../support/fake-api.ts';

describe('Session', () => {
  it("trades the window's token for one of ours, and sends that with each call", async () => {
    const { api } = await aSignedInSidebar();
    const [opened, context] = api.asked;
    expect(opened).to.deep.include({ operation: 'openSession', body: { kind: 'entra', token: 'access' }, token: null });
    expect(context).to.deep.include({ operation: 'readThreadContext', token: 'Bearer session-1' });
  });

  const troubles = [
    { what: 'the window was blocked', failure: new HostError('popup_blocked', ''), why: 'popup_blocked' },
    { what: 'the window was closed', failure: new HostError('dialog_closed', ''), why: 'dialog_closed' },
  ] as const;
  for (const { what, failure, why } of troubles) {
    it(`says why nobody is signed in: ${what}`, async () => {
      const { sidebar, host } = aSidebar();
      host.failure = failure;
      await sidebar.signIn();
      expect(sidebar.state.value).to.deep.equal({ at: 'signed_out', why });
    });
  }

  const refusals = [
    { code: 'token_refused', why: 'refused' },
    { code: 'user_disabled', why: 'disabled' },
    { code: 'database_unavailable', why: 'unreachable' },
  ] as const;
  for (const { code, why } of refusals) {
    it(`says ${why} where the server answers ${code}`, async () => {
      const { sidebar, api } = aSidebar();
      api.on(openSession, () => {
        throw new Refusal(code);
      });
      await sidebar.signIn();
      expect(sidebar.state.value).to.deep.equal({ at: 'signed_out', why });
      expect(sidebar.session.current.value).to.equal(null);
    });
  }

  it('renews a session that is about to end, once for many calls at a time', async () => {
    const { sidebar, api, clock } = await aSignedInSidebar();
    clock.at = '2026-11-20T09:14:30.000Z';
    api.on(openSession, () => ({ ...SESSION, token: 'session-2', expiresAt: '2026-11-20T09:30:00.000Z' }));
    await Promise.all([1, 2, 3].map(() => sidebar.api.call(readCustomerCard, { params: { id: 'c1' } })));
    expect(api.of(openSession)).to.have.length(2);
    expect(api.asked.slice(-3).map(({ token }) => token)).to.deep.equal(Array(3).fill('Bearer session-2'));
  });

  it('renews once where the server no longer takes the session', async () => {
    const { sidebar, api } = await aSignedInSidebar();
    api.on(openSession, () => ({ ...SESSION, token: 'session-2' }));
    api.on(readCustomerCard, ({ token }) => {
      if (token === 'Bearer session-1') throw new Refusal('not_signed_in');
      return aCard();
    });
    const card = await sidebar.api.call(readCustomerCard, { params: { id: 'c1' } });
    expect(card.customer.id).to.equal('c1');
  });

  it('asks to sign in again when the access token has ended too', async () => {
    const { sidebar, api, clock } = await aSignedInSidebar();
    clock.at = '2026-11-20T10:00:01.000Z';
    api.on(readCustomerCard, () => {
      throw new Refusal('not_signed_in');
    });
    await sidebar.api.call(readCustomerCard, { params: { id: 'c1' } }).catch(() => undefined);
    expect(sidebar.state.value).to.deep.equal({ at: 'signed_out', why: 'expired' });
    expect(api.asked.at(-1)?.token).to.equal(null);
  });

  it('asks the mail client for another access token when the first has ended, and trades that', async () => {
    const { sidebar, api, clock, host } = await aSignedInSidebar();
    host.silentToken = { token: 'silent', expiresAt: new Date('2026-11-20T11:00:00.000Z') };
    clock.at = '2026-11-20T10:00:01.000Z';
    api.on(openSession, () => ({ ...SESSION, token: 'session-2', expiresAt: '2026-11-20T10:15:00.000Z' }));
    await Promise.all([1, 2, 3].map(() => sidebar.api.call(readCustomerCard, { params: { id: 'c1' } })));
    expect(api.of(openSession).map(({ body }) => body)).to.deep.equal([
      { kind: 'entra', token: 'access' },
      { kind: 'entra', token: 'silent' },
    ]);
    expect(api.asked.at(-1)?.token).to.equal('Bearer session-2');
    expect(sidebar.state.value.at).to.equal('customer');
  });

  it('does not come back where the user signed out while it was being renewed', async () => {
    const { sidebar, api, clock, host } = await aSignedInSidebar();
    let give: () => void = () => undefined;
    host.signInSilently = () =>
      new Promise((resolve) => {
        give = () => resolve({ token: 'silent', expiresAt: new Date('2026-11-20T11:00:00.000Z') });
      });
    clock.at = '2026-11-20T10:00:01.000Z';
    const token = sidebar.session.token();
    sidebar.signOut('asked');
    give();
    expect(await token).to.equal(null);
    expect(sidebar.session.current.value).to.equal(null);
    expect(api.of(openSession)).to.have.length(1);
  });

  it('signs out without a connection, and has the mail client forget what it had', async () => {
    const { sidebar, api, host } = await aSignedInSidebar();
    api.isAway = true;
    host.silentToken = { token: 'silent', expiresAt: new Date('2026-11-20T11:00:00.000Z') };
    host.signOut = () => {
      host.signOuts += 1;
      return Promise.reject(new HostError('host_refused', ''));
    };
    sidebar.signOut('asked');
    expect(host.signOuts).to.equal(1);
    expect(sidebar.state.value).to.deep.equal({ at: 'signed_out', why: 'asked' });
    expect(await sidebar.session.token()).to.equal(null);
    expect(await sidebar.session.revive()).to.equal(false);
  });

  it('forgets both tokens when the user signs out', async () => {
    const { sidebar } = await aSignedInSidebar();
    sidebar.signOut('asked');
    expect(sidebar.state.value).to.deep.equal({ at: 'signed_out', why: 'asked' });
    expect(await sidebar.session.token()).to.equal(null);
    expect(await sidebar.session.revive()).to.equal(false);
  });
});
