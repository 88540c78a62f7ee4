import type { AgeingBucket } from '#shared/domain/ageing.ts';
import type { TenantId, UserId } from '#shared/domain/ids.ts';
import type { Role } from '#shared/domain/role.ts';

/** Who acts: a signed-in user in their company. The role is read from our own store, never from a token. */
export interface Actor {
  readonly userId: UserId;
  readonly tenantId: TenantId;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  /** The company's zone, which nearly every answer needs. */
  readonly zone: string;
  /** The company's mail domains; they never name a customer. */
  readonly ownDomains: readonly string[];
  /** The ageing buckets in which the company sees what is past due. */
  readonly buckets: readonly AgeingBucket[];
}

/** Tells whose a session token is. Throws DomainError `token_refused` or `user_disabled`. */
export type FindActor = (sessionToken: string) => Promise<Actor>;
