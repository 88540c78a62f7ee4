import type { AbsenceView } from '#shared/api/users.ts';
import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { ColleagueService } from '../../identity/colleague-service.ts';
import type { Absence, User, UserService } from '../../identity/user-service.ts';
import { type Clock, today } from '../../ports.ts';

/** Longer than a year nobody is only absent. */
const LONGEST_DAYS = 366;

export interface AbsenceSources {
  readonly userService: UserService;
  readonly colleagues: ColleagueService;
  readonly clock: Clock;
}

export interface Absences {
  readonly absences: AbsenceView[];
  readonly people: readonly { readonly id: UserId; readonly name: string }[];
}

/** Who stands in for whom. */
export class AbsenceService {
  constructor(private readonly sources: AbsenceSources) {}

  /** Throws DomainError `user_not_found`, also for those whose absence is not the actor's to name, `colleague_not_found` or `stand_in_refused`. */
  async name(id: UserId, absence: Absence, actor: Actor): Promise<AbsenceView> {
    const { userService, colleagues, clock } = this.sources;
    requireMayName(id, actor);
    const absent = await userService.read(id);
    const standIn = await colleagues.read(absence.standInId);
    requireFit(absent, absence, today(clock, actor.zone));
    await userService.together(actor.email, (how) => userService.change(id, { absence }, how));
    return view(absent, absence, standIn.name);
  }

  /** Throws DomainError `user_not_found`. */
  async end(id: UserId, actor: Actor): Promise<void> {
    const { userService } = this.sources;
    requireMayName(id, actor);
    await userService.together(actor.email, (how) => userService.change(id, { absence: null }, how));
  }

  /** Absences that last or are to come, as far as they are the actor's to see, and who can be named; both by name. */
  async list(actor: Actor): Promise<Absences> {
    const { userService, colleagues, clock } = this.sources;
    const users = await userService.list();
    const names = new Map(users.map(({ id, name }) => [id, name]));
    const day = today(clock, actor.zone);
    const absences = users.flatMap((user) => {
      const { absence } = user;
      if (absence === null || absence.until < day || !maySee(user, absence, actor)) return [];
      return [view(user, absence, names.get(absence.standInId) ?? '')];
    });
    const people = (await colleagues.list()).map(({ id, name }) => ({ id: id as UserId, name }));
    return { absences: absences.sort((a, b) => a.user.name.localeCompare(b.user.name)), people };
  }
}

function requireMayName(id: UserId, { userId, role }: Actor): void {
  const isOwn = id === userId && role !== 'reader';
  if (isOwn || role === 'manager' || role === 'admin') return;
  throw new DomainError('user_not_found', 'There is no such person here.');
}

function maySee({ id }: User, { standInId }: Absence, { userId, role }: Actor): boolean {
  return role === 'manager' || role === 'admin' || userId === id || userId === standInId;
}

function requireFit({ id }: User, { standInId, from, until }: Absence, day: CalendarDate): void {
  if (standInId === id) throw refused('standInId', 'Nobody stands in for themselves.');
  if (until < from) throw refused('until', 'The last day is before the first.');
  if (until < day) throw refused('until', 'These days are past.');
  if (until > addDays(from, LONGEST_DAYS)) throw refused('until', `An absence has at most ${LONGEST_DAYS} days.`);
}

function refused(field: string, problem: string): DomainError {
  return new DomainError('stand_in_refused', problem, [{ field, problem }]);
}

function view({ id, name }: User, { standInId, from, until }: Absence, standInName: string): AbsenceView {
  return { user: { id, name }, standIn: { id: standInId, name: standInName }, from, until };
}
