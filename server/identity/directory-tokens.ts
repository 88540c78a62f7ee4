import { decodeJwt, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyResult, jwtVerify } from 'jose';
import { DomainError } from '../errors.ts';
import type { Clock } from '../ports.ts';
import { KeySets } from './key-sets.ts';
import type { Directory, Tenant, TenantRepository } from './tenant-repository.ts';
import type { Identity } from './user-repository.ts';

/** Whose tokens are accepted, and for which of our clients they have to be meant. */
export interface DirectorySettings {
  readonly entra: {
    /** `{tid}` stands for the directory's id in the issuer and in the address of its keys. */
    readonly issuer: string;
    readonly keys: string;
    /** Null where that way of signing in is not set up; then no token passes. */
    readonly apiClientId: string | null;
    readonly paneClientId: string | null;
    readonly pagesClientId: string | null;
  };
  readonly google: {
    /** The forms in which its tokens write their issuer; the first is the one that is kept. */
    readonly issuers: readonly [string, ...string[]];
    readonly keys: string;
    readonly addonClientId: string | null;
    readonly pagesClientId: string | null;
  };
}

/** A person as their own directory vouches for them. */
export interface VerifiedPerson {
  readonly tenant: Tenant;
  readonly identity: Identity;
  /** In lower case; they find an invitation, and never a user who has signed in before. None for a guest of the directory whose address nobody vouches for. */
  readonly emails: readonly string[];
  /** As the directory writes it; null where it says none. */
  readonly name: string | null;
  /** The object ids of Entra's groups that the token names; Google names none. */
  readonly groups: readonly string[];
}

/** `api`: what a pane or the Gmail add-on trades in. `pages`: what the pages' own sign-in brought back. */
export type TokenUse = 'api' | 'pages';

const SCOPE = 'access_as_user';
const TOLERANCE_SECONDS = 60;
const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

interface Expected {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string | string[];
  readonly audience: string | null;
  readonly claims: string[];
}

/** Checks the tokens of Microsoft Entra and Google: the one place where a stranger's token is believed. */
export class DirectoryTokens {
  private readonly keySets = new KeySets();

  constructor(
    private readonly settings: DirectorySettings,
    private readonly tenants: Pick<TenantRepository, 'findByDirectory'>,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `token_refused`, whatever is wrong, with the reason as its cause; `sign_in_unavailable` without the keys. */
  async verify(kind: Directory['kind'], token: string, use: TokenUse): Promise<VerifiedPerson> {
    try {
      return kind === 'entra' ? await this.verifyEntra(token, use) : await this.verifyGoogle(token, use);
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw refused(error);
    }
  }

  private async verifyEntra(token: string, use: TokenUse): Promise<VerifiedPerson> {
    const { entra } = this.settings;
    const tid = text(decodeJwt(token), 'tid');
    if (!GUID.test(tid)) throw new Error('tid is not a directory id');
    // Before its keys are fetched, so that a stranger cannot make us fetch from an address of their choice.
    const tenant = await this.tenantOf({ kind: 'entra', id: tid });
    const issuer = entra.issuer.replace('{tid}', tid);
    const keys = entra.keys.replace('{tid}', tid);
    const audience = use === 'api' ? entra.apiClientId : entra.pagesClientId;
    const claims = ['tid', 'oid', 'ver', ...(use === 'api' ? ['scp', 'nbf'] : [])];
    const verified = await this.check(token, { keys: this.keySets.keysAt(keys), issuer, audience, claims });
    const { payload, protectedHeader } = verified;
    requireKeyOf(issuer, tid, this.keySets.issuerOfKey(keys, protectedHeader.kid));
    if (payload.ver !== '2.0') throw new Error('ver is not 2.0');
    if (use === 'api') requirePaneToken(payload, entra.paneClientId);
    const emails = entraAddresses(payload, tid);
    const identity = { issuer, subject: `${tid}:${text(payload, 'oid')}` };
    const said = { name: nameIn(payload), groups: groupsIn(payload) };
    return { tenant, identity, emails: [...new Set(emails.map((email) => email.toLowerCase()))], ...said };
  }

  private async verifyGoogle(token: string, use: TokenUse): Promise<VerifiedPerson> {
    const { google } = this.settings;
    const audience = use === 'api' ? google.addonClientId : google.pagesClientId;
    const { payload } = await this.check(token, {
      keys: this.keySets.keysAt(google.keys),
      issuer: [...google.issuers],
      audience,
      claims: ['sub', 'hd', 'email', 'email_verified'],
    });
    if (payload.email_verified !== true) throw new Error('email is not verified');
    const tenant = await this.tenantOf({ kind: 'google', id: text(payload, 'hd').toLowerCase() });
    const identity = { issuer: google.issuers[0], subject: text(payload, 'sub') };
    return { tenant, identity, emails: [text(payload, 'email').toLowerCase()], name: nameIn(payload), groups: [] };
  }

  private async check(token: string, { keys, issuer, audience, claims }: Expected): Promise<JWTVerifyResult> {
    // An empty audience would accept a token that was meant for anybody.
    if (audience === null || audience === '') throw new Error('this way of signing in is not set up');
    const now = this.clock.now();
    const verified = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer,
      audience,
      requiredClaims: ['exp', 'iat', ...claims],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: now,
    });
    requirePlain(verified, Math.floor(now.getTime() / 1000));
    return verified;
  }

  private async tenantOf(directory: Directory): Promise<Tenant> {
    const tenant = await this.tenants.findByDirectory(directory);
    if (tenant === null) throw new Error(`the ${directory.kind} directory belongs to no company here`);
    return tenant;
  }
}

