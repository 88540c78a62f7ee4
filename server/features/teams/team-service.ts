import { randomBytes } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import type { BodyOf } from '#shared/api/operation.ts';
import { POLICIES } from '#shared/api/policy.ts';
import type { addTeam, TeamView } from '#shared/api/teams.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { User, UserRepository } from '../../identity/user-repository.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { isDuplicateKey, once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import { type Team, teamNameKey } from './team.ts';
import type { TeamRepository } from './team-repository.ts';

export type { Team } from './team.ts';

export interface TeamParts {
  readonly teams: TeamRepository;
  readonly users: UserRepository;
  /** What is set for a team ends with it, in the same transaction. */
  readonly removeGoalsOf: (teamId: string, session: ClientSession) => Promise<void>;
}

type TeamBody = BodyOf<typeof addTeam>;
type Person = Pick<User, 'id' | 'name' | 'role'>;

/** The teams that managers keep. */
export class TeamService {
  constructor(
    private readonly parts: TeamParts,
    private readonly clock: Clock,
  ) {}

  /** By name, with the people in them. */
  async list(): Promise<TeamView[]> {
    const [teams, users] = await Promise.all([this.parts.teams.findAll(), this.parts.users.list()]);
    return teams.map((team) => presentTeam(team, users));
  }

  /** Who works on customers and can be put into a team, by name. */
  async people(): Promise<Person[]> {
    const roles: readonly Role[] = POLICIES.collections;
    const people = (await this.parts.users.list()).filter(({ role, disabled }) => !disabled && roles.includes(role));
    return people.map(({ id, name, role }) => ({ id, name, role })).sort(byName);
  }

  /** Throws DomainError `team_not_found`. */
  async read(id: string): Promise<Team> {
    const team = await this.parts.teams.findById(id);
    if (team === null) throw unknownTeam();
    return team;
  }

  async findAll(): Promise<Team[]> {
    return this.parts.teams.findAll();
  }

  /** Makes a team, once for a key. Throws DomainError `team_taken`, and `not_found` for a person who is not of the company. */
  async add(body: TeamBody, { actor, key }: { actor: Actor; key: string }): Promise<TeamView> {
    const at = this.clock.now();
    return once({ userId: actor.userId, operation: 'addTeam', key, body, at }, async (session) => {
      const users = await this.parts.users.list();
      const team = teamOf(randomBytes(12).toString('hex'), body, users);
      await orTaken(team.name, () => this.parts.teams.insert(team, { by: actor.email, at }, session));
      return presentTeam(team, users);
    });
  }

  /** Throws DomainError `team_not_found`, `team_taken`, and `not_found` for a person who is not of the company. */
  async change(id: string, body: TeamBody, actor: Actor): Promise<TeamView> {
    const users = await this.parts.users.list();
    await this.read(id);
    const team = teamOf(id, body, users);
    const change = { by: actor.email, at: this.clock.now() };
    if (!(await orTaken(team.name, () => this.parts.teams.update(team, change)))) throw unknownTeam();
    return presentTeam(team, users);
  }

  /** Removes a team with its goals, both or neither. Throws DomainError `team_not_found`. */
  async remove(id: string): Promise<void> {
    const { teams, removeGoalsOf } = this.parts;
    await inTransaction(async (session) => {
      if (!(await teams.remove(id, session))) throw unknownTeam();
      await removeGoalsOf(id, session);
    });
  }
}

function teamOf(id: string, { name, memberIds }: TeamBody, users: readonly User[]): Team {
  if (teamNameKey(name) === '') {
    const problem = 'has no letter in it';
    throw new DomainError('request_invalid', `The name ${problem}.`, [{ field: 'name', problem }]);
  }
  const known = new Set<string>(users.map((user) => user.id));
  if (!memberIds.every((member) => known.has(member))) {
    throw new DomainError('not_found', 'Somebody whom you name is not of your company.');
  }
  return { id, name: name.trim(), memberIds: [...new Set(memberIds)] as UserId[] };
}

async function orTaken<T>(name: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    throw new DomainError('team_taken', `There is a team "${name}" already.`, [{ field: 'name', problem: 'is taken' }]);
  }
}

function unknownTeam(): DomainError {
  return new DomainError('team_not_found', 'There is no such team.');
}

function presentTeam({ id, name, memberIds }: Team, users: readonly User[]): TeamView {
  const members = users.filter((user) => memberIds.includes(user.id)).sort(byName);
  return { id, name, members: members.map((user) => ({ id: user.id, name: user.name })) };
}

function byName(a: Person, b: Person): number {
  return a.name.localeCompare(b.name, 'en') || a.id.localeCompare(b.id);
}
