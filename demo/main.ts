import express from 'express';
import { listen } from '../server/http/listen.ts';
import { openStore } from '../server/mongo/open-store.ts';
import { systemClock } from '../server/ports.ts';
import { runServer, say } from '../server/process.ts';
import { createServices } from '../server/services.ts';
import { serviceSettings } from '../server/settings.ts';
import { loadCompany } from './company/load-company.ts';
import { DEMO_USERS } from './company/people.ts';
import { readDemoConfig } from './config.ts';
import type { DemoPart } from './demo-part.ts';
import { googlePart } from './google/google-part.ts';
import { mailPart } from './mail/mail-part.ts';
import { MailStore } from './mail/mail-store.ts';
import { fileMeetings } from './mail/meetings.ts';
import { SmtpPostOffice } from './mail/smtp-post-office.ts';
import { outlookPart } from './outlook/outlook-part.ts';
import { pagesPart } from './pages-part.ts';
import { signInPart } from './sign-in/sign-in-part.ts';
import { welcome } from './welcome.ts';

/** The parts of the demo, in the order in which they are made ready. */
const PARTS: readonly DemoPart[] = [signInPart, mailPart, outlookPart, googlePart, pagesPart];

await runServer(async (shutdown) => {
  const config = readDemoConfig();
  await openStore(config.server, () => {}, shutdown);
  const services = createServices(serviceSettings(config.server), systemClock);
  const company = await loadCompany(services, say);
  const store = new MailStore(mailboxOwners(), company.threads);
  fileMeetings(store, DEMO_USERS);
  const postOffice = await SmtpPostOffice.open(store);
  shutdown.add(() => postOffice.close());
  const app = express();
  app.disable('x-powered-by');
  const context = { config, services, clock: systemClock, company, mail: { store, postOffice }, say, shutdown };
  for (const part of PARTS) await part(app, context);
  await listen(app, { host: config.server.http.host, port: config.port }, shutdown);
  // Streams of news stay open for ever; they are ended first, or the server would wait for them.
  shutdown.add(async () => store.close());
  welcome(config, company, say);
  process.send?.({ ready: true });
});

function mailboxOwners(): string[] {
  return DEMO_USERS.filter(({ mailClient }) => mailClient !== null).map(({ email }) => email);
}