/** What the standard leaves open and neither of the two ever does: several audiences, a key without a name, a token of the time to come. */
function requirePlain({ payload, protectedHeader }: JWTVerifyResult, now: number): void {
  if (typeof protectedHeader.kid !== 'string' || protectedHeader.kid === '') throw new Error('kid is missing');
  if (typeof payload.aud !== 'string') throw new Error('aud is a list');
  if (payload.iat === undefined || payload.iat > now + TOLERANCE_SECONDS) throw new Error('iat is to come');
}

/** Entra says of each key whose tokens it signs; a key of all directories says so with a template. */
function requireKeyOf(issuer: string, tid: string, keyIssuer: unknown): void {
  if (keyIssuer === undefined) return;
  if (String(keyIssuer).replace('{tenantid}', tid) !== issuer) throw new Error('the key signs for another issuer');
}

function requirePaneToken(payload: JWTPayload, paneClientId: string | null): void {
  if (payload.idtyp === 'app') throw new Error('idtyp is app: no person stands behind it');
  if (!text(payload, 'scp').split(' ').includes(SCOPE)) throw new Error(`scp lacks ${SCOPE}`);
  if (paneClientId !== null && payload.azp !== paneClientId) throw new Error('azp is not the pane');
}

/**
 * The addresses that a person of the directory has in it. Those of a guest are what their own directory, which is anybody's, says of them: they would let a guest in under
 * the address of somebody else. Of them only the e-mail counts, and only where Entra says that its domain is its owner's.
 */
function entraAddresses(payload: JWTPayload, tid: string): string[] {
  const { email, preferred_username: username, xms_edov: isOfDomainOwner } = payload;
  const said = isGuest(payload, tid) ? [isTrue(isOfDomainOwner) ? email : null] : [email, username];
  return said.filter((claim) => typeof claim === 'string');
}

/** Entra names the directory that a guest comes from, and leaves it out, or names its own, for everybody else. */
function isGuest({ acct, idp }: JWTPayload, tid: string): boolean {
  return String(acct) === '1' || (typeof idp === 'string' && !idp.toLowerCase().includes(tid));
}

/** Entra writes it as a number, a text or a truth value, as the kind of token has it. */
function isTrue(claim: unknown): boolean {
  return ['true', '1'].includes(String(claim).toLowerCase());
}

function nameIn({ name }: JWTPayload): string | null {
  return typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null;
}

/** Entra leaves the claim out for a person of too many groups; then none is known. */
function groupsIn({ groups }: JWTPayload): string[] {
  const named = Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [];
  return named.map((group) => group.toLowerCase());
}

function text(payload: JWTPayload, claim: string): string {
  const value = payload[claim];
  if (typeof value !== 'string' || value === '') throw new Error(`${claim} is missing`);
  return value;
}

function refused(cause: unknown): DomainError {
  const failure = new DomainError('token_refused', 'This sign-in is not accepted; sign in again.');
  failure.cause = cause;
  return failure;
}
