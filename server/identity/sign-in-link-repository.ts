import { createHash, randomBytes } from 'node:crypto';
import mongoose, { type ClientSession } from 'mongoose';
import type { TenantId, UserId } from '#shared/domain/ids.ts';
import type { Clock } from '../ports.ts';
import type { SessionSubject } from './session-tokens.ts';
import { SignInLinkModel } from './sign-in-link-model.ts';

const LIFETIME_MS = 7 * 24 * 60 * 60_000;

/** One-time sign-in links: 256 random bits that name a user for 7 days. */
export class SignInLinkRepository {
  constructor(private readonly clock: Clock) {}

  /** Makes a link for a user and gives its secret, which is kept nowhere. */
  async insert({ userId, tenantId }: SessionSubject): Promise<{ secret: string; expiresAt: Date }> {
    const secret = randomBytes(32).toString('base64url');
    const expiresAt = new Date(this.clock.now().getTime() + LIFETIME_MS);
    await SignInLinkModel.create({ _id: hashOf(secret), userId, tenantId, expiresAt, spentAt: null });
    return { secret, expiresAt };
  }

  /** Spends a link, once however often it is asked; null for one that is spent, has run out, or never was. */
  async spend(secret: string): Promise<SessionSubject | null> {
    const now = this.clock.now();
    const link = await SignInLinkModel.findOneAndUpdate(
      { _id: hashOf(secret), spentAt: null, expiresAt: mongoose.trusted({ $gt: now }) },
      { $set: { spentAt: now } },
    ).lean();
    return link === null ? null : { userId: link.userId as UserId, tenantId: link.tenantId as TenantId };
  }

  /** Makes the links of a user that nobody has spent worth nothing. */
  async end({ userId, tenantId }: SessionSubject, session: ClientSession | null = null): Promise<void> {
    const spentAt = this.clock.now();
    await SignInLinkModel.updateMany({ userId, tenantId, spentAt: null }, { $set: { spentAt } }).session(session);
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
