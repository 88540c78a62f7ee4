import type { TeamService } from '../../features/teams/team-service.ts';
import type { ReportQuestion } from '../report.ts';
import type { PeopleAsked } from './board-question.ts';

export interface BoardSources {
  readonly teams: Pick<TeamService, 'read'>;
}

/** The people of a question’s filters `collector` and `team`; where both are given those of the team who are the one. Throws DomainError `team_not_found`. */
export async function peopleAsked(
  { collector, team }: ReportQuestion['filters'],
  { teams }: BoardSources,
): Promise<PeopleAsked> {
  if (team === undefined) return collector === undefined ? null : new Set([collector]);
  const { memberIds } = await teams.read(team);
  return new Set(memberIds.filter((id) => collector === undefined || id === collector));
}
