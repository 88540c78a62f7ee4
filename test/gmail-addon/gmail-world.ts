import express from 'express';
import { after, before, beforeEach } from 'mocha';
import pino, { type Logger } from 'pino';
import type { DemoThread } from '../../demo/company/demo-thread.ts';
import { AddonHost } from '../../demo/google/addon-host.ts';
import { GMAIL_PATHS, gmailApi } from '../../demo/google/gmail-api.ts';
import { GmailDrafts } from '../../demo/google/gmail-drafts.ts';
import { type GooglePerson, GoogleTokens } from '../../demo/google/google-tokens.ts';
import { MailStore } from '../../demo/mail/mail-store.ts';
import { SmtpPostOffice } from '../../demo/mail/smtp-post-office.ts';
import { newSigningKey } from '../../demo/sign-in/signing-key.ts';
import { createGmailAddon } from '../../gmail-addon/app.ts';
import { DEMO_ADDON } from '../../gmail-addon/config-demo.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import { CollectionsCase } from '../server/features/dispatches/collections-case.ts';
import { TestApp, useStore } from '../support/app.ts';
import { LocalServer } from '../support/http.ts';
import { PanelDriver } from './panel-driver.ts';

export const ANA: GooglePerson = { email: 'ana@brightwater.example', name: 'Ana', hd: 'brightwater.example' };
export const BEN: GooglePerson = { email: 'ben@brightwater.example', name: 'Ben', hd: 'brightwater.example' };
export const STRANGER: GooglePerson = { email: 'zoe@brightwater.example', name: 'Zoe', hd: 'brightwater.example' };

/** A thread of one mail from the customer's contact, in both collectors' mailboxes; another of a stranger, one of colleagues. */
const THREADS: readonly DemoThread[] = [
  threadOf('kestrel', { subject: 'Invoice 104233', text: 'We look into 104233 & <b>more</b>.' }),
  threadOf('stranger', { from: 'Nobody <nobody@elsewhere.example>', text: 'Who are you?' }),
  threadOf('colleague', { from: 'Ben <ben@brightwater.example>', text: 'At noon?' }),
  threadOf('long-id', { subject: 'Invoice 104233', internetMessageId: `<${'x'.repeat(470)}@kestrel.example>` }),
  threadOf('no-number', { text: 'What do we owe?' }),
  threadOf('bounce', { subject: 'Invoice 104250', replyTo: 'bounce@kestrel.example' }),
  threadOf('no-reply', { subject: 'Invoice 104250', replyTo: 'undisclosed-recipients:;' }),
];

/** A thread of one mail, from the customer's contact to Ana unless it says otherwise. */
export function threadOf(id: string, mail: Partial<DemoThread['messages'][number]>): DemoThread {
  const subject = mail.subject ?? 'Hello';
  return {
    id,
    conversation: `conversation-${id}`,
    subject,
    mailboxes: [
      { owner: ANA.email, kind: 'gmail' },
      { owner: BEN.email, kind: 'gmail' },
    ],
    expected: { verdict: 'found', why: '' },
    messages: [
      {
        internetMessageId: `<${id}.1@kestrel.example>`,
        from: 'Kim Osei <kim@kestrel.example>',
        to: 'Ana <ana@brightwater.example>',
        date: '2026-11-19T10:00:00.000Z',
        text: '',
        html: '',
        ...mail,
        subject,
      },
    ],
  };
}

class GoogleCompanyApp extends TestApp {
  override tenant(name?: string, changes: Partial<Tenant> = {}): Promise<Tenant> {
    return super.tenant(name, { directories: [{ kind: 'google', id: 'brightwater.example' }], ...changes });
  }
}

interface WorldOptions {
  readonly log?: Logger;
  readonly unitsPerMinute?: number;
  readonly cardLimitMs?: number;
  /** What lies in the mailboxes instead of the few threads above. */
  readonly threads?: readonly DemoThread[];
  /** Who has these mailboxes as well, with all threads in them. */
  readonly people?: readonly GooglePerson[];
}

/** The real server, the real add-on, and the stand-in for Google between them, each on a port of its own. */
export class GmailWorld {
  readonly server = new LocalServer();
  readonly google = new LocalServer();
  readonly addon = new LocalServer();
  /** How often each path of Gmail's API was called. */
  readonly gmailCalls: string[] = [];
  /** With which status each report of mail that was seen was answered. */
  readonly seenMails: number[] = [];
  /** Called before the stand-in answers; a test may answer in its place, or let the call fall silent. */
  onGmail: express.RequestHandler = (_req, _res, next) => next();
  private running: Running | null = null;

  constructor(private readonly options: WorldOptions = {}) {}

  async start(): Promise<void> {
    await Promise.all([this.server, this.google, this.addon].map((one) => one.start()));
    const app = new GoogleCompanyApp({
      environment: { DEMO: 'on', DEMO_URL: this.google.url, BASE_URL: this.server.url, LOG_LEVEL: 'silent' },
    });
    const tokens = new GoogleTokens(await newSigningKey('google'), app.clock);
    const { log = pino({ level: 'silent' }), cardLimitMs = 8_000 } = this.options;
    const settings = {
      endpoint: this.addon.url,
      serviceAccount: DEMO_ADDON.serviceAccount,
      clientId: DEMO_ADDON.clientId,
      keys: `${this.google.url}/google/certs`,
      apiUrl: this.server.url,
      gmailRoot: `${this.google.url}/`,
      actionSecret: 'a secret of the tests with 32 bytes+',
      now: () => app.clock.now(),
      cardLimitMs,
    };
    const processes = [createGmailAddon(settings, log), createGmailAddon(settings, log)] as const;
    this.running = await this.mailboxes({ app, tokens, processes });
    this.answerAll(this.running);
  }

