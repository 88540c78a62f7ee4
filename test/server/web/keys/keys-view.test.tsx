import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { KeysView } from '../../../../server/web/keys/KeysView.tsx';
import { keyStateOf } from '../../../../server/web/keys/key-words.ts';
import {
  createMachineKey,
  listMachineKeys,
  type MachineKeyView,
  revokeMachineKey,
} from '../../../../shared/api/machine-keys.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

function aKey(told: Partial<MachineKeyView> = {}): MachineKeyView {
  return {
    id: 'k1',
    name: 'Night feed',
    scopes: ['feeds'],
    begins: 'dtk_…a1b2c3',
    createdBy: 'tomas@own.example',
    createdAt: '2026-11-01T08:00:00.000Z',
    expiresAt: '2999-01-01T00:00:00.000Z',
    revokedAt: null,
    lastUsedOn: null,
    ...told,
  };
}

const KEY = `dtk_${'a'.repeat(48)}_${'b'.repeat(43)}`;
const list = (...keys: MachineKeyView[]) => new PageApi().on(listMachineKeys, () => ({ machineKeys: keys }));

describe('KeysView', () => {
  usePages();

  it('shows who made a key, what it opens, and whether it was ever used', async () => {
    const keys = [aKey(), aKey({ id: 'k2', name: 'Old', revokedAt: '2026-11-02T08:00:00.000Z' })];
    const { findByText, container, queryByRole } = await draw(list(...keys), '/admin/keys', <KeysView />);
    await findByText('dtk_…a1b2c3', { selector: 'tr:first-child .quiet' });
    expect(container.textContent).to.include('tomas@own.example').and.include('never');
    expect(queryByRole('button', { name: 'End the key Night feed' })).not.to.equal(null);
    expect(queryByRole('button', { name: 'End the key Old' })).to.equal(null);
  });

  it('shows a new key once, and not any more when it is said to be copied', async () => {
    const api = list().on(createMachineKey, () => ({ key: KEY, machineKey: aKey() }));
    const { findByText, findByLabelText, getByLabelText, getByRole, queryByText } = await draw(
      api,
      '/admin/keys',
      <KeysView />,
    );
    fireEvent.input(await findByLabelText('Name of the program'), { target: { value: 'Night feed' } });
    fireEvent.click(getByLabelText(/Bring files/));
    fireEvent.submit(getByRole('form', { name: 'A new key' }));
    await findByText(KEY);
    expect(api.of(createMachineKey)[0]?.body).to.deep.equal({ name: 'Night feed', scopes: ['feeds'], days: 365 });
    fireEvent.click(getByRole('button', { name: 'I have it' }));
    await eventually(() => queryByText(KEY) === null);
  });

  it('asks what the key opens before it makes one', async () => {
    const api = list();
    const { findByText, findByRole } = await draw(api, '/admin/keys', <KeysView />);
    fireEvent.submit(await findByRole('form', { name: 'A new key' }));
    await findByText('Choose what the key opens.');
    expect(api.of(createMachineKey)).to.deep.equal([]);
  });

  it('ends a key, and says where it could not', async () => {
    let isDown = true;
    const api = list(aKey()).on(revokeMachineKey, () => {
      if (isDown) throw new Refusal('database_unavailable');
      return aKey({ revokedAt: '2026-11-02T08:00:00.000Z' });
    });
    const { findByRole, findByText } = await draw(api, '/admin/keys', <KeysView />);
    const end = await findByRole('button', { name: 'End the key Night feed' });
    fireEvent.click(end);
    await findByText('The key was not ended.');
    isDown = false;
    fireEvent.click(end);
    await findByText('The key is ended.');
  });
});

describe('the state of a key', () => {
  const now = Date.parse('2026-11-20T09:00:00.000Z');
  const cases: [expiresAt: string, revokedAt: string | null, state: string][] = [
    ['2027-01-01T00:00:00.000Z', null, 'valid'],
    ['2026-11-25T00:00:00.000Z', null, 'ends soon'],
    ['2026-11-20T09:00:00.000Z', null, 'has run out'],
    ['2027-01-01T00:00:00.000Z', '2026-11-19T00:00:00.000Z', 'ended'],
  ];
  for (const [expiresAt, revokedAt, state] of cases) {
    it(`is ${state} with an end at ${expiresAt}${revokedAt === null ? '' : ', ended before'}`, () => {
      expect(keyStateOf({ expiresAt, revokedAt }, now)).to.equal(state);
    });
  }
});
