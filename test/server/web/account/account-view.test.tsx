import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { AccountView } from '../../../../server/web/account/AccountView.tsx';
import {
  endMySession,
  endMySessions,
  listMySessions,
  type PageSessionView,
} from '../../../../shared/api/page-sessions.ts';
import { listAbsences } from '../../../../shared/api/users.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

function aSession(told: Partial<PageSessionView> = {}): PageSessionView {
  return {
    id: 's1',
    device: 'Firefox on Windows',
    place: '203.0.*.*',
    begunAt: '2026-11-20T08:00:00.000Z',
    lastSeenAt: '2026-11-20T09:00:00.000Z',
    isThisOne: false,
    ...told,
  };
}

function api(sessions: PageSessionView[]): PageApi {
  const identities = [{ kind: 'Microsoft' as const, issuer: 'https://login.microsoftonline.com/x/v2.0' }];
  return new PageApi()
    .on(listMySessions, () => ({ sessions, identities }))
    .on(listAbsences, () => ({ absences: [], people: [] }));
}

describe('AccountView', () => {
  usePages();

  it('says who somebody is, how they sign in, and where they are signed in', async () => {
    const sessions = [aSession({ id: 's0', isThisOne: true }), aSession({ device: 'Safari on iOS' })];
    const { findByText, queryByRole, container } = await draw(api(sessions), '/account', <AccountView />);
    await findByText('You sign in with Microsoft.');
    expect(container.textContent).to.include('Mira Hoffmann').and.include('203.0.*.*').and.include('this one');
    expect(queryByRole('button', { name: /End the session of Safari on iOS/ })).not.to.equal(null);
    expect(queryByRole('button', { name: /End the session of Firefox/ })).to.equal(null);
  });

  it('ends one session, and says where it could not', async () => {
    let isDown = true;
    const pages = api([aSession()]).on(endMySession, () => {
      if (isDown) throw new Refusal('database_unavailable');
      return { ended: 1 };
    });
    const { findByRole, findByText } = await draw(pages, '/account', <AccountView />);
    const end = await findByRole('button', { name: /End the session/ });
    fireEvent.click(end);
    await findByText('That session still holds.');
    isDown = false;
    fireEvent.click(end);
    await findByText('The session is ended.');
    expect(pages.of(endMySession)[0]?.path).to.equal('/api/me/sessions/s1/end');
  });

  it('signs out everywhere', async () => {
    const pages = api([aSession()]).on(endMySessions, () => ({ ended: 2 }));
    const { findByRole } = await draw(pages, '/account', <AccountView />);
    fireEvent.click(await findByRole('button', { name: 'Sign out everywhere' }));
    await eventually(() => pages.of(endMySessions).length === 1);
  });
});
