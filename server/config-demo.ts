import { derivedSecret } from './secrets.ts';

/** The application ids under which the demo's sign-in knows our clients. Invented; they open nothing outside the demo. */
export const DEMO_CLIENTS = {
  api: '5b1f7a52-0d0e-4c55-9a63-0d3c6f1a0001',
  pane: '5b1f7a52-0d0e-4c55-9a63-0d3c6f1a0002',
  pages: '5b1f7a52-0d0e-4c55-9a63-0d3c6f1a0003',
  gmailAddon: 'duethread-demo.apps.googleusercontent.com',
  gmailServiceAccount: 'service-100000000001@gcp-sa-gsuiteaddons.iam.gserviceaccount.com',
} as const;

/** The variables that lead to stand-ins. They are accepted beside `DEMO=on` and refused otherwise. */
export const DEMO_ONLY = ['DEMO_URL', 'OFFICE_JS_URL', 'ENTRA_ISSUER', 'ENTRA_JWKS_URL', 'GOOGLE_JWKS_URL'] as const;

/** The settings that follow from where the demo's processes are; a variable that is set wins over these. */
export function demoEnvironment(demoUrl: string, addonPort: string | undefined): Readonly<Record<string, string>> {
  return {
    ENTRA_API_CLIENT_ID: DEMO_CLIENTS.api,
    ENTRA_PANE_CLIENT_ID: DEMO_CLIENTS.pane,
    ENTRA_WEB_CLIENT_ID: DEMO_CLIENTS.pages,
    ENTRA_AUTHORITY: `${demoUrl}/entra`,
    ENTRA_ISSUER: `${demoUrl}/entra`,
    ENTRA_JWKS_URL: `${demoUrl}/entra/jwks`,
    GOOGLE_ADDON_CLIENT_ID: DEMO_CLIENTS.gmailAddon,
    GOOGLE_JWKS_URL: `${demoUrl}/google/certs`,
    GMAIL_ADDON_SERVICE_ACCOUNT: DEMO_CLIENTS.gmailServiceAccount,
    ...(addonPort === undefined ? {} : { GMAIL_ADDON_ENDPOINT: `http://localhost:${addonPort}` }),
    OFFICE_JS_URL: `${demoUrl}/office/office.js`,
    LOG_LEVEL: 'warn',
  };
}

/** What the pages' client proves itself with to the demo's sign-in; both processes make it from the installation's own secret. */
export function demoPagesSecret(sessionSecret: string): string {
  return derivedSecret(sessionSecret, 'demo sign-in of the pages');
}
