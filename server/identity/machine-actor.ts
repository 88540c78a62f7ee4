import type { UserId } from '#shared/domain/ids.ts';
import type { Language } from '#shared/words/catalogue.ts';
import type { Actor } from '../actor.ts';
import type { AdmittedKey } from './machine-key-service.ts';

/**
 * Who acts when a program does. What opens an operation to it is its scopes alone; the role of a reader is what it has wherever an operation asks for more than that.
 * What it did is logged under the key's name.
 */
export function machineActor({ key, tenant, tenantId }: AdmittedKey, language: Language): Actor {
  const { zone, ownDomains, buckets } = tenant;
  return {
    userId: `key-${key.id}` as UserId,
    tenantId,
    role: 'reader',
    name: key.name,
    email: `key:${key.name}`,
    zone,
    ownDomains,
    buckets,
    language,
    portfolio: null,
    scopes: key.scopes,
  };
}
