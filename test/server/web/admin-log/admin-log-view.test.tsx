import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { AdminLogView } from '../../../../server/web/admin-log/AdminLogView.tsx';
import { changedFields } from '../../../../server/web/admin-log/changed-fields.ts';
import { type AdminChangeView, listAdminChanges } from '../../../../shared/api/admin-log.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

const CHANGE: AdminChangeView = {
  id: '6920a0000000000000000001',
  at: '2026-11-20T09:00:00.000Z',
  by: 'iris@brightwater.example',
  area: 'settings',
  deed: 'settings_changed',
  subject: 'settings',
  before: { promiseGraceDays: 3, calendar: { weekend: [6, 7] }, autoPost: false },
  after: { promiseGraceDays: 5, calendar: { weekend: [5, 6] }, autoPost: false },
};

describe('AdminLogView', () => {
  usePages();

  it('opens each change to what it was before, field by field', async () => {
    const pages = new PageApi().on(listAdminChanges, () => ({ changes: [CHANGE], next: null }));
    const { findByText, getAllByRole } = await draw(pages, '/admin/log', <AdminLogView />);
    await findByText('settings changed');
    const rows = getAllByRole('row', { hidden: true }).map((row) => row.textContent);
    expect(rows).to.deep.equal(['FieldBeforeSince', 'promise grace days35', 'calendar, weekend6; 75; 6']);
  });

  it('asks for an area and a person by the address, and goes on to earlier changes', async () => {
    const pages = new PageApi().on(listAdminChanges, () => ({ changes: [CHANGE], next: CHANGE.id }));
    const { findByText, getByLabelText, getByRole } = await draw(pages, '/admin/log', <AdminLogView />);
    const earlier = await findByText('Earlier changes');
    expect(earlier.getAttribute('href')).to.equal(`/admin/log?after=${CHANGE.id}`);
    fireEvent.change(getByLabelText('Of what'), { target: { value: 'texts' } });
    fireEvent.input(getByLabelText('By whom (e-mail address)'), { target: { value: ' iris@brightwater.example ' } });
    fireEvent.submit(getByRole('form', { name: 'Which changes' }));
    await eventually(() => pages.of(listAdminChanges).length === 2);
    expect(pages.of(listAdminChanges)[1]?.query).to.deep.equal({ area: 'texts', by: 'iris@brightwater.example' });
  });
});

describe('changedFields', () => {
  it('tells what came, what went and what differs, and nothing of the rest', () => {
    const told = changedFields({ role: 'collector', sees: ['a'], same: 1 }, { sees: [], same: 1, isDisabled: true });
    expect(told).to.deep.equal([
      { field: 'sees', was: 'a', is: 'none' },
      { field: 'is disabled', was: '–', is: 'yes' },
      { field: 'role', was: 'collector', is: '–' },
    ]);
    expect(changedFields(null, 7)).to.deep.equal([{ field: '', was: '–', is: '7' }]);
    expect(changedFields({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).to.deep.equal([{ field: 'a', was: 'b 1', is: 'b 2' }]);
  });
});
