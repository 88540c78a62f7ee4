import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { GoalsView } from '../../../../server/web/goals/GoalsView.tsx';
import { addGoal, type GoalView, listGoals, removeGoal } from '../../../../shared/api/goals.ts';
import { listTeams } from '../../../../shared/api/teams.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { anAnswer, draw, PageApi, toldOf, usePages } from '../support/a-page.tsx';

function aGoal(told: Partial<GoalView> = {}): GoalView {
  return {
    id: 'g1',
    for: { kind: 'team', id: 't1', name: 'North' },
    measure: 'activities.human',
    title: 'Touches by people',
    unit: 'count',
    better: 'higher',
    from: calendarDate('2026-11-01'),
    to: calendarDate('2026-11-30'),
    target: 200,
    currency: null,
    value: 120,
    reason: null,
    elapsed: 0.7,
    pace: 140,
    forecast: 171,
    state: 'behind',
    ...told,
  };
}

const MEASURES = [
  { key: 'activities.human', title: 'Touches by people', unit: 'count' },
  { key: 'collection_rate.fallen_due', title: 'Collection rate', unit: 'fraction' },
  { key: 'cash_collected.value_date', title: 'Cash collected', unit: 'money' },
];

function api(goals: readonly GoalView[]): PageApi {
  return new PageApi()
    .report('kpis', () =>
      anAnswer('kpis', { totals: toldOf(MEASURES), definition: { title: 'Measures', words: [], measures: MEASURES } }),
    )
    .on(listGoals, () => ({ on: calendarDate('2026-11-22'), goals: [...goals] }))
    .on(listTeams, () => ({
      teams: [{ id: 't1', name: 'North', members: [] }],
      people: [{ id: 'u1', name: 'Ana Reyes', role: 'collector' }],
    }));
}

describe('GoalsView', () => {
  usePages();

  it('shows progress, pace and forecast, and opens down to the rows of whom it is for', async () => {
    const { findByRole, container } = await draw(api([aGoal()]), '/goals', <GoalsView />);
    await findByRole('img', { name: '120 of 200, 140 would be on the way: behind' });
    const row = container.querySelector('tbody tr');
    expect(row?.textContent).to.include('North');
    expect(row?.textContent).to.include('171');
    expect(row?.querySelector('a')?.getAttribute('href')).to.equal(
      '/reports/measure-rows?team=t1&measure=activities.human&from=2026-11-01&to=2026-11-30',
    );
    const [, done] = container.querySelectorAll('.progress rect');
    expect(Number(done?.getAttribute('width'))).to.equal(120);
  });

  it('says why where there is no figure, and draws no progress', async () => {
    const goal = aGoal({
      value: null,
      reason: 'It begins on 2026-12-01.',
      pace: null,
      forecast: null,
      state: 'not_begun',
    });
    const { findByText, container } = await draw(api([goal]), '/goals', <GoalsView />);
    await findByText('It begins on 2026-12-01.');
    expect(container.querySelector('.progress')).to.equal(null);
  });

  it('sets a goal in the unit of its measure: a percentage as a fraction', async () => {
    const pages = api([]).on(addGoal, () => aGoal());
    const { findByRole, getByLabelText, getByRole, findByText } = await draw(pages, '/goals', <GoalsView />);
    await findByRole('option', { name: 'Collection rate' });
    fireEvent.change(getByLabelText('Measure'), { target: { value: 'collection_rate.fallen_due' } });
    fireEvent.input(getByLabelText('Target, %'), { target: { value: '97.5' } });
    fireEvent.change(getByLabelText('For'), { target: { value: 'team t1' } });
    fireEvent.input(getByLabelText('From'), { target: { value: '2026-11-01' } });
    fireEvent.input(getByLabelText('To'), { target: { value: '2026-11-30' } });
    fireEvent.submit(getByRole('form', { name: 'A new goal' }));
    await findByText('The goal is set.');
    const [asked] = pages.of(addGoal);
    expect(asked?.body).to.deep.equal({
      for: { kind: 'team', id: 't1' },
      measure: 'collection_rate.fallen_due',
      from: '2026-11-01',
      to: '2026-11-30',
      target: 0.975,
    });
    expect(asked?.key).to.match(/^[\w-]{36}$/);
  });

  it('says what the server refuses', async () => {
    const pages = api([]).on(addGoal, () => {
      throw new Refusal('goal_refused');
    });
    const { findByRole, getByLabelText, getByRole, findByText } = await draw(pages, '/goals', <GoalsView />);
    await findByRole('option', { name: 'Touches by people' });
    fireEvent.change(getByLabelText('Measure'), { target: { value: 'activities.human' } });
    fireEvent.input(getByLabelText('Target, number'), { target: { value: '20' } });
    fireEvent.input(getByLabelText('From'), { target: { value: '2026-11-30' } });
    fireEvent.input(getByLabelText('To'), { target: { value: '2026-11-01' } });
    fireEvent.submit(getByRole('form', { name: 'A new goal' }));
    await findByText(/refused: goal_refused/);
  });

  it('removes a goal', async () => {
    const pages = api([aGoal()]).on(removeGoal, () => ({}));
    const { findByRole } = await draw(pages, '/goals', <GoalsView />);
    fireEvent.click(await findByRole('button', { name: 'Remove the goal Touches by people of North' }));
    await eventually(() => pages.of(removeGoal).length === 1);
    expect(pages.of(removeGoal)[0]?.path).to.equal('/api/goals/g1');
    await eventually(() => pages.of(listGoals).length > 1);
  });
});
