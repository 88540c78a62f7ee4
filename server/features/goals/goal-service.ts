import { randomBytes } from 'node:crypto';
import type { GoalBody, GoalView } from '#shared/api/goals.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { Tenant, TenantRepository } from '../../identity/tenant-repository.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import type { User, UserRepository } from '../../identity/user-repository.ts';
import { answerGiven, once } from '../../mongo/once.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type Clock, today } from '../../ports.ts';
import type { Team, TeamService } from '../teams/team-service.ts';
import type { Goal } from './goal.ts';
import type { GoalFigure, GoalFigures, GoalMeasure, GoalPerson } from './goal-figures.ts';
import { progressOf } from './goal-progress.ts';
import type { GoalRepository } from './goal-repository.ts';

export interface GoalParts {
  readonly goals: GoalRepository;
  readonly teams: TeamService;
  readonly users: UserRepository;
  readonly tenants: TenantRepository;
  readonly figures: GoalFigures;
}

/** Who may be meant by a goal. */
interface Names {
  readonly users: readonly User[];
  readonly teams: readonly Team[];
}

/** The goals that managers set, beside how they stand. */
export class GoalService {
  constructor(
    private readonly parts: GoalParts,
    private readonly clock: Clock,
  ) {}

  /** The goals whose period a day lies in, today's where none is given: the company's, then teams', then collectors', by name. */
  async list(on?: CalendarDate): Promise<{ on: CalendarDate; goals: GoalView[] }> {
    const tenant = await this.tenant();
    const day = on ?? today(this.clock, tenant.zone);
    return { on: day, goals: await this.viewsOf(await this.findOn(day), day, tenant) };
  }

  /** The goals of one person on a day, and those of the teams that they are in. */
  async listOf(userId: UserId, on: CalendarDate): Promise<GoalView[]> {
    const [all, teams, tenant] = await Promise.all([this.findOn(on), this.parts.teams.findAll(), this.tenant()]);
    const owners = new Set([
      userId,
      ...teams.filter(({ memberIds }) => memberIds.includes(userId)).map(({ id }) => id),
    ]);
    const own = all.filter(({ for: owner }) => owner.kind !== 'company' && owners.has(owner.id));
    return this.viewsOf(own, on, tenant);
  }

  /**
   * Sets a goal, once for a key. Throws DomainError `measure_unknown`, `goal_refused` for a measure that cannot be asked of them or a period that ends before it
   * begins, `team_not_found`, and `not_found` for a person who is not of the company.
   */
  async add(body: GoalBody, { actor, key }: { actor: Actor; key: string }): Promise<GoalView> {
    const at = this.clock.now();
    const request = { userId: actor.userId, operation: 'addGoal', key, body, at };
    const earlier = await answerGiven<GoalView>(request);
    if (earlier !== null) return earlier.answer;
    const tenant = await this.tenant();
    const goal = this.goalOf(body);
    // The figures are read before the transaction, which is for what is written alone.
    const [view] = await this.viewsOf([goal], today(this.clock, tenant.zone), tenant);
    if (view === undefined) throw new Error('A goal was lost on the way to its view.');
    return once(request, async (session) => {
      await this.parts.goals.insert(goal, { by: actor.email, at }, session);
      return view;
    });
  }

  /** Throws DomainError `goal_not_found`. */
  async remove(id: string): Promise<void> {
    if (await this.parts.goals.remove(id)) return;
    throw new DomainError('goal_not_found', 'There is no such goal.');
  }

  /** Without what was set for a team while somebody removed it. */
  private async findOn(day: CalendarDate): Promise<Goal[]> {
    const [goals, teams] = await Promise.all([this.parts.goals.findOn(day), this.parts.teams.findAll()]);
    const standing = new Set(teams.map(({ id }) => id));
    return goals.filter(({ for: owner }) => owner.kind !== 'team' || standing.has(owner.id));
  }

  private goalOf({ for: owner, measure: key, from, to, target, currency }: GoalBody): Goal {
    const measure = this.parts.figures.find(key);
    if (measure === undefined) {
      const problem = 'is not the key of a measure';
      throw new DomainError('measure_unknown', `"${key}" ${problem}.`, [{ field: 'measure', problem }]);
    }
    if (from > to) refuse('to', `The period ends on ${to}, before it begins on ${from}.`);
    if (owner.kind !== 'company' && !measure.isPersonal) {
      refuse('measure', `“${measure.title}” is a figure of the whole company; it cannot be told apart by people.`);
    }
    if (measure.unit === 'money' && currency === undefined) {
      refuse('currency', `“${measure.title}” is an amount; say in which currency the target is.`);
    }
    const id = randomBytes(12).toString('hex');
    return { id, for: owner, measure: key, from, to, target, currency: currency ?? null };
  }

