import { createSecretKey, type KeyObject } from 'node:crypto';
import { CompactSign, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { newSigningKey } from '../../demo/sign-in/signing-key.ts';
import type { DirectorySettings } from '../../server/identity/directory-tokens.ts';
import { LocalServer } from './http.ts';

export const TID = 'b3a6c1de-0000-4000-8000-00000000d1ce';
export const OTHER_TID = 'b3a6c1de-0000-4000-8000-0000000009e7';
export const CLIENTS = {
  api: 'api-client',
  pane: 'pane-client',
  pages: 'pages-client',
  addon: 'addon.apps.googleusercontent.com',
};

/** A header that a verifier has to understand, and ours does not. */
export const STRANGE_EXTENSION = 'x-strange';

/** Entra's and Google's key sets on this machine, and the keys to sign tokens of theirs with, good and bad ones. */
export class Directories {
  readonly server = new LocalServer();
  /** How often a key set was fetched. */
  fetches = 0;
  isDown = false;
  keys: (JWK & { issuer?: string })[] = [];

  async start(): Promise<void> {
    await this.server.start();
    this.keys = [await newSigningKey('first')];
    this.server.use((_req, res) => {
      this.fetches += 1;
      if (this.isDown) return res.writeHead(500).end();
      const keys = this.keys.map(({ kty, n, e, kid, alg, use, issuer }) => ({ kty, n, e, kid, alg, use, issuer }));
      return res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }));
    });
  }

  get key(): JWK {
    const [key] = this.keys;
    if (key === undefined) throw new Error('There is no key.');
    return key;
  }

  /** The settings under which the app takes these for the real ones. */
  get settings(): DirectorySettings {
    const { url } = this.server;
    const { api: apiClientId, pane: paneClientId, pages: pagesClientId, addon: addonClientId } = CLIENTS;
    return {
      entra: { issuer: `${url}/{tid}/v2.0`, keys: `${url}/{tid}/keys`, apiClientId, paneClientId, pagesClientId },
      google: {
        issuers: ['https://accounts.google.com', 'accounts.google.com'],
        keys: `${url}/google`,
        addonClientId,
        pagesClientId: null,
      },
    };
  }

  issuer(tid = TID): string {
    return `${this.server.url}/${tid}/v2.0`;
  }

  /** The claims of a good access token of Entra at an instant. */
  entraClaims(at: Date): JWTPayload {
    const iat = Math.floor(at.getTime() / 1000);
    return {
      iss: this.issuer(),
      aud: CLIENTS.api,
      tid: TID,
      oid: 'oid-of-ana',
      ver: '2.0',
      scp: 'access_as_user',
      azp: CLIENTS.pane,
      preferred_username: 'ana@brightwater.example',
      iat,
      nbf: iat,
      exp: iat + 3_600,
    };
  }

  /** The claims of a good ID token of Google at an instant. */
  googleClaims(at: Date): JWTPayload {
    const iat = Math.floor(at.getTime() / 1000);
    return {
      iss: 'https://accounts.google.com',
      aud: CLIENTS.addon,
      sub: '108012345678901234567',
      hd: 'brightwater.example',
      email: 'Ana@brightwater.example',
      email_verified: true,
      iat,
      exp: iat + 3_600,
    };
  }

  async sign(
    claims: JWTPayload,
    { key = this.key, header = {}, alg = 'RS256' }: { key?: JWK; header?: object; alg?: string } = {},
  ): Promise<string> {
    const protectedHeader = { alg, kid: String(key.kid), typ: 'JWT', ...header };
    return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(await importJWK({ ...key, alg }, alg), {
      crit: { [STRANGE_EXTENSION]: true },
    });
  }

  /** Signed with the public key's own text as the secret, which a verifier that lets the token choose would take. */
  signWithPublicKey(claims: JWTPayload): Promise<string> {
    const secret: KeyObject = createSecretKey(Buffer.from(String(this.key.n)));
    return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: String(this.key.kid) }).sign(secret);
  }

  /** Signs what is no claims at all. */
  async signBytes(payload: string): Promise<string> {
    const header = { alg: 'RS256', kid: String(this.key.kid), typ: 'JWT' };
    const key = await importJWK(this.key, 'RS256');
    return new CompactSign(new TextEncoder().encode(payload)).setProtectedHeader(header).sign(key);
  }

  unsigned(claims: JWTPayload): string {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
  }
}
