import type { ClientSession } from 'mongoose';
import type { UserId } from '#shared/domain/ids.ts';
import type { Actor } from '../actor.ts';
import { DomainError } from '../errors.ts';
import { inTransaction } from '../mongo/in-transaction.ts';
import { currentTenant, inTenant } from '../mongo/tenancy.ts';
import type { Clock } from '../ports.ts';
import type { AdminLogService } from './admin-log-service.ts';
import type { PageSessionRepository, StoredSignIn } from './page-session-repository.ts';
import type { SessionEpochRepository } from './session-epoch-repository.ts';
import { hasRunOut, isStanding } from './session-standing.ts';
import type { TokenSubject } from './session-tokens.ts';
import type { SignInLinkRepository } from './sign-in-link-repository.ts';
import type { UserRepository } from './user-repository.ts';

export interface SessionParts {
  readonly pageSessions: PageSessionRepository;
  readonly sessionEpochs: SessionEpochRepository;
  readonly signInLinks: SignInLinkRepository;
  readonly users: UserRepository;
  readonly adminLog: AdminLogService;
  readonly clock: Clock;
}

/** Where somebody is signed in, and how that is ended: one sign-in, or every session and token at once. */
export class SessionService {
  constructor(private readonly parts: SessionParts) {}

  /** The sign-ins of a user that still hold, the latest first; those of a version that gave them no name are left out. */
  async list(userId: UserId): Promise<(StoredSignIn & { readonly session: string })[]> {
    const { users, pageSessions, clock } = this.parts;
    const [user, found] = [await users.findById(userId), await pageSessions.findByUser(userId)];
    if (user === null) return [];
    return found.flatMap((signIn) => {
      const { session, epoch = 0 } = signIn;
      if (session === undefined || hasRunOut(signIn, clock.now())) return [];
      return isStanding(user, { epoch, session }) ? [{ ...signIn, session }] : [];
    });
  }

  /** Ends one sign-in of a user with the tokens that came of it. Throws DomainError `not_found`. */
  async endOne(userId: UserId, session: string): Promise<void> {
    const { pageSessions, sessionEpochs, clock } = this.parts;
    const own = await this.list(userId);
    if (own.every((signIn) => signIn.session !== session)) throw notThere();
    // First what refuses it, so that a request under way cannot bring it back.
    await sessionEpochs.end(userId, { session, at: clock.now() });
    await pageSessions.remove(userId, session);
  }

  /** Ends what came of a sign-in that is being ended in its own browser. */
  async endTokensOf({ tenantId, userId, session }: TokenSubject): Promise<void> {
    const { sessionEpochs, clock } = this.parts;
    if (session === null) return;
    await inTenant(tenantId, () => sessionEpochs.end(userId, { session, at: clock.now() }));
  }

  /** Ends every session and token of a user that was begun so far, and every link that would begin one; says how many sign-ins to the pages that were. */
  async endAll(userId: UserId): Promise<number> {
    await inTransaction((session) => this.advance(userId, session));
    return this.parts.pageSessions.removeAll(userId);
  }

  /** The same by an admin, which the admin log keeps. Throws DomainError `not_found`. */
  async endAllOf(userId: UserId, { email: by }: Actor): Promise<number> {
    const { users, adminLog, pageSessions } = this.parts;
    await inTransaction(async (session) => {
      const user = await users.findById(userId, session);
      if (user === null) throw notThere();
      await this.advance(userId, session);
      const done = { deed: 'signed_out_everywhere', subject: user.email, before: null };
      await adminLog.note({ by, area: 'users', ...done, after: { sessionEpoch: user.sessionEpoch + 1 } }, session);
    });
    return pageSessions.removeAll(userId);
  }

  private async advance(userId: UserId, session: ClientSession): Promise<void> {
    const { sessionEpochs, signInLinks } = this.parts;
    await sessionEpochs.advance(userId, session);
    await signInLinks.end({ userId, tenantId: currentTenant() }, session);
  }
}

function notThere(): DomainError {
  return new DomainError('not_found', 'There is nothing of that name.');
}