  private async viewsOf(goals: readonly Goal[], on: CalendarDate, tenant: Tenant): Promise<GoalView[]> {
    const [users, teams] = await Promise.all([this.parts.users.list(), this.parts.teams.findAll()]);
    const names = { users, teams };
    const now = today(this.clock, tenant.zone);
    const day = on < now ? on : now;
    const begun = goals.filter(({ from }) => from <= day);
    const questions = begun.map(({ measure, from, to, currency, ...goal }) => {
      return { measure, from, to: day < to ? day : to, currency, people: peopleOf(goal.for, names) };
    });
    const answers = questions.length === 0 ? [] : await this.parts.figures.answer(questions);
    const figures = new Map(begun.map(({ id }, place) => [id, answers[place]]));
    const views = goals.map((goal) => {
      const figure = figures.get(goal.id) ?? { value: null, reason: `It begins on ${goal.from}.` };
      return viewOf(goal, figure, { measure: this.parts.figures.find(goal.measure), names, day, now, tenant });
    });
    return views.sort(inOrder);
  }

  private async tenant(): Promise<Tenant> {
    const tenant = await this.parts.tenants.findById(currentTenant());
    if (tenant === null) throw new DomainError('not_found', 'Your company is no longer here.');
    return tenant;
  }
}

interface ViewParts {
  readonly measure: GoalMeasure | undefined;
  readonly names: Names;
  readonly day: CalendarDate;
  readonly now: CalendarDate;
  readonly tenant: Tenant;
}

function viewOf(goal: Goal, { value, reason }: GoalFigure, parts: ViewParts): GoalView {
  const { names, day, now, tenant, measure = goneMeasure(goal.measure) } = parts;
  const { id, measure: key, from, to, target, currency } = goal;
  const calendar = businessCalendarOf(tenant.settings);
  const progress = progressOf({ goal, measure, value, on: day, isOver: now > to && day >= to, calendar });
  const { title, unit, better } = measure;
  const owner = { kind: goal.for.kind, id: goal.for.kind === 'company' ? null : goal.for.id };
  const shown = { id, for: { ...owner, name: nameOf(goal.for, names, tenant) }, measure: key, title, unit, better };
  return { ...shown, from, to, target, currency, value, reason, ...progress };
}

/** A goal outlives the measure that it was set on where a later version has no such measure. */
function goneMeasure(key: string): GoalMeasure {
  return { title: key, unit: 'count', better: null, isPersonal: true, addsUp: false };
}

/** Throws DomainError where nobody is meant. */
function peopleOf(owner: Goal['for'], { users, teams }: Names): GoalPerson[] | null {
  if (owner.kind === 'company') return null;
  const ids: readonly string[] = owner.kind === 'collector' ? [owner.id] : teamNamed(owner.id, teams).memberIds;
  const people = users.filter(({ id }) => ids.includes(id)).map(({ id, email }) => ({ id, email }));
  if (owner.kind === 'collector' && people.length === 0) throw unknownPerson();
  return people;
}

function nameOf(owner: Goal['for'], { users, teams }: Names, tenant: Tenant): string {
  if (owner.kind === 'company') return tenant.name;
  if (owner.kind === 'team') return teamNamed(owner.id, teams).name;
  const user = users.find(({ id }) => id === owner.id);
  if (user === undefined) throw unknownPerson();
  return user.name;
}

function teamNamed(id: string, teams: readonly Team[]): Team {
  const team = teams.find((one) => one.id === id);
  if (team === undefined) throw new DomainError('team_not_found', 'There is no such team.');
  return team;
}

function unknownPerson(): DomainError {
  return new DomainError('not_found', 'There is no such person in your company.');
}

function refuse(field: string, problem: string): never {
  throw new DomainError('goal_refused', problem, [{ field, problem }]);
}

const KINDS: readonly GoalView['for']['kind'][] = ['company', 'team', 'collector'];

function inOrder(a: GoalView, b: GoalView): number {
  return (
    KINDS.indexOf(a.for.kind) - KINDS.indexOf(b.for.kind) ||
    a.for.name.localeCompare(b.for.name, 'en') ||
    a.title.localeCompare(b.title, 'en') ||
    a.from.localeCompare(b.from) ||
    a.id.localeCompare(b.id)
  );
}
