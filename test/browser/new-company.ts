import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { after, before } from 'mocha';
import pino from 'pino';
import { composeThread } from '../../demo/company/threads/compose-thread.ts';
import { loadDemoConfig } from '../../demo/config.ts';
import type { DemoContext } from '../../demo/demo-part.ts';
import { mailApi } from '../../demo/mail/mail-api.ts';
import { MailStore } from '../../demo/mail/mail-store.ts';
import { SmtpPostOffice } from '../../demo/mail/smtp-post-office.ts';
import { outlookPart } from '../../demo/outlook/outlook-part.ts';
import { pagesPart } from '../../demo/pages-part.ts';
import { entraRoutes } from '../../demo/sign-in/sign-in-routes.ts';
import { newSigningKey } from '../../demo/sign-in/signing-key.ts';
import { createApp } from '../../server/app.ts';
import { demoPagesSecret } from '../../server/config-demo.ts';
import { systemClock, today } from '../../server/ports.ts';
import { createServices, type Services } from '../../server/services.ts';
import { useStore } from '../support/app.ts';
import { LocalServer } from '../support/http.ts';
import { type Ended, run } from '../support/process.ts';
import { TEST_SECRET, testSettings } from '../support/settings.ts';

export const DIRECTORY = 'b3a6c1de-0000-4000-8000-00000000d1ce';
export const PEOPLE = [
  { email: 'tomas.berg@brightwater.example', name: 'Tomas Berg', role: 'admin', mailClient: null },
  { email: 'mira.lund@brightwater.example', name: 'Mira Lund', role: 'manager', mailClient: null },
  { email: 'ana.reyes@brightwater.example', name: 'Ana Reyes', role: 'collector', mailClient: 'outlook' },
] as const;
export const COLLECTOR = PEOPLE[2];

/** A server without any company, the company's directory, and its collector's mailbox in the stand-in for Outlook: what there is before an admin begins. */
export class NewCompany {
  readonly server = new LocalServer();
  private readonly around = new LocalServer();
  private dataDir = '';
  private post: SmtpPostOffice | undefined;
  private made: Services | undefined;

  constructor(private readonly mongo: { uri(): string; databaseName: string }) {}

  async start(): Promise<void> {
    this.dataDir = await mkdtemp(join(tmpdir(), 'duethread-new-'));
    await Promise.all([this.server.start(), this.around.start()]);
    const settings = testSettings({ environment: this.environment });
    this.made = createServices(settings.services, systemClock);
    this.server.use(createApp(this.made, settings.app, pino({ level: 'silent' })));
    await this.furnish();
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.stop(), this.around.stop(), this.post?.close()]);
    await rm(this.dataDir, { recursive: true, force: true });
  }

  get demoUrl(): string {
    return this.around.url;
  }

  get services(): Services {
    if (this.made === undefined) throw new Error('The server has not been started.');
    return this.made;
  }

  /** `npm run tenant -- …` on the server's database. */
  tenant(...args: readonly string[]): Promise<Ended> {
    return run(['server/commands/tenant.ts', ...args], {
      ...this.environment,
      MONGODB_URI: this.mongo.uri(),
      MONGODB_DATABASE: this.mongo.databaseName,
      DATA_DIR: this.dataDir,
    });
  }

  private get environment(): Record<string, string> {
    return {
      DEMO: 'on',
      DEMO_URL: this.around.url,
      BASE_URL: this.server.url,
      SESSION_SECRET: TEST_SECRET,
      LOG_LEVEL: 'silent',
    };
  }

  /** Directory, mailbox and the stand-in for Outlook, at an origin of their own. */
  private async furnish(): Promise<void> {
    const { url: baseUrl } = this.server;
    const app = express();
    const key = await newSigningKey('new company');
    const secrets = { pagesSecret: demoPagesSecret(TEST_SECRET), cookieSecret: 'cookies of the stand-in' };
    const directory = { issuer: `${this.around.url}/entra`, baseUrl, tenantId: DIRECTORY, users: PEOPLE, key };
    app.use('/entra', entraRoutes({ ...directory, ...secrets }));
    const store = new MailStore([COLLECTOR.email], [firstThread()]);
    this.post = await SmtpPostOffice.open(store);
    app.use('/demo/api', mailApi({ store, postOffice: this.post, people: PEOPLE }));
    // The parts look at the addresses alone.
    const context = { config: loadDemoConfig(this.environment) } as DemoContext;
    await outlookPart(app, context);
    await pagesPart(app, context);
    this.around.use(app);
  }
}

/** For a describe that sets a company up from nothing. */
export function useNewCompany(): NewCompany {
  const company = new NewCompany(useStore());
  before(() => company.start());
  after(() => company.stop());
  return company;
}

/** What a customer of the ERP's file has written to the collector. */
function firstThread() {
  return composeThread(
    {
      id: 'first',
      mailboxes: [{ owner: COLLECTOR.email, kind: 'outlook' }],
      subject: 'Invoice 710001',
      expected: { verdict: 'found', customerNumber: '0000100200', why: 'the number in the subject' },
      mails: [
        {
          from: 'Petra Vogel <p.vogel@halden.example>',
          to: COLLECTOR.email,
          back: 1,
          at: '09:30',
          text: 'Good morning,\n\nwe are looking into invoice 710001 and come back to you.\n\nPetra Vogel',
        },
      ],
    },
    today(systemClock, 'Europe/Berlin'),
  );
}
