import { createHash } from 'node:crypto';
import type { JWK } from 'jose';
import { type Configuration, interactionPolicy, type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { DEMO_CLIENTS } from '../../server/config-demo.ts';
import { SignInStore } from './sign-in-store.ts';

/** Somebody who can sign in. */
export interface DirectoryUser {
  readonly email: string;
  readonly name: string;
}

export interface EntraSettings {
  readonly issuer: string;
  /** Where Duethread is, without a trailing slash. */
  readonly baseUrl: string;
  /** The directory's id. */
  readonly tenantId: string;
  readonly users: readonly DirectoryUser[];
  readonly pagesSecret: string;
  readonly cookieSecret: string;
  readonly key: JWK;
}

const API = `api://${DEMO_CLIENTS.api}`;
/** The one scope of our API. */
export const API_SCOPE = `${API}/access_as_user`;
const HOUR_SECONDS = 3_600;

/**
 * An OpenID provider that plays one directory of Microsoft Entra: access tokens for our API as signed JWTs of version 2.0, asked for by scope as at
 * Entra or by `resource`; a public client with PKCE for the pane, a confidential one for the pages.
 */
export function entraProvider(settings: EntraSettings): Provider {
  const provider = new Provider(settings.issuer, {
    ...clientsOf(settings),
    ...claimsOf(settings),
    adapter: new SignInStore().part,
    jwks: { keys: [settings.key] },
    cookies: { keys: [settings.cookieSecret] },
    pkce: { required: () => true },
    ttl: {
      AccessToken: HOUR_SECONDS,
      IdToken: HOUR_SECONDS,
      Grant: HOUR_SECONDS,
      Session: HOUR_SECONDS,
      Interaction: HOUR_SECONDS,
    },
    interactions: {
      policy: policyWithAccountChoice(),
      url: (_ctx, { uid }) => `${settings.issuer}/interaction/${uid}`,
    },
    loadExistingGrant: grantWithoutAsking,
    renderError: (ctx, { error, error_description }) => {
      ctx.type = 'text';
      ctx.body = `${error}: ${error_description ?? ''}\n`;
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx) => (asksForApi(ctx) ? API : []),
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: API_SCOPE,
          audience: DEMO_CLIENTS.api,
          accessTokenFormat: 'jwt',
          accessTokenTTL: HOUR_SECONDS,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  return provider;
}

function clientsOf({ baseUrl, pagesSecret }: EntraSettings): Pick<Configuration, 'clients' | 'clientBasedCORS'> {
  return {
    clients: [
      {
        client_id: DEMO_CLIENTS.pane,
        token_endpoint_auth_method: 'none',
        redirect_uris: [`${baseUrl}/addin/sign-in.html`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
      {
        client_id: DEMO_CLIENTS.pages,
        client_secret: pagesSecret,
        // What openid-client does where it is told nothing else, and what Entra takes.
        token_endpoint_auth_method: 'client_secret_post',
        redirect_uris: [`${baseUrl}/sign-in/callback/entra`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    clientBasedCORS: (_ctx, origin) => origin === baseUrl,
  };
}

function claimsOf(
  settings: EntraSettings,
): Pick<Configuration, 'claims' | 'conformIdTokenClaims' | 'findAccount' | 'formats'> {
  return {
    claims: { openid: ['sub', 'oid', 'tid', 'ver'], profile: ['name', 'preferred_username'], email: ['email'] },
    conformIdTokenClaims: false,
    findAccount: (_ctx, oid) => {
      const user = settings.users.find(({ email }) => objectId(email) === oid);
      return user && { accountId: oid, claims: () => ({ sub: oid, ...personClaims(settings, user) }) };
    },
    formats: {
      customizers: {
        jwt: (_ctx, token, parts) => {
          const { scope: _, client_id, iat, ...payload } = parts.payload;
          const user = settings.users.find(({ email }) => objectId(email) === payload.sub);
          const person = user === undefined ? {} : personClaims(settings, user);
          parts.header = { ...parts.header, typ: 'JWT' };
          parts.payload = { ...payload, ...person, iat, nbf: iat, azp: client_id, scp: scopesOf(token.scope) };
        },
      },
    },
  };
}

/** What a token says of a person. */
export function personClaims({ tenantId }: EntraSettings, { email, name }: DirectoryUser) {
  return { oid: objectId(email), tid: tenantId, ver: '2.0', name, email, preferred_username: email };
}

/** Entra names in `scp` what comes after the API's address. */
function scopesOf(scope: string | undefined): string {
  const scopes = (scope ?? '').split(' ').filter((each) => each.startsWith(`${API}/`));
  return scopes.map((each) => each.slice(API.length + 1)).join(' ');
}

function asksForApi({ oidc }: KoaContextWithOIDC): boolean {
  return String(oidc.params?.scope ?? '')
    .split(' ')
    .includes(API_SCOPE);
}

/** The directory's lasting id of a person, the same at every start. */
export function objectId(email: string): string {
  const hex = createHash('sha256').update(`entra ${email}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Entra knows `prompt=select_account`; the standard policy does not. */
function policyWithAccountChoice(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  const check = new interactionPolicy.Check('account_choice', 'The person has to say who they are', ({ oidc }) =>
    oidc.promptPending('select_account'),
  );
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }, check), 0);
  return policy;
}

/** The admin of the directory has consented for everybody, so that nobody is asked. */
async function grantWithoutAsking({ oidc }: KoaContextWithOIDC) {
  const { client, account, provider, params } = oidc;
  if (client === undefined || account === undefined) return undefined;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope('openid profile email');
  if (params?.resource !== undefined) grant.addResourceScope(API, API_SCOPE);
  await grant.save();
  return grant;
}
