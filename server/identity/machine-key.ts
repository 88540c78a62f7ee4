import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { TenantId } from '#shared/domain/ids.ts';

/** How every key begins, so that one that leaked is known for what it is. */
const PREFIX = 'dtk_';

/** `dtk_`, the company's id and the key's, and 256 random bits. */
const FORM = /^dtk_([\da-f]{24})([\da-f]{24})_[\w-]{43}$/;

export interface NamedKey {
  readonly tenantId: TenantId;
  readonly keyId: string;
}

export interface NewKey extends NamedKey {
  /** The key itself, which is kept nowhere. */
  readonly key: string;
  readonly hash: string;
  /** By which a person tells it from others. */
  readonly begins: string;
}

/** Makes a key for a company. */
export function newMachineKey(tenantId: TenantId): NewKey {
  const keyId = randomBytes(12).toString('hex');
  const key = `${PREFIX}${tenantId}${keyId}_${randomBytes(32).toString('base64url')}`;
  return { tenantId, keyId, key, hash: hashOfKey(key), begins: `${PREFIX}…${keyId.slice(-6)}` };
}

/** Whether a bearer token is meant as a machine key. */
export function isMachineKey(token: string): boolean {
  return token.startsWith(PREFIX);
}

/** The company and the key that a text of a key names; null for what has not its form. */
export function namedByKey(key: string): NamedKey | null {
  const [, tenantId, keyId] = FORM.exec(key) ?? [];
  return tenantId === undefined || keyId === undefined ? null : { tenantId: tenantId as TenantId, keyId };
}

/** Whether a key is the one that was kept as this hash. */
export function isKeyOfHash(key: string, hash: string): boolean {
  const [given, kept] = [Buffer.from(hashOfKey(key)), Buffer.from(hash)];
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** A key is random throughout, so that one round of SHA-256 keeps it. */
function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