  /** Puts the mailboxes back as they were at first. */
  async renew(): Promise<void> {
    await this.parts.postOffice.close();
    this.running = await this.mailboxes(this.parts);
    this.answerAll(this.running);
    this.gmailCalls.length = 0;
    this.seenMails.length = 0;
    this.onGmail = (_req, _res, next) => next();
  }

  /** Lets the two processes of the add-on take Google's calls in turn, as behind one address. */
  takeTurns(): void {
    const [one, other] = this.parts.processes;
    let calls = 0;
    this.addon.use((req, res) => {
      calls += 1;
      (calls % 2 === 0 ? one : other)(req, res);
    });
  }

  private answerAll({ app, processes: [addon] }: Running): void {
    this.server.use((req, res) => {
      if (req.url === '/api/seen-messages') res.on('finish', () => this.seenMails.push(res.statusCode));
      app.express(req, res);
    });
    this.addon.use(addon);
  }

  private async mailboxes(kept: Pick<Running, 'app' | 'tokens' | 'processes'>): Promise<Running> {
    const { app, tokens } = kept;
    const people = [ANA, BEN, STRANGER, ...(this.options.people ?? [])];
    const owners = people.map(({ email }) => email);
    const store = new MailStore(
      owners,
      (this.options.threads ?? THREADS).map((thread) => this.alsoOf(thread)),
    );
    store.file({
      owner: STRANGER.email,
      content: { ...contentOfFirst(store), internetMessageId: '<z@z>' },
      sent: false,
    });
    const postOffice = await SmtpPostOffice.open(store);
    const drafts = new GmailDrafts();
    this.google.use(this.standIn({ app, store, postOffice, tokens, drafts }));
    const linkPrefixes = [`${this.server.url}/`];
    const host = new AddonHost({ addonUrl: this.addon.url, tokens, store, drafts, people, linkPrefixes });
    return { ...kept, store, postOffice, drafts, host };
  }

  async stop(): Promise<void> {
    await Promise.all([this.server, this.google, this.addon].map((one) => one.stop()));
    await this.running?.postOffice.close();
  }

  get parts(): Running {
    if (this.running === null) throw new Error('The world has not been started.');
    return this.running;
  }

  /** The number of the message that began a thread, in a mailbox. */
  messageId(thread = 'kestrel', owner = ANA.email): number {
    const [message] = this.parts.store.thread(owner, `conversation-${thread}`)?.messages ?? [];
    if (message === undefined) throw new Error(`There is no thread ${thread}.`);
    return message.id;
  }

  /** Opens a message as a person, by default Ana the customer's. */
  async open(thread = 'kestrel', person = ANA, locale = 'en'): Promise<PanelDriver> {
    const screen = await this.parts.host.open(person.email, this.messageId(thread, person.email), locale);
    return new PanelDriver(this.parts.host, screen);
  }

  async openHome(person = ANA): Promise<PanelDriver> {
    return new PanelDriver(this.parts.host, await this.parts.host.open(person.email, null));
  }

  private alsoOf(thread: DemoThread): DemoThread {
    const also = (this.options.people ?? []).map(({ email: owner }) => ({ owner, kind: 'gmail' as const }));
    return { ...thread, mailboxes: [...thread.mailboxes, ...also] };
  }

  private standIn({ app, store, postOffice, tokens, drafts }: Omit<Running, 'host' | 'processes'>): express.Express {
    const google = express();
    google.get('/google/certs', (_req, res) => {
      res.json(tokens.keySet());
    });
    google.use(GMAIL_PATHS, (req, res, next) => {
      this.gmailCalls.push(`${req.method} ${req.path}`);
      this.onGmail(req, res, next);
    });
    const { unitsPerMinute = 100_000 } = this.options;
    google.use(GMAIL_PATHS, gmailApi({ store, postOffice, tokens, clock: app.clock, drafts, unitsPerMinute }));
    return google;
  }
}

interface Running {
  readonly app: TestApp;
  readonly store: MailStore;
  readonly postOffice: SmtpPostOffice;
  readonly tokens: GoogleTokens;
  readonly drafts: GmailDrafts;
  readonly host: AddonHost;
  /** The add-on twice, with the same address and secret. */
  readonly processes: readonly [express.Express, express.Express];
}

function contentOfFirst(store: MailStore) {
  const [thread] = store.threads(ANA.email);
  const [message] = thread?.messages ?? [];
  if (message === undefined) throw new Error('The mailbox is empty.');
  return message;
}

/** For a describe about the add-on: everything is started once, and each test has a company of its own. */
export function useGmailWorld(options: WorldOptions = {}): { world: GmailWorld; case: () => CollectionsCase } {
  useStore();
  const world = new GmailWorld(options);
  let current: CollectionsCase | undefined;
  before(async function () {
    this.timeout(60_000);
    await world.start();
  });
  beforeEach(async () => {
    await world.renew();
    current = await CollectionsCase.begin(world.parts.app);
  });
  after(() => world.stop());
  return {
    world,
    case: () => {
      if (current === undefined) throw new Error('The case begins before each test.');
      return current;
    },
  };
}

const LOOK_EVERY_MS = 20;

/** Resolves as soon as something is so; the test's own time limit ends the wait. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
