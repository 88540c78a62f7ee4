import { GoalRepository } from '../../features/goals/goal-repository.ts';
import { GoalService } from '../../features/goals/goal-service.ts';
import type { LedgerPositionService } from '../../features/receivables/ledger-position-service.ts';
import { ReviewNoteRepository } from '../../features/review-notes/review-note-repository.ts';
import { type ReviewLines, ReviewNoteService } from '../../features/review-notes/review-note-service.ts';
import { TeamRepository } from '../../features/teams/team-repository.ts';
import { TeamService } from '../../features/teams/team-service.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import type { UserRepository } from '../../identity/user-repository.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Clock } from '../../ports.ts';
import type { FactsSource } from '../facts/facts-source.ts';
import { GoalFiguresInFacts } from '../goal-figures/goal-figures-in-facts.ts';
import type { ReportService } from '../report-service.ts';
import { MyFiguresService } from './my-figures-service.ts';

/** The teams, which reports are narrowed by. */
export function createTeams({ users }: { readonly users: UserRepository }, clock: Clock): TeamService {
  const goals = new GoalRepository();
  const teams = new TeamRepository();
  return new TeamService({ teams, users, removeGoalsOf: (id, session) => goals.removeOfTeam(id, session) }, clock);
}

export interface PeopleFiguresParts {
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
  readonly teams: TeamService;
  readonly ledgerPositions: LedgerPositionService;
  readonly facts: FactsSource;
  readonly reports: ReportService;
}

/** What is made for people from the figures: goals, notes of talks, and what each sees of themselves. */
export function createPeopleFigures(parts: PeopleFiguresParts, clock: Clock) {
  const { users, tenants, teams, reports } = parts;
  const figures = new GoalFiguresInFacts(parts);
  const goals = new GoalService({ goals: new GoalRepository(), teams, users, tenants, figures }, clock);
  const linesOf = reviewLines(parts);
  return {
    goals,
    reviewNotes: new ReviewNoteService({ reviewNotes: new ReviewNoteRepository(), users, linesOf }, clock),
    myFigures: new MyFiguresService({ reports, goals, tenants }, clock),
  };
}

function reviewLines({ reports, tenants }: PeopleFiguresParts): ReviewLines {
  return async ({ collectorId: collector, from, to }) => {
    const tenant = await tenants.findById(currentTenant());
    return tenant === null ? [] : (await reports.answer('weekly-review', { from, to, collector }, tenant)).rows;
  };
}
