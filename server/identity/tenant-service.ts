import type { CurrencyCode } from '#shared/domain/currency.ts';
import { currencyCode, isCurrencyCode } from '#shared/domain/currency.ts';
import { ROLES, type Role } from '#shared/domain/role.ts';
import { DomainError } from '../errors.ts';
import { isDuplicateKey } from '../mongo/once.ts';
import { inTenant } from '../mongo/tenancy.ts';
import type { Clock } from '../ports.ts';
import type { SignInLinkRepository } from './sign-in-link-repository.ts';
import type { Directory, Tenant, TenantRepository } from './tenant-repository.ts';
import type { User, UserRepository } from './user-repository.ts';

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
  readonly signInLinks: SignInLinkRepository;
  readonly clock: Clock;
  readonly baseUrl: string;
}

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const DOMAIN = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/;
const EMAIL = /^[^\s@<>,;"]{1,64}@([^\s@<>,;"]+)$/;

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
    const { clock, users } = this.sources;
    const email = emailOf(plan.email);
    const role = roleOf(plan.role);
    const name = plan.name === undefined ? nameFrom(email) : nameOf(plan.name);
    const user = await inTenant(tenant.id, () => users.insert({ email, role, name, createdAt: clock.now() })).catch(
      (error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        throw invalid(`"${email}" is a user of "${tenant.name}" already`);
      },
    );
    return this.withLink(tenant, user);
  }

  /** Another one-time link for a user. */
  async link(tenant: Tenant, email: string): Promise<InvitedUser> {
    return this.withLink(tenant, await this.userOf(tenant, email));
  }

  /** Shuts a user out, from their next request on. */
  async disableUser(tenant: Tenant, email: string): Promise<User> {
    const user = await this.userOf(tenant, email);
    await inTenant(tenant.id, () => this.sources.users.disable(user.id));
    return user;
  }

  /** The user of an address. */
  async userOf(tenant: Tenant, email: string): Promise<User> {
    const user = await inTenant(tenant.id, () => this.sources.users.findByEmail(email));
    if (user === null) throw invalid(`"${email}" is no user of "${tenant.name}"`);
    return user;
  }

  private async withLink(tenant: Tenant, user: User): Promise<InvitedUser> {
    const { signInLinks, baseUrl } = this.sources;
    const { secret, expiresAt } = await signInLinks.insert({ userId: user.id, tenantId: tenant.id });
    return { tenant, user, link: `${baseUrl}/sign-in/link?secret=${secret}`, linkExpiresAt: expiresAt };
  }
}

function directoriesOf({ entraTenantId, googleDomain }: TenantPlan): Directory[] {
  const directories: Directory[] = [];
  if (entraTenantId !== undefined) {
    const id = entraTenantId.toLowerCase();
    if (!GUID.test(id)) throw invalid(`"${entraTenantId}" is not the id of an Entra tenant`);
    directories.push({ kind: 'entra', id });
  }
  if (googleDomain !== undefined) directories.push({ kind: 'google', id: domainOf(googleDomain) });
  return directories;
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 200) throw invalid('A name has 1 to 200 characters');
  return name;
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

function emailOf(text: string): string {
  const email = text.trim().toLowerCase();
  const domain = EMAIL.exec(email)?.[1];
  if (domain === undefined || !DOMAIN.test(domain)) throw invalid(`"${text}" is not an e-mail address`);
  return email;
}

function domainOf(text: string): string {
  const domain = text.trim().toLowerCase();
  if (!DOMAIN.test(domain)) throw invalid(`"${text}" is not a domain; write brightwater.example`);
  return domain;
}

function roleOf(text: string): Role {
  const role = ROLES.find((each) => each === text);
  if (role === undefined) throw invalid(`"${text}" is not a role; write ${ROLES.join(', ')}`);
  return role;
}

/** `ana.reyes@…` is Ana Reyes until somebody says otherwise. */
function nameFrom(email: string): string {
  const words = email.slice(0, email.indexOf('@')).split(/[._-]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

function invalid(sentence: string): DomainError {
  return new DomainError('request_invalid', `${sentence}.`);
}
