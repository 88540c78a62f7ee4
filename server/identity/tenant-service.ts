import type { CurrencyCode } from '#shared/domain/currency.ts';
import { currencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import { DomainError } from '../errors.ts';
import { isDuplicateKey } from '../mongo/once.ts';
import { inTenant } from '../mongo/tenancy.ts';
import type { Clock } from '../ports.ts';
import { domainOf, emailOf, guidOf, invalid, nameFrom, nameOf, roleOf } from './person-parts.ts';
import type { Directory, Tenant, TenantRepository } from './tenant-repository.ts';
import type { User, UserChanges, UserRepository } from './user-repository.ts';
import type { UserService } from './user-service.ts';

/** A company as an admin writes it down; every part is checked. */
export interface TenantPlan {
  readonly name: string;
  readonly currency: string;
  readonly zone: string;
  readonly adminEmail: string;
  readonly entraTenantId?: string | undefined;
  readonly googleDomain?: string | undefined;
  /** Where it is left out: the admin's. */
  readonly ownDomains: readonly string[];
}

export interface UserPlan {
  readonly email: string;
  readonly role: string;
  /** Where it is left out: made of the address. */
  readonly name?: string | undefined;
}

/** A user with the link by which they sign in the first time. */
export interface InvitedUser {
  readonly tenant: Tenant;
  readonly user: User;
  readonly link: string;
  readonly linkExpiresAt: Date;
}

export interface TenantSources {
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
  readonly userService: UserService;
  readonly clock: Clock;
}

/** As whom the machine's own admin stands in the log. */
const BY = 'command line';

/** Sets companies up and gives people their roles. Whatever does not fit is refused with DomainError `request_invalid` and a sentence. */
export class TenantService {
  constructor(private readonly sources: TenantSources) {}

  /** Adds a company with its first admin. */
  async create(plan: TenantPlan): Promise<InvitedUser> {
    const { clock, tenants } = this.sources;
    const adminEmail = emailOf(plan.adminEmail);
    const ownDomains = plan.ownDomains.length > 0 ? plan.ownDomains : [adminEmail.slice(adminEmail.indexOf('@') + 1)];
    const checked = {
      name: nameOf(plan.name),
      currency: currencyOf(plan.currency),
      zone: zoneOf(plan.zone),
      directories: directoriesOf(plan),
      ownDomains: ownDomains.map(domainOf),
      createdAt: clock.now(),
    };
    const tenant = await tenants.insert(checked).catch((error: unknown) => {
      if (!isDuplicateKey(error)) throw error;
      throw invalid(`There is a company "${checked.name}" already, or one with the same directory`);
    });
    return this.addUser(tenant, { email: adminEmail, role: 'admin' });
  }

  /** Adds a user, who is invited by it: the first sign-in under that address is theirs. */
  async addUser(tenant: Tenant, plan: UserPlan): Promise<InvitedUser> {
    const { userService } = this.sources;
    const email = emailOf(plan.email);
    const role = roleOf(plan.role);
    const name = plan.name === undefined ? nameFrom(email) : nameOf(plan.name);
    return inTenant(tenant.id, async () => {
      const adding = userService.together(BY, (how) => userService.add({ email, role, name }, how));
      return this.withLink(
        tenant,
        await adding.catch((error: unknown) => Promise.reject(inCompany(error, tenant, email))),
      );
    });
  }

  /** Another one-time link for a user. */
  async link(tenant: Tenant, email: string): Promise<InvitedUser> {
    const { id } = await this.userOf(tenant, email);
    const { user, link } = await inTenant(tenant.id, () => this.sources.userService.renewLink(id, BY));
    return { tenant, user, link: link.link, linkExpiresAt: link.expiresAt };
  }

  /** Shuts a user out or lets them in again, from their next request on. Throws DomainError `last_admin`. */
  async setDisabled(tenant: Tenant, email: string, disabled: boolean): Promise<User> {
    return this.changeUser(tenant, email, { disabled });
  }

  /** Gives a user another role, from their next request on. Throws DomainError `last_admin`. */
  async changeRole(tenant: Tenant, email: string, role: string): Promise<User> {
    return this.changeUser(tenant, email, { role: roleOf(role) });
  }

  private async changeUser(
    tenant: Tenant,
    email: string,
    changes: Pick<UserChanges, 'role' | 'disabled'>,
  ): Promise<User> {
    const { userService } = this.sources;
    const { id } = await this.userOf(tenant, email);
    return inTenant(tenant.id, () => userService.together(BY, (how) => userService.change(id, changes, how)));
  }

  /** The user of an address. */
  async userOf(tenant: Tenant, email: string): Promise<User> {
    const user = await inTenant(tenant.id, () => this.sources.users.findByEmail(email));
    if (user === null) throw invalid(`"${email}" is no user of "${tenant.name}"`);
    return user;
  }

  private async withLink(tenant: Tenant, user: User): Promise<InvitedUser> {
    const { link, expiresAt } = await this.sources.userService.link(user.id);
    return { tenant, user, link, linkExpiresAt: expiresAt };
  }
}

/** The same failure with the name of the company, where its address is taken. */
function inCompany(error: unknown, tenant: Tenant, email: string): unknown {
  const isTaken = error instanceof DomainError && error.code === 'user_taken';
  return isTaken ? invalid(`"${email}" is a user of "${tenant.name}" already`) : error;
}

function directoriesOf({ entraTenantId, googleDomain }: TenantPlan): Directory[] {
  const directories: Directory[] = [];
  if (entraTenantId !== undefined) {
    directories.push({ kind: 'entra', id: guidOf(entraTenantId, 'an Entra tenant') });
  }
  if (googleDomain !== undefined) directories.push({ kind: 'google', id: domainOf(googleDomain) });
  return directories;
}

function currencyOf(text: string): CurrencyCode {
  if (!isCurrencyCode(text)) throw invalid(`"${text}" is not a currency of ISO 4217; write EUR, USD, …`);
  return currencyCode(text);
}

function zoneOf(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    throw invalid(`"${text}" is not a time zone; write Europe/Berlin, America/New_York, …`);
  }
}
