import { expect } from 'chai';
import { describe, it } from 'mocha';
import { UsersView } from '../../../../server/web/users/UsersView.tsx';
import { readAccess } from '../../../../shared/api/access.ts';
import { listUsers, type UserView } from '../../../../shared/api/users.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

function aUser(told: Partial<UserView>): UserView {
  return {
    id: 'u1',
    email: 'ana@brightwater.example',
    name: 'Ana Reyes',
    role: 'collector',
    disabled: false,
    otherEmails: [],
    sees: [],
    identities: [],
    absence: null,
    lastSignInOn: null,
    ...told,
  };
}

describe('UsersView', () => {
  usePages();

  it('says on which day each person last signed in, as far as that is known', async () => {
    const users = [
      aUser({ lastSignInOn: calendarDate('2026-11-20') }),
      aUser({ id: 'u2', email: 'ben@brightwater.example', name: 'Ben Okafor' }),
    ];
    const access = { joinRules: [], directories: [], portfolios: false };
    const pages = new PageApi().on(listUsers, () => ({ users })).on(readAccess, () => access);
    const { findByRole } = await draw(pages, '/admin/users', <UsersView />);
    await findByRole('columnheader', { name: 'Last sign-in' });
    expect((await findByRole('row', { name: /Ana Reyes/ })).textContent).to.contain('Nov 20, 2026');
    expect((await findByRole('row', { name: /Ben Okafor/ })).textContent).to.contain('none known');
  });
});
