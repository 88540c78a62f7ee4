import * as openid from 'openid-client';
import type { PaneConfig } from '#shared/api/pane-config.ts';

/** The server's word on the sign-in, where one is set up. */
export type SignInConfig = Pick<PaneConfig, 'issuer'> & { readonly clientId: string; readonly scope: string };

/** What has to be known again when the browser comes back from the authority. */
export interface Begun {
  readonly verifier: string;
  readonly state: string;
}

export interface Granted {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** The address to send the person to, by the code flow with PKCE. */
export async function beginSignIn(config: SignInConfig, redirectUri: string): Promise<Begun & { readonly url: URL }> {
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const url = openid.buildAuthorizationUrl(await discovered(config), {
    redirect_uri: redirectUri,
    scope: config.scope,
    state,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { url, verifier, state };
}

/** Trades the code in the address for an access token. Rejects with what the authority said. */
export async function finishSignIn(config: SignInConfig, address: URL, { verifier, state }: Begun): Promise<Granted> {
  const tokens = await openid.authorizationCodeGrant(await discovered(config), address, {
    pkceCodeVerifier: verifier,
    expectedState: state,
  });
  return { token: tokens.access_token, expiresIn: tokens.expiresIn() ?? 0 };
}

/** What the authority said of a sign-in that failed; else what the library says. */
export function saidOf(error: unknown): string {
  if (error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError) {
    return error.error_description ?? error.error;
  }
  return error instanceof Error ? error.message : String(error);
}

function discovered({ issuer, clientId }: SignInConfig): Promise<openid.Configuration> {
  const address = new URL(issuer);
  // Only the demo's authority on this very machine speaks plain HTTP.
  const isLocal = address.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname);
  const options = isLocal ? { execute: [openid.allowInsecureRequests] } : {};
  return openid.discovery(address, clientId, undefined, openid.None(), options);
}
