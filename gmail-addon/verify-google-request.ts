import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';

/** A person as Google vouches for them. */
export interface GoogleUser {
  readonly subject: string;
  readonly email: string;
  /** The very token, to be traded for a session. It lives inside the request. */
  readonly idToken: string;
}

/** The call does not come from Google, or not for a user of ours. The caller is not told why; `reason` is for the log and holds nothing of a token. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';

  constructor(readonly reason: string) {
    super('The call was refused.');
  }
}

/** Google's keys could not be had: nobody can be told apart for now. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

export interface VerifierSettings {
  readonly keys: string;
  readonly serviceAccount: string;
  readonly clientId: string;
  readonly now: () => Date;
}

const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];
const TOLERANCE_SECONDS = 60;
/** Google's tokens live an hour. */
const LONGEST_LIFE_SECONDS = 86_400;
const LONGEST_TOKEN = 16_384;

/** Tells Google's calls from everybody else's: the system token proves Google, the user's token proves the user, and neither stands in for the other. */
export class GoogleVerifier {
  private readonly keys: JWTVerifyGetKey;

  /** Throws RangeError where a setting is empty: an empty audience would accept a token that was meant for anybody. */
  constructor(private readonly settings: VerifierSettings) {
    for (const name of ['keys', 'serviceAccount', 'clientId'] as const) {
      if (settings[name].trim() === '') throw new RangeError(`The verifier needs ${name}.`);
    }
    this.keys = createRemoteJWKSet(new URL(settings.keys), { timeoutDuration: 3_000, cooldownDuration: 5_000 });
  }

  /** Holds the system token against the exact address that was called. Throws CallRefused and KeysUnavailable. */
  async requireGoogle(token: string | undefined, audience: string): Promise<void> {
    const { email, email_verified: isVerified } = await this.check('system', token, audience);
    if (email !== this.settings.serviceAccount) throw new CallRefused('system: service account');
    if (isVerified !== true) throw new CallRefused('system: e-mail not verified');
  }

  /** Throws CallRefused and KeysUnavailable. */
  async userOf(token: string | undefined): Promise<GoogleUser> {
    const { sub, email, email_verified: isVerified } = await this.check('user', token, this.settings.clientId);
    if (typeof sub !== 'string' || sub === '') throw new CallRefused('user: sub');
    if (typeof email !== 'string' || isVerified !== true) throw new CallRefused('user: e-mail not verified');
    return { subject: sub, email: email.toLowerCase(), idToken: token ?? '' };
  }

  private async check(which: string, token: string | undefined, audience: string): Promise<JWTPayload> {
    if (token === undefined || token === '' || token.length > LONGEST_TOKEN) throw new CallRefused(`${which}: missing`);
    if (audience === '') throw new CallRefused(`${which}: no audience`);
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        algorithms: ['RS256'],
        issuer: ISSUERS,
        audience,
        requiredClaims: ['exp', 'iat', 'email'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: this.settings.now(),
      });
      // An audience of several would be meant for others as well.
      if (typeof payload.aud !== 'string') throw new CallRefused(`${which}: audiences`);
      this.requireAge(which, payload);
      return payload;
    } catch (error) {
      throw refusalOf(which, error);
    }
  }

  /** A token that is made tomorrow, or holds for weeks, is none of Google's. */
  private requireAge(which: string, { iat = Number.NaN, exp = Number.NaN }: JWTPayload): void {
    const now = this.settings.now().getTime() / 1000;
    if (!(iat <= now + TOLERANCE_SECONDS)) throw new CallRefused(`${which}: iat in the future`);
    if (!(exp - iat <= LONGEST_LIFE_SECONDS)) throw new CallRefused(`${which}: lives too long`);
  }
}

function refusalOf(which: string, error: unknown): Error {
  if (error instanceof CallRefused) return error;
  const isAboutToken =
    error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC';
  if (!isAboutToken) return new KeysUnavailable('The keys of Google cannot be read.', { cause: error });
  const claim = error instanceof errors.JWTClaimValidationFailed ? ` ${error.claim}` : '';
  return new CallRefused(`${which}: ${error.code}${claim}`);
}
