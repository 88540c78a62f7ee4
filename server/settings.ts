import { fileURLToPath } from 'node:url';
import type { AppSettings } from './app.ts';
import type { Config, PagesClient } from './config.ts';
import type { SetupSettings } from './features/setup/setup-settings.ts';
import type { DirectorySettings } from './identity/directory-tokens.ts';
import type { PageProviderSettings } from './identity/page-provider.ts';
import { derivedSecret } from './secrets.ts';
import type { ServiceSettings } from './services.ts';

/** What the services need of the configuration. */
export function serviceSettings(config: Config): ServiceSettings {
  const { sessionSecret, http, mail } = config;
  const { baseUrl } = http;
  return { sessionSecret, baseUrl, directories: directorySettings(config), mail, setup: setupSettings(config) };
}

/** What the HTTP side needs of the configuration. */
export function appSettings(config: Config): AppSettings {
  const { entra, http, outlook } = config;
  return {
    checkAnswers: !config.production,
    baseUrl: http.baseUrl,
    trustProxy: http.trustProxy,
    metricsToken: http.metricsToken,
    cookieSecret: derivedSecret(config.sessionSecret, 'cookies of the pages'),
    limits: config.limits,
    providers: providersOf(config),
    pane: {
      issuer: entra.discovery,
      clientId: entra.paneClientId,
      scope: entra.apiClientId === null ? null : `api://${entra.apiClientId}/access_as_user`,
      authority: entra.nestedAuthority,
      officeJs: outlook.officeJsUrl,
    },
    frameAncestors: outlook.frameAncestors,
    builtPages: fileURLToPath(new URL('../dist', import.meta.url)),
  };
}

function setupSettings({ http, entra, google, outlook }: Config): SetupSettings {
  const { apiClientId, paneClientId, nestedAuthority } = entra;
  const { addonEndpoint: endpoint, addonServiceAccount: serviceAccount, addonClientId } = google;
  const addresses = ({ discovery, keys, pages }: typeof entra | typeof google) => {
    return { discovery, keys, pagesClientId: pages?.clientId ?? null };
  };
  return {
    baseUrl: http.baseUrl,
    signIn: { entra: addresses(entra), google: addresses(google) },
    entra: { apiClientId, paneClientId, isNested: nestedAuthority !== null },
    gmail: { endpoint, serviceAccount, clientId: addonClientId },
    frameAncestors: outlook.frameAncestors,
  };
}

function directorySettings({ entra, google }: Config): DirectorySettings {
  return {
    entra: {
      issuer: entra.issuer,
      keys: entra.keys,
      apiClientId: entra.apiClientId,
      paneClientId: entra.paneClientId,
      pagesClientId: entra.pages?.clientId ?? null,
    },
    google: {
      issuers: ['https://accounts.google.com', 'accounts.google.com'],
      keys: google.keys,
      addonClientId: google.addonClientId,
      pagesClientId: google.pages?.clientId ?? null,
    },
  };
}

function providersOf({ entra, google }: Config): PageProviderSettings[] {
  return [
    ...providerOf('entra', entra, { prompt: 'select_account' }),
    // Without it Google offers private accounts as well, which belong to no company.
    ...providerOf('google', google, { prompt: 'select_account', hd: '*' }),
  ];
}

function providerOf(
  kind: PageProviderSettings['kind'],
  { pages, discovery }: { pages: PagesClient | null; discovery: string },
  parameters: PageProviderSettings['parameters'],
): PageProviderSettings[] {
  return pages === null ? [] : [{ kind, discovery, ...pages, parameters }];
}
