import { createHash } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';

export interface GoogleIdTokenRequest {
  /** The private key that signs; its public half stands in the key set that verifiers read. */
  readonly key: JWK;
  /** The OAuth client that the token is meant for. */
  readonly audience: string;
  readonly email: string;
  readonly name: string;
  /** The Workspace domain; null for a private account. */
  readonly hd: string | null;
  readonly issuedAt: Date;
}

const LIFETIME_SECONDS = 3_600;

/** An ID token of an hour with the claims, and in the form, of Google's. */
export async function mintGoogleIdToken(request: GoogleIdTokenRequest): Promise<string> {
  const { key, audience, email, name, hd, issuedAt } = request;
  const iat = Math.floor(issuedAt.getTime() / 1000);
  return new SignJWT({ azp: audience, email, email_verified: true, name, ...(hd === null ? {} : { hd }) })
    .setProtectedHeader({ alg: 'RS256', kid: String(key.kid), typ: 'JWT' })
    .setIssuer('https://accounts.google.com')
    .setAudience(audience)
    .setSubject(googleSubject(email))
    .setIssuedAt(iat)
    .setExpirationTime(iat + LIFETIME_SECONDS)
    .sign(await importJWK(key, 'RS256'));
}

/** Google's name for a person: 21 digits, the same for the same address. */
function googleSubject(email: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(email).digest('hex')}`).toString();
  return `1${digits.slice(0, 20)}`;
}
