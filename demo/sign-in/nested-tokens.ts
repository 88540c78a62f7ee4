import { importJWK, SignJWT } from 'jose';
import { DEMO_CLIENTS } from '../../server/config-demo.ts';
import { API_SCOPE, type DirectoryUser, type EntraSettings, personClaims } from './entra-provider.ts';

/** What Outlook hands to a pane that signs in by the sign-in that Outlook has; the names are those of the bridge of @azure/msal-browser. */
export interface NestedTokens {
  readonly token: {
    readonly access_token: string;
    readonly id_token: string;
    readonly expires_in: number;
    readonly scope: string;
  };
  readonly account: {
    readonly homeAccountId: string;
    readonly localAccountId: string;
    readonly environment: string;
    readonly tenantId: string;
    readonly username: string;
    readonly name: string;
  };
}

const HOUR_SECONDS = 3_600;

/** An access token for our API and an ID token for the pane, as Entra would give them to Outlook on the pane's behalf. */
export async function mintNestedTokens(
  settings: EntraSettings,
  user: DirectoryUser,
  issuedAt: Date,
): Promise<NestedTokens> {
  const person = personClaims(settings, user);
  const iat = Math.floor(issuedAt.getTime() / 1000);
  const key = await importJWK(settings.key, 'RS256');
  const sign = (audience: string, claims: Record<string, string>) =>
    new SignJWT({ ...person, ...claims, nbf: iat })
      .setProtectedHeader({ alg: 'RS256', kid: String(settings.key.kid), typ: 'JWT' })
      .setIssuer(settings.issuer)
      .setAudience(audience)
      .setSubject(person.oid)
      .setIssuedAt(iat)
      .setExpirationTime(iat + HOUR_SECONDS)
      .sign(key);
  return {
    token: {
      access_token: await sign(DEMO_CLIENTS.api, { azp: DEMO_CLIENTS.pane, scp: 'access_as_user' }),
      id_token: await sign(DEMO_CLIENTS.pane, {}),
      expires_in: HOUR_SECONDS,
      scope: API_SCOPE,
    },
    account: {
      homeAccountId: `${person.oid}.${person.tid}`,
      localAccountId: person.oid,
      environment: new URL(settings.issuer).host,
      tenantId: person.tid,
      username: user.email,
      name: user.name,
    },
  };
}
