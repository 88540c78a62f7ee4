import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { TeamsView } from '../../../../server/web/teams/TeamsView.tsx';
import { addTeam, changeTeam, listTeams, removeTeam } from '../../../../shared/api/teams.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

const ANA = { id: 'u1', name: 'Ana Reyes', role: 'collector' };
const BEN = { id: 'u2', name: 'Ben Okafor', role: 'collector' };
const NORTH = { id: 't1', name: 'North', members: [{ id: ANA.id, name: ANA.name }] };

function api(): PageApi {
  return new PageApi().on(listTeams, () => ({ teams: [NORTH], people: [ANA, BEN] }));
}

describe('TeamsView', () => {
  usePages();

  it('makes a team of the people chosen', async () => {
    const pages = api().on(addTeam, () => ({ ...NORTH, id: 't2', name: 'South' }));
    const { findByLabelText, getByRole } = await draw(pages, '/teams', <TeamsView />);
    fireEvent.input(await findByLabelText('Name'), { target: { value: ' South ' } });
    fireEvent.click(getByRole('checkbox', { name: /Ben Okafor/ }));
    fireEvent.submit(getByRole('form', { name: 'A new team' }));
    await eventually(() => pages.of(addTeam).length === 1);
    expect(pages.of(addTeam)[0]?.body).to.deep.equal({ name: 'South', memberIds: ['u2'] });
  });

  it('changes a team from what it is', async () => {
    const pages = api().on(changeTeam, () => NORTH);
    const { findByRole, getByRole } = await draw(pages, '/teams', <TeamsView />);
    fireEvent.click(await findByRole('button', { name: 'Change the team North' }));
    const form = await findByRole('form', { name: 'Change the team North' });
    const box = getByRole('checkbox', { name: /Ana Reyes/ }) as HTMLInputElement;
    expect(box.checked).to.equal(true);
    fireEvent.click(getByRole('checkbox', { name: /Ben Okafor/ }));
    fireEvent.submit(form);
    await findByRole('form', { name: 'A new team' });
    const [asked] = pages.of(changeTeam);
    expect(asked?.path).to.equal('/api/teams/t1');
    expect(asked?.body).to.deep.equal({ name: 'North', memberIds: ['u1', 'u2'] });
  });

  it('says that a name is taken, and keeps what was typed', async () => {
    const pages = api().on(addTeam, () => {
      throw new Refusal('team_taken');
    });
    const { findByLabelText, findByText, getByRole, getByLabelText } = await draw(pages, '/teams', <TeamsView />);
    fireEvent.input(await findByLabelText('Name'), { target: { value: 'North' } });
    fireEvent.submit(getByRole('form', { name: 'A new team' }));
    await findByText(/refused: team_taken/);
    expect((getByLabelText('Name') as HTMLInputElement).value).to.equal('North');
  });

  it('removes a team', async () => {
    const pages = api().on(removeTeam, () => ({}));
    const { findByRole } = await draw(pages, '/teams', <TeamsView />);
    fireEvent.click(await findByRole('button', { name: 'Remove the team North and its goals' }));
    await eventually(() => pages.of(removeTeam).length === 1);
    expect(pages.of(removeTeam)[0]?.path).to.equal('/api/teams/t1');
  });
});
