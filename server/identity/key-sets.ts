import { createLocalJWKSet, createRemoteJWKSet, errors, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { DomainError } from '../errors.ts';

const KEPT_MS = 60 * 60_000;
/** A token with a key that we do not know asks for the set again, but at most this often. */
const COOLDOWN_MS = 30_000;

/** The public keys of those who sign people in, fetched when first needed and kept; the last good ones hold while they cannot be fetched. */
export class KeySets {
  private readonly sets = new Map<string, RemoteJWKSet>();

  /** The key that a token names, from the set at an address. Throws DomainError `sign_in_unavailable` where the set cannot be had. */
  keysAt(address: string): JWTVerifyGetKey {
    const set = this.setAt(address);
    return async (header, token) => {
      try {
        return await set(header, token);
      } catch (error) {
        if (isAboutTheToken(error)) throw error;
        const kept = set.jwks();
        if (kept === undefined) throw unavailable(error);
        return createLocalJWKSet(kept)(header, token);
      }
    };
  }

  /** For which issuer a key may sign, where its set says so, as Entra's does. */
  issuerOfKey(address: string, kid: string | undefined): unknown {
    const keys: { kid?: string; issuer?: unknown }[] = this.setAt(address).jwks()?.keys ?? [];
    return keys.find((key) => key.kid === kid)?.issuer;
  }

  private setAt(address: string): RemoteJWKSet {
    const known = this.sets.get(address);
    if (known !== undefined) return known;
    const set = createRemoteJWKSet(new URL(address), { cacheMaxAge: KEPT_MS, cooldownDuration: COOLDOWN_MS });
    this.sets.set(address, set);
    return set;
  }
}

function isAboutTheToken(error: unknown): boolean {
  const kinds = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];
  return kinds.some((kind) => error instanceof kind);
}

function unavailable(cause: unknown): DomainError {
  const failure = new DomainError('sign_in_unavailable', 'The sign-in service cannot be reached; try again.');
  failure.cause = cause;
  return failure;
}
