import { gmailDeployment } from '#shared/api/gmail-deployment.ts';
import { DEMO_USERS } from '../company/people.ts';
import type { DemoPart } from '../demo-part.ts';
import { keptSigningKey } from '../sign-in/signing-key.ts';
import { AddonHost } from './addon-host.ts';
import { DraftWindow } from './draft-window.ts';
import { GMAIL_PATHS, gmailApi } from './gmail-api.ts';
import { GmailDrafts } from './gmail-drafts.ts';
import { GoogleTokens } from './google-tokens.ts';
import { hostApi } from './host-api.ts';

/** The stand-in for Google: its key set, Gmail's API, and the host that calls the add-on and keeps its cards. */
export const googlePart: DemoPart = async (app, { config, clock, mail }) => {
  const { store, postOffice } = mail;
  const tokens = new GoogleTokens(await keptSigningKey(config.server.dataDir, 'demo-google'), clock);
  const drafts = new GmailDrafts();
  const { gmailAddonUrl: addonUrl } = config;
  const { common } = gmailDeployment({ baseUrl: config.server.http.baseUrl, addonUrl }).addOns;
  const { openLinkUrlPrefixes: linkPrefixes = [] } = common;
  const people = DEMO_USERS.filter(({ mailClient }) => mailClient === 'gmail');
  app.get('/google/certs', (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').json(tokens.keySet());
  });
  app.use(GMAIL_PATHS, gmailApi({ store, postOffice, tokens, clock, drafts }));
  app.use(
    '/demo/api/google',
    hostApi(
      new AddonHost({ addonUrl, tokens, store, people, drafts, linkPrefixes }),
      new DraftWindow({ drafts, clock, store, postOffice }),
    ),
  );
};
