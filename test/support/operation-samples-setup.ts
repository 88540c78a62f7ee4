/** Requests about the company and its set-up. */
export const SETUP_SAMPLES = {
  readCompany: () => ({}),
  changeCompany: () => ({ body: { zone: 'Europe/Madrid', ownDomains: ['brightwater.example', 'brightwater.test'] } }),
  readSetup: () => ({}),
  trySetupStep: () => ({ params: { step: 'company' } }),
  readOutlookSetup: () => ({}),
  takeManifest: () => ({}),
  readGmailSetup: () => ({}),
};
