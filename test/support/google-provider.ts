import type { JWK } from 'jose';
import { type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { SignInStore } from '../../demo/sign-in/sign-in-store.ts';

/** An account of Google as its ID tokens tell of it. */
export interface GoogleAccount {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
  /** The Workspace domain; a private account has none. */
  readonly hd?: string;
}

export interface GoogleSettings {
  readonly issuer: string;
  readonly redirectUri: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly key: JWK;
  /** Who is signed in at Google; they are asked nothing. */
  readonly person: () => GoogleAccount;
}

const HOUR = 3_600;

export const OTHER_GOOGLE_CLIENT = 'another.apps.googleusercontent.com';

/** A real OpenID provider that plays Google: code flow, RS256, claims `hd` and `email_verified`. */
export function googleProvider(settings: GoogleSettings): Provider {
  const { issuer, person } = settings;
  const account = () => person();
  const provider = new Provider(issuer, {
    clients: clientsOf(settings),
    claims: { openid: ['sub', 'hd'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...account() }) }),
    adapter: new SignInStore().part,
    jwks: { keys: [settings.key] },
    cookies: { keys: ['cookies of the stand-in for Google'] },
    pkce: { required: () => true },
    ttl: { AccessToken: HOUR, IdToken: HOUR, Grant: HOUR, Session: HOUR, Interaction: HOUR },
    interactions: { policy: interactionPolicy.base(), url: (_ctx, { uid }) => `${issuer}/interaction/${uid}` },
    loadExistingGrant: grantWithoutAsking,
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    extraParams: ['hd'],
    renderError: (ctx, { error, error_description }) => {
      ctx.type = 'text';
      ctx.body = `${error}: ${error_description ?? ''}\n`;
    },
  });
  return provider;
}

function clientsOf({ clientId, clientSecret, redirectUri }: GoogleSettings): Configuration['clients'] {
  const common = {
    client_secret: clientSecret,
    token_endpoint_auth_method: 'client_secret_post' as const,
    redirect_uris: [redirectUri],
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
  };
  return [
    { ...common, client_id: clientId },
    { ...common, client_id: OTHER_GOOGLE_CLIENT, client_secret: `${clientSecret}, of another` },
  ];
}

async function grantWithoutAsking({ oidc }: KoaContextWithOIDC) {
  const { client, account, provider } = oidc;
  if (client === undefined || account === undefined) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile email');
  await grant.save();
  return grant;
}
