import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import * as z from 'zod/mini';
import { AttachmentWish } from '#shared/api/documents.ts';
import type { CustomerId, TenantId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';

const LIFETIME_SECONDS = 5 * 60;
const ISSUER = 'duethread';
const AUDIENCE = 'duethread-documents';

/** What a link opens. */
export interface LinkedDocument {
  readonly tenantId: TenantId;
  readonly customerId: CustomerId;
  readonly wish: AttachmentWish;
}

const Claims = z.object({ tenant: z.string(), customer: z.string(), wish: AttachmentWish });

/** Makes and reads the tokens of links to documents: HS256 under a key of their own, five minutes. Whoever has the link can open the document. */
export class DocumentLinks {
  private readonly key: KeyObject;

  constructor(
    secret: string,
    private readonly clock: Clock,
  ) {
    this.key = createSecretKey(createHmac('sha256', secret).update('document links').digest());
  }

  issue({ tenantId, customerId, wish }: LinkedDocument): { token: string; expiresAt: Date } {
    const issuedAt = Math.floor(this.clock.now().getTime() / 1000);
    const exp = issuedAt + LIFETIME_SECONDS;
    const claims = { tenant: tenantId, customer: customerId, wish, iat: issuedAt, exp };
    const token = jsonwebtoken.sign(claims, this.key, { algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE });
    return { token, expiresAt: new Date(exp * 1000) };
  }

  /** Throws DomainError `token_refused` for a token that is none of ours, was changed, or has run out. */
  read(token: string): LinkedDocument {
    try {
      const clockTimestamp = Math.floor(this.clock.now().getTime() / 1000);
      const options = { algorithms: ['HS256' as const], issuer: ISSUER, audience: AUDIENCE, clockTimestamp };
      const { tenant, customer, wish } = Claims.parse(jsonwebtoken.verify(token, this.key, options));
      return { tenantId: tenant as TenantId, customerId: customer as CustomerId, wish };
    } catch {
      throw new DomainError('token_refused', 'This link is not valid or has run out; open the document anew.');
    }
  }
}
