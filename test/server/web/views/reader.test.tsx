import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Menu } from '../../../../server/web/components/Menu.tsx';
import { GoalsView } from '../../../../server/web/goals/GoalsView.tsx';
import { WeeklyReviewView } from '../../../../server/web/review/WeeklyReviewView.tsx';
import { SaveView } from '../../../../server/web/saved-views/SaveView.tsx';
import { TeamsView } from '../../../../server/web/teams/TeamsView.tsx';
import { listGoals } from '../../../../shared/api/goals.ts';
import { POLICIES } from '../../../../shared/api/policy.ts';
import { listReviewNotes } from '../../../../shared/api/reviews.ts';
import { listSavedViews } from '../../../../shared/api/saved-views.ts';
import { openSession } from '../../../../shared/api/sessions.ts';
import { listTeams } from '../../../../shared/api/teams.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { SESSION } from '../../../addin/support/fake-api.ts';
import { anAnswer, draw, PageApi, usePages } from '../support/a-page.tsx';

const GOAL = {
  id: 'g1',
  for: { kind: 'team' as const, id: 't1', name: 'North' },
  measure: 'activities.human',
  title: 'Touches by people',
  unit: 'count',
  better: 'higher' as const,
  from: calendarDate('2026-11-01'),
  to: calendarDate('2026-11-30'),
  target: 200,
  currency: null,
  value: 120,
  reason: null,
  elapsed: 0.7,
  pace: 140,
  forecast: 171,
  state: 'behind' as const,
};
const LINE = {
  collector: { id: 'u1', name: 'Ana Reyes' },
  finding: 'broken_promises',
  title: 'Broken promises',
  says: '2 promises over EUR 500.00 broke.',
  customers: [],
  examples: [],
  opens: { report: 'promises', query: {} },
};

/** The far side, for a reader: what is not theirs to ask fails the test by having no answer. */
function api(): PageApi {
  const reader = { ...SESSION.user, name: 'Nora Falk', role: 'reader' as const };
  return new PageApi()
    .report('weekly-review', () => anAnswer('weekly-review', { rows: [LINE] as never }))
    .report('kpis', () => anAnswer('kpis'))
    .on(openSession, () => ({ ...SESSION, user: reader }))
    .on(listGoals, () => ({ on: calendarDate('2026-11-22'), goals: [GOAL] }))
    .on(listTeams, () => ({ teams: [{ id: 't1', name: 'North', members: [] }], people: [] })) as PageApi;
}

describe('the pages of a reader', () => {
  usePages();

  it('show goals without a way to set or remove one', async () => {
    const { findByText, queryByRole } = await draw(api(), '/goals', <GoalsView />);
    await findByText('Touches by people');
    expect(queryByRole('button')).to.equal(null);
    expect(queryByRole('form', { name: 'A new goal' })).to.equal(null);
  });

  it('show teams without a way to change them', async () => {
    const { findByText, queryByRole } = await draw(api(), '/teams', <TeamsView />);
    await findByText('North');
    expect(queryByRole('button')).to.equal(null);
    expect(queryByRole('checkbox')).to.equal(null);
  });

  it('show the week without the notes of talks', async () => {
    const pages = api();
    const { findByRole, queryByRole } = await draw(pages, '/weekly-review', <WeeklyReviewView />);
    await findByRole('region', { name: 'Ana Reyes' });
    expect(queryByRole('textbox')).to.equal(null);
    expect(pages.of(listReviewNotes)).to.have.length(0);
  });

  it('keep no view, and list only pages that are theirs', async () => {
    const pages = api();
    const { container } = await draw(pages, '/', [<SaveView address="/" />, <Menu />]);
    await eventually(() => container.querySelectorAll('nav a').length > 10);
    expect(container.querySelector('form')).to.equal(null);
    expect(pages.of(listSavedViews)).to.have.length(0);
    const links = [...container.querySelectorAll('nav a')].map((link) => link.getAttribute('href') ?? '');
    const notTheirs = ['/cash-application', '/feeds', '/saved-views', '/digest', '/settings'];
    expect(links.filter((href) => notTheirs.includes(href) || href.startsWith('/admin'))).to.deep.equal([]);
    expect(links).to.include.members(['/', '/goals', '/teams', '/weekly-review', '/reports/ageing']);
  });

  for (const path of ['/cash-application', '/feeds', '/saved-views', '/digest', '/settings', '/admin/users']) {
    it(`do not open ${path}`, async () => {
      // It looks at the browser's storage when it is read in.
      const { AppView } = await import('../../../../server/web/views/AppView.tsx');
      const { findByRole } = await draw(api(), path, <AppView />);
      expect((await findByRole('heading', { level: 1 })).textContent).to.match(/no such page|not found|is no page/i);
    });
  }

  it('are of policies that a reader has', () => {
    for (const { policy } of [listGoals, listTeams]) expect(POLICIES[policy]).to.include('reader');
  });
});
