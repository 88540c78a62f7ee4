import { createHash, createHmac } from 'node:crypto';
import type { DispatchId, TenantId } from '#shared/domain/ids.ts';

const FORM = /^([0-9a-f]{24})\.([\w-]{43})$/;

/** A ticket taken apart: whose it is, and the hash by which the dispatch is found. */
export interface ReadTicket {
  readonly tenantId: TenantId;
  readonly hash: string;
}

/**
 * Makes the tickets of prepared messages: `<tenant>.<256 bits>`. The bits are made from a secret of ours and the dispatch, so the one who prepared it can be told again, and
 * the store holds a hash alone, from which nobody can make a ticket.
 */
export class DispatchTickets {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = createHmac('sha256', secret).update('dispatch tickets').digest();
  }

  of(tenantId: TenantId, dispatchId: DispatchId): string {
    const bits = createHmac('sha256', this.key).update(`${tenantId}.${dispatchId}`).digest('base64url');
    return `${tenantId}.${bits}`;
  }

  /** Null for what is no ticket. That it is one of ours shows only when a dispatch has its hash. */
  read(ticket: string): ReadTicket | null {
    const [, tenantId, bits] = FORM.exec(ticket) ?? [];
    if (tenantId === undefined || bits === undefined) return null;
    return { tenantId: tenantId as TenantId, hash: createHash('sha256').update(bits).digest('base64url') };
  }
}
