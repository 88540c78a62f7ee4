import type { Colleague } from '#shared/api/colleagues.ts';
import { POLICIES } from '#shared/api/policy.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';
import { DomainError } from '../errors.ts';
import type { User, UserRepository } from './user-repository.ts';

/** Only these can see what they would be given. */
const ROLES: readonly Role[] = POLICIES.collections;

/** The people of the company to whom work on customers can be given. */
export class ColleagueService {
  constructor(private readonly users: UserRepository) {}

  /** By name; those who are shut out are not among them. */
  async list(): Promise<Colleague[]> {
    const colleagues = (await this.users.list()).filter(canBeGivenWork);
    return colleagues.map(presentColleague).sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  }

  /** Throws DomainError `colleague_not_found`. */
  async read(id: UserId): Promise<Colleague> {
    const user = await this.users.findById(id);
    if (user !== null && canBeGivenWork(user)) return presentColleague(user);
    throw new DomainError('colleague_not_found', 'There is no such colleague who works on customers.');
  }

  /** The names of all who have ever been here, those who are shut out too. */
  async names(): Promise<ReadonlyMap<UserId, string>> {
    return new Map((await this.users.list()).map(({ id, name }) => [id, name]));
  }
}

function canBeGivenWork({ role, disabled }: User): boolean {
  return !disabled && ROLES.includes(role);
}

function presentColleague({ id, name, role }: User): Colleague {
  return { id, name, role };
}
