import { DomainError } from '../errors.ts';
import { inTenant } from '../mongo/tenancy.ts';
import { type Clock, today } from '../ports.ts';
import type { DirectoryTokens, TokenUse, VerifiedPerson } from './directory-tokens.ts';
import { joiningUser } from './join-rules.ts';
import { nameFrom } from './person-parts.ts';
import { isStanding, type SessionClaim } from './session-standing.ts';
import type { SessionSubject, SessionTokens } from './session-tokens.ts';
import type { SignInLinkRepository } from './sign-in-link-repository.ts';
import type { Directory, Tenant, TenantRepository } from './tenant-repository.ts';
import type { User, UserRepository } from './user-repository.ts';
import type { UserService } from './user-service.ts';

/** A user with the company they work for. */
export interface SignedIn {
  readonly user: User;
  readonly tenant: Tenant;
}

export interface Session extends SignedIn {
  readonly token: string;
  readonly expiresAt: Date;
}

export interface SignInSources {
  readonly directoryTokens: DirectoryTokens;
  readonly sessionTokens: SessionTokens;
  readonly signInLinks: SignInLinkRepository;
  readonly tenants: TenantRepository;
  readonly users: UserRepository;
  readonly userService: UserService;
  readonly clock: Clock;
}

/** Says which of our users a person is. */
export class SignInService {
  constructor(private readonly sources: SignInSources) {}

  /**
   * The user of a directory's token. The first time, an invitation of that very company to one of the person's addresses ties the two, or a rule of the company
   * lets them join; from then on only the directory's own name for the person counts. Throws DomainError `token_refused`, `user_not_invited` or `user_disabled`.
   */
  async byDirectoryToken(kind: Directory['kind'], token: string, use: TokenUse): Promise<SignedIn> {
    const person = await this.sources.directoryTokens.verify(kind, token, use);
    const { tenant } = person;
    return inTenant(tenant.id, async () => this.kept({ user: enabled(await this.userOf(person)), tenant }));
  }

  /** The user of a one-time link, which is spent by it. Throws DomainError `sign_in_link_spent` or `user_disabled`. */
  async byLink(secret: string): Promise<SignedIn> {
    const subject = await this.sources.signInLinks.spend(secret);
    if (subject === null) {
      throw new DomainError(
        'sign_in_link_spent',
        'This link was used before, or has run out; ask your admin for another.',
      );
    }
    const signedIn = await this.bySubject(subject);
    return inTenant(signedIn.tenant.id, () => this.kept(signedIn));
  }

  /** The user whom an earlier sign-in named, as they are now. Throws DomainError `not_signed_in` or `user_disabled`. */
  async bySubject({ tenantId, userId }: SessionSubject): Promise<SignedIn> {
    const tenant = await this.sources.tenants.findById(tenantId);
    const user = await inTenant(tenantId, () => this.sources.users.findById(userId));
    if (tenant === null || user === null) throw new DomainError('not_signed_in', 'This user is no longer here.');
    return { user: enabled(user), tenant };
  }

  /** The user of a sign-in to the pages, as they are now. Throws DomainError `not_signed_in`, also where that sign-in was ended, or `user_disabled`. */
  async byPageSession(subject: SessionSubject & SessionClaim): Promise<SignedIn> {
    const signedIn = await this.bySubject(subject);
    if (isStanding(signedIn.user, subject)) return signedIn;
    throw new DomainError('not_signed_in', 'This sign-in was ended; sign in again.');
  }

  /** A session token for a user who has just shown who they are; `session` is the sign-in to the pages that it belongs to. */
  openSession({ user, tenant }: SignedIn, session: string | null = null): Session {
    const subject = { userId: user.id, tenantId: tenant.id, epoch: user.sessionEpoch, session };
    return { user, tenant, ...this.sources.sessionTokens.issue(subject) };
  }

  /** Keeps the day, which is one write a day however often somebody signs in. */
  private async kept({ user, tenant }: SignedIn): Promise<SignedIn> {
    const { users, clock } = this.sources;
    const lastSignInOn = today(clock, tenant.zone);
    if (user.lastSignInOn !== lastSignInOn) await users.keepSignIn(user.id, lastSignInOn);
    return { user: { ...user, lastSignInOn }, tenant };
  }

  private async userOf(person: VerifiedPerson): Promise<User> {
    const { users } = this.sources;
    const { identity, emails } = person;
    const known = await users.findByIdentity(identity);
    if (known !== null) return known;
    const invited = await this.invited(emails, identity.issuer);
    if (invited !== null && (await users.bindIdentity(invited.id, identity))) return invited;
    const joined = invited === null ? await this.joined(person) : null;
    if (joined !== null) return joined;
    // The same person may have signed in twice at once for the first time.
    const boundMeanwhile = await users.findByIdentity(identity);
    if (boundMeanwhile === null) throw notInvited();
    return boundMeanwhile;
  }

  /** Whom one of the addresses invites, of those who have not yet signed in by this issuer; null for nobody, and for several. */
  private async invited(emails: readonly string[], issuer: string): Promise<User | null> {
    const found = await Promise.all(emails.map((email) => this.sources.users.findByAddress(email)));
    const byId = new Map(found.filter((user) => user !== null).map((user) => [user.id, user]));
    const waiting = [...byId.values()].filter(({ identities }) => identities.every((known) => known.issuer !== issuer));
    return waiting.length === 1 ? (waiting[0] ?? null) : null;
  }

  /** A user whom a rule of the company makes of a person whose addresses nobody has; null where none fits. */
  private async joined({ tenant, identity, emails, name, groups }: VerifiedPerson): Promise<User | null> {
    const { users, userService } = this.sources;
    const joining = joiningUser(tenant.access.joinRules, { emails, groups });
    if (joining === null) return null;
    const { email, rule } = joining;
    const taken = await Promise.all(emails.map((address) => users.findByAddress(address)));
    if (taken.some((user) => user !== null)) return null;
    const person = { email, role: rule.role, name: name ?? nameFrom(email), identity };
    try {
      return await userService.together(email, (how) => userService.add(person, how, `joined_by_${rule.by}`));
    } catch (error) {
      // Twice at once for the first time: the other one has made them.
      if (error instanceof DomainError && error.code === 'user_taken') return null;
      throw error;
    }
  }
}

function enabled(user: User): User {
  if (user.disabled) throw new DomainError('user_disabled', 'This user has been disabled; ask your admin.');
  return user;
}

function notInvited(): DomainError {
  return new DomainError('user_not_invited', 'Nobody has invited you to Duethread yet; ask the admin of your company.');
}
