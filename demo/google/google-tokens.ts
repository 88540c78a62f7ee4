import { randomBytes } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';
import { DEMO_ADDON } from '../../gmail-addon/config-demo.ts';
import type { Clock } from '../../server/ports.ts';
import type { DemoUser } from '../company/people.ts';
import { DEMO_TENANT } from '../company/people.ts';
import { mintGoogleIdToken } from '../sign-in/google-id-token.ts';

const LIFETIME_MS = 3_600_000;

interface Grant {
  readonly email: string;
  readonly scopes: readonly string[];
  readonly expires: number;
}

interface MessageGrant {
  readonly email: string;
  readonly conversation: string;
  readonly expires: number;
}

/** Whose tokens Google signs. */
export type GooglePerson = Pick<DemoUser, 'email' | 'name'> & { readonly hd?: string };

/** Google's keys and tokens: signed ones for the add-on, opaque ones for Gmail's API. */
export class GoogleTokens {
  private readonly grants = new Map<string, Grant>();
  private readonly messageGrants = new Map<string, MessageGrant>();

  constructor(
    private readonly key: JWK,
    private readonly clock: Clock,
  ) {}

  /** The public half, as Google publishes its own. */
  keySet(): { keys: JWK[] } {
    const { kty = 'RSA', n = '', e = '', kid = '', alg = 'RS256', use = 'sig' } = this.key;
    return { keys: [{ kty, n, e, kid, alg, use }] };
  }

  /** Says that Google calls this very address. */
  async systemIdToken(audience: string): Promise<string> {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    return new SignJWT({ azp: DEMO_ADDON.serviceAccount, email: DEMO_ADDON.serviceAccount, email_verified: true })
      .setProtectedHeader({ alg: 'RS256', kid: String(this.key.kid), typ: 'JWT' })
      .setIssuer('https://accounts.google.com')
      .setAudience(audience)
      .setSubject('100000000000000000001')
      .setIssuedAt(iat)
      .setExpirationTime(iat + LIFETIME_MS / 1000)
      .sign(await importJWK(this.key, 'RS256'));
  }

  userIdToken({ email, name, hd = DEMO_TENANT.googleDomain }: GooglePerson): Promise<string> {
    const issuedAt = this.clock.now();
    return mintGoogleIdToken({ key: this.key, audience: DEMO_ADDON.clientId, email, name, hd, issuedAt });
  }

  /** An access token with what the user granted. */
  userOAuthToken(email: string, scopes: readonly string[]): string {
    const token = `ya29.stand-in-${randomBytes(24).toString('base64url')}`;
    this.grants.set(token, { email, scopes, expires: this.expiry() });
    return token;
  }

  /** A token for the open message and its thread. */
  messageAccessToken(email: string, conversation: string): string {
    const token = randomBytes(24).toString('base64url');
    this.messageGrants.set(token, { email, conversation, expires: this.expiry() });
    return token;
  }

  /** Null for a token that is none of ours, or too old. */
  grantOf(token: string): Grant | null {
    return this.current(this.grants.get(token));
  }

  messageGrantOf(token: string): MessageGrant | null {
    return this.current(this.messageGrants.get(token));
  }

  private expiry(): number {
    return this.clock.now().getTime() + LIFETIME_MS;
  }

  private current<T extends { expires: number }>(grant: T | undefined): T | null {
    return grant !== undefined && grant.expires > this.clock.now().getTime() ? grant : null;
  }
}
