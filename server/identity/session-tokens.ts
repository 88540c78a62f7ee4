import { createSecretKey, type KeyObject } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import type { TenantId, UserId } from '#shared/domain/ids.ts';
import { DomainError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import type { SessionClaim } from './session-standing.ts';

const LIFETIME_SECONDS = 15 * 60;
const ISSUER = 'duethread';
const AUDIENCE = 'duethread-api';

/** How many tokens that were checked are remembered, so that their signature is not computed for each request. */
const REMEMBERED = 5_000;

interface CheckedToken {
  readonly subject: TokenSubject;
  readonly expiresAt: number;
}

export interface SessionSubject {
  readonly userId: UserId;
  readonly tenantId: TenantId;
}

/** Whom a token is of, and which of their sessions it belongs to. */
export type TokenSubject = SessionSubject & SessionClaim;

/** Makes and checks our own session tokens: HS256, fixed issuer and audience, 15 minutes, no role inside. */
export class SessionTokens {
  private readonly key: KeyObject;
  private readonly checked = new Map<string, CheckedToken>();

  /** `secret` needs at least 32 bytes. Throws RangeError for less. */
  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    const bytes = Buffer.from(secret, 'utf8');
    if (bytes.length < 32) throw new RangeError('SESSION_SECRET needs at least 32 bytes.');
    this.key = createSecretKey(bytes);
  }

  issue({ userId, tenantId, epoch = 0, session = null }: SessionSubject & Partial<SessionClaim>): {
    token: string;
    expiresAt: Date;
  } {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    const exp = issuedAt + LIFETIME_SECONDS;
    const of = session === null ? {} : { session };
    const claims = { sub: userId, tenant: tenantId, epoch, ...of, iat: issuedAt, exp };
    const token = jsonwebtoken.sign(claims, this.key, { algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE });
    return { token, expiresAt: new Date(exp * 1000) };
  }

  /** Throws DomainError `token_refused` for a token that is not ours, was changed, or has run out. */
  read(token: string): TokenSubject {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const known = this.checked.get(token);
    if (known !== undefined && now < known.expiresAt) return known.subject;
    const checked = this.check(token, now);
    this.remember(token, checked);
    return checked.subject;
  }

  private check(token: string, now: number): CheckedToken {
    try {
      const claims = jsonwebtoken.verify(token, this.key, {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        clockTimestamp: now,
      });
      const { sub, tenant, exp, epoch = 0, session = null } = claims as Partial<Record<string, unknown>>;
      if (typeof sub !== 'string' || typeof tenant !== 'string' || typeof exp !== 'number') {
        throw new TypeError('claims are missing');
      }
      const of = { epoch: Number(epoch), session: session === null ? null : String(session) };
      return { subject: { userId: sub as UserId, tenantId: tenant as TenantId, ...of }, expiresAt: exp };
    } catch {
      throw new DomainError('token_refused', 'The session token is not valid or has run out; sign in again.');
    }
  }

  private remember(token: string, checked: CheckedToken): void {
    this.checked.delete(token);
    this.checked.set(token, checked);
    const [oldest] = this.checked.keys();
    if (this.checked.size > REMEMBERED && oldest !== undefined) this.checked.delete(oldest);
  }
}
