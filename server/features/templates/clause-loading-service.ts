import type { ClientSession } from 'mongoose';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import type { Clause } from './clause.ts';
import type { ClauseRepository } from './clause-repository.ts';
import { approvalsNeededFor, clauseSubject, isSameClause, versionsAndHeld } from './clause-rules.ts';
import { changedMeanwhile } from './governed-steps.ts';
import { loadedGovernance, nextVersion, type Writing, waitingGovernance } from './new-version.ts';
import type { FileClause } from './template-file.ts';

/** What became of a clause that a file holds. */
export interface LoadedClause extends Pick<Clause, 'name' | 'language' | 'brand' | 'version'> {
  /** `waiting` where others have to approve it first. */
  readonly outcome: 'live' | 'waiting' | 'unchanged';
}

/** Takes the clauses of a file. */
export class ClauseLoading {
  constructor(
    private readonly clauses: ClauseRepository,
    private readonly adminLog: AdminLogService,
  ) {}

  /** Other words become live; where they change where to pay, they wait for the approval of two, unless the company had no such words before. */
  async load(given: readonly FileClause[], by: Writing, session: ClientSession): Promise<LoadedClause[]> {
    const known = await this.clauses.findAll(session);
    const outcomes: LoadedClause[] = [];
    for (const clause of given) outcomes.push(await this.loadOne(clause, known, by, session));
    return outcomes;
  }

  private async loadOne(
    given: FileClause,
    known: readonly Clause[],
    by: Writing,
    session: ClientSession,
  ): Promise<LoadedClause> {
    const versions = known.filter((other) => isSameClause(other, given));
    const standing = versions.findLast(
      ({ state, html }) => ['live', 'submitted'].includes(state) && html === given.html,
    );
    const { name, language, brand } = given;
    const told = { name, language, brand };
    if (standing !== undefined) {
      const outcome = standing.state === 'live' ? ('unchanged' as const) : ('waiting' as const);
      return { ...told, version: standing.version, outcome };
    }
    const fresh = { ...loadedGovernance(by), ...given, version: nextVersion(versions), announcedAt: null };
    const isFirst = known.every((other) => approvalsNeededFor(other, []) === 1);
    const waits = approvalsNeededFor(fresh, versionsAndHeld(fresh, known)) > 1 && !isFirst;
    const clause: Clause = waits ? { ...fresh, ...waitingGovernance(by) } : fresh;
    if (!waits) await this.retire(versions, clause, by, session);
    await this.clauses.insert(clause, session);
    await this.note(clause, versions, session);
    return { ...told, version: clause.version, outcome: waits ? 'waiting' : 'live' };
  }

  private async retire(
    versions: readonly Clause[],
    { version }: Clause,
    { at, email }: Writing,
    session: ClientSession,
  ): Promise<void> {
    const entry = { at, by: email, deed: 'replace' as const, reason: `version ${version}` };
    for (const before of versions.filter(({ state }) => state === 'live')) {
      if (!(await this.clauses.change(before, { state: 'retired' }, entry, session))) throw changedMeanwhile();
    }
  }

  private async note(clause: Clause, versions: readonly Clause[], session: ClientSession): Promise<void> {
    const live = versions.find(({ state }) => state === 'live');
    const shown = ({ version, state, html }: Clause) => ({ version, state, html });
    const [entry] = clause.history;
    const deed = { by: entry?.by ?? '', area: 'templates' as const, deed: 'load', subject: clauseSubject(clause) };
    const before = live === undefined ? null : shown(live);
    await this.adminLog.note({ ...deed, before, after: shown(clause) }, session);
  }
}
