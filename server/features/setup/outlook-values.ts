import type { PasteGroup, PasteValue } from '#shared/api/setup.ts';
import type { Directory } from '../../identity/tenant-repository.ts';
import { paneScope } from './outlook-manifest.ts';
import type { SetupSettings } from './setup-settings.ts';

/** What to type into the three registrations of Entra, in their order. */
export function entraRegistration(settings: SetupSettings): PasteGroup[] {
  const { baseUrl, entra, signIn } = settings;
  const host = URL.canParse(baseUrl) ? new URL(baseUrl).host : '';
  const scope = paneScope(settings);
  return [
    {
      heading: 'The API (Duethread API)',
      values: [
        value('Application ID URI', `api://${entra.apiClientId ?? '<application (client) id>'}`),
        value('Scope', 'access_as_user', 'Who can consent: Admins and users'),
        value('requestedAccessTokenVersion', '2', 'In its manifest; a token of version 1 is refused'),
        value(
          'Client application to pre-authorise',
          entra.paneClientId ?? '<the pane’s client id>',
          'With the scope ticked',
        ),
      ],
    },
    {
      heading: 'The pane (Duethread for Outlook)',
      values: [
        value('Redirect URI, the first', `${baseUrl}/addin/sign-in.html`, 'Single-page application'),
        ...(entra.isNested
          ? [
              value(
                'Redirect URI, the second',
                `brk-multihub://${host}`,
                'In the same list; Outlook’s own sign-in needs it',
              ),
            ]
          : []),
        value(
          'API permission, delegated',
          scope ?? 'api://<application (client) id>/access_as_user',
          'Remove User.Read',
        ),
      ],
    },
    {
      heading: 'The pages (Duethread pages)',
      values: [
        value('Redirect URI', `${baseUrl}/sign-in/callback/entra`, 'Web, with a client secret'),
        ...(signIn.entra.pagesClientId === null ? [] : [value('Client id, as set here', signIn.entra.pagesClientId)]),
      ],
    },
    {
      heading: 'The server’s environment',
      values: [
        value('ENTRA_API_CLIENT_ID', entra.apiClientId ?? '<the API’s client id>', isSet(entra.apiClientId)),
        value('ENTRA_PANE_CLIENT_ID', entra.paneClientId ?? '<the pane’s client id>', isSet(entra.paneClientId)),
        value(
          'ENTRA_WEB_CLIENT_ID',
          signIn.entra.pagesClientId ?? '<the pages’ client id>',
          isSet(signIn.entra.pagesClientId),
        ),
      ],
    },
  ];
}

/** Where a Global Administrator consents for everybody, one link a directory; empty while something for it is missing. */
export function consentLinks(settings: SetupSettings, directories: readonly Directory[]) {
  const { baseUrl, entra, signIn } = settings;
  const scope = paneScope(settings);
  if (scope === null || entra.paneClientId === null) return [];
  const query = new URLSearchParams({
    client_id: entra.paneClientId,
    scope,
    redirect_uri: `${baseUrl}/addin/sign-in.html`,
  });
  const { origin } = new URL(signIn.entra.discovery);
  return directories
    .filter(({ kind }) => kind === 'entra')
    .map(({ id }) => ({ directory: id, href: `${origin}/${encodeURIComponent(id)}/v2.0/adminconsent?${query}` }));
}

function isSet(given: string | null): string {
  return given === null ? 'Not set on this server yet' : 'Set on this server';
}

function value(label: string, text: string, note: string | null = null): PasteValue {
  return { label, value: text, note };
}
