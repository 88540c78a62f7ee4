import { gmailDeployment, problemsWithDeployment } from '#shared/api/gmail-deployment.ts';
import { EXPLAINED_SCOPES } from '#shared/api/gmail-scopes.ts';
import type { PasteGroup } from '#shared/api/setup.ts';
import type { SetupSettings } from './setup-settings.ts';
import type { SetupTryRepository } from './setup-try-repository.ts';

export interface GmailSetupSources {
  readonly tries: SetupTryRepository;
  readonly settings: SetupSettings;
}

/** What an admin of Google Workspace needs to deploy the Gmail add-on. */
export class GmailSetupService {
  constructor(private readonly sources: GmailSetupSources) {}

  async read() {
    const { tries, settings } = this.sources;
    const { baseUrl, gmail } = settings;
    const deployment = gmail.endpoint === null ? null : gmailDeployment({ baseUrl, addonUrl: gmail.endpoint });
    return {
      deployment:
        deployment === null
          ? null
          : { json: `${JSON.stringify(deployment, null, 2)}\n`, problems: problemsWithDeployment(deployment) },
      whyNoDeployment:
        deployment === null ? 'GMAIL_ADDON_ENDPOINT is not set on the server: where Google reaches the add-on.' : null,
      scopes: EXPLAINED_SCOPES.map(({ scope, class: kind, reason }) => ({ scope, class: kind, reason })),
      ids: idsOf(settings),
      lastTry: await tries.find('gmail'),
    };
  }
}

function idsOf({ baseUrl, gmail, signIn }: SetupSettings): PasteGroup[] {
  const fromGoogle = 'gcloud workspace-add-ons get-authorization says it';
  return [
    {
      heading: 'From Google, into the server’s environment',
      values: [
        {
          label: 'GOOGLE_ADDON_CLIENT_ID',
          value: gmail.clientId ?? '<oauthClientId>',
          note: noteOf(gmail.clientId, fromGoogle),
        },
        {
          label: 'GMAIL_ADDON_SERVICE_ACCOUNT',
          value: gmail.serviceAccount ?? '<serviceAccountEmail>',
          note: noteOf(gmail.serviceAccount, fromGoogle),
        },
        {
          label: 'GMAIL_ADDON_ENDPOINT',
          value: gmail.endpoint ?? 'https://<where Google reaches the add-on>',
          note: noteOf(gmail.endpoint, 'An https address that Google reaches'),
        },
      ],
    },
    {
      heading: 'Into Google: the OAuth client of the pages',
      values: [
        { label: 'Authorised redirect URI', value: `${baseUrl}/sign-in/callback/google`, note: 'Web application' },
        ...(signIn.google.pagesClientId === null
          ? []
          : [{ label: 'Client id, as set here', value: signIn.google.pagesClientId, note: null }]),
      ],
    },
  ];
}

function noteOf(given: string | null, otherwise: string): string {
  return given === null ? `Not set yet. ${otherwise}.` : 'Set on this server';
}
