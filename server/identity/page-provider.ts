import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { DomainError } from '../errors.ts';
import type { Directory } from './tenant-repository.ts';

/** Where the pages send people to sign in, and as which client. */
export interface PageProviderSettings {
  readonly kind: Directory['kind'];
  /** OpenID's discovery document lies under it. */
  readonly discovery: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the provider wants beside the standard's own parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** What has to come back as it was sent, kept in the browser's session meanwhile. */
export interface SignInChecks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Signs a person in at Entra or Google for the pages: code flow with PKCE, state and nonce. */
export class PageProvider {
  private found: Promise<Configuration> | null = null;

  constructor(
    private readonly settings: PageProviderSettings,
    private readonly redirectUri: string,
  ) {}

  /** The address to send the browser to. Throws DomainError `sign_in_unavailable`. */
  async begin(): Promise<{ location: string; checks: SignInChecks }> {
    const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const location = buildAuthorizationUrl(await this.configuration(), {
      ...this.settings.parameters,
      redirect_uri: this.redirectUri,
      scope: 'openid profile email',
      state: checks.state,
      nonce: checks.nonce,
      code_challenge: await calculatePKCECodeChallenge(checks.verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, checks };
  }

  /** The ID token that the browser's return brings. Throws DomainError `token_refused` with the reason as its cause. */
  async finish(query: string, { state, nonce, verifier }: SignInChecks): Promise<string> {
    const configuration = await this.configuration();
    try {
      const answer = await authorizationCodeGrant(configuration, new URL(`${this.redirectUri}${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return String(answer.id_token);
    } catch (cause) {
      throw because('token_refused', 'The sign-in was not completed; try again.', cause);
    }
  }

  private async configuration(): Promise<Configuration> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch (cause) {
      this.found = null;
      throw because('sign_in_unavailable', 'The sign-in service cannot be reached; try again.', cause);
    }
  }

  private discover(): Promise<Configuration> {
    const { clientId, clientSecret } = this.settings;
    const address = new URL(this.settings.discovery);
    // Only the demo's sign-in is without TLS; the configuration refuses any other.
    const execute = address.protocol === 'http:' ? [allowInsecureRequests] : [];
    return discovery(address, clientId, clientSecret, undefined, { execute });
  }
}

function because(code: 'token_refused' | 'sign_in_unavailable', message: string, cause: unknown): DomainError {
  const failure = new DomainError(code, message);
  failure.cause = cause;
  return failure;
}
