/** The Gmail add-on as the stand-in for Google knows it. Invented; it opens nothing outside the demo. */
export const DEMO_ADDON = {
  clientId: 'duethread-demo.apps.googleusercontent.com',
  serviceAccount: 'service-100000000001@gcp-sa-gsuiteaddons.iam.gserviceaccount.com',
} as const;

/** The variables that lead to stand-ins. They are accepted beside `DEMO=on` and refused otherwise. */
export const DEMO_ONLY = ['GOOGLE_JWKS_URL', 'GMAIL_API_ROOT_URL'] as const;

/** The settings that follow from where the demo's processes are; a variable that is set wins over these. */
export function demoEnvironment(demoUrl: string, port: string): Readonly<Record<string, string>> {
  return {
    GMAIL_ADDON_ENDPOINT: `http://localhost:${port}`,
    GMAIL_ADDON_SERVICE_ACCOUNT: DEMO_ADDON.serviceAccount,
    GOOGLE_ADDON_CLIENT_ID: DEMO_ADDON.clientId,
    GOOGLE_JWKS_URL: `${demoUrl}/google/certs`,
    GMAIL_API_ROOT_URL: `${demoUrl}/`,
    LOG_LEVEL: 'warn',
  };
}
