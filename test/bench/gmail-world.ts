import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock } from '../../server/ports.ts';
import { ADDON_TRIGGERS } from '../../shared/api/gmail-deployment.ts';
import { ALL_SCOPES } from '../../shared/api/gmail-scopes.ts';
import type { ThreadBody } from '../../shared/api/thread-context.ts';
import { type AddonProcess, startAddon } from './addon-process.ts';
import type { BenchContext, BenchScale } from './bench-case.ts';
import { loadCompany } from './bench-company.ts';
import type { BenchCustomer } from './bench-ledger.ts';
import { type BenchStore, OWN_DOMAIN, openBenchStore } from './bench-store.ts';
import { answerIdOf, answerOf, type GoogleSide, referencesOf, startGoogleSide } from './google-side.ts';
import type { Step } from './steady-load.ts';

const COLLECTORS = 50;
/** Spread over all customers. */
const DIFFERENT_THREADS = 500;
const SECOND_MS = 1_000;

/** The product, Google's side, and the add-on as a process of its own between them. */
export interface GmailBench {
  readonly store: BenchStore;
  readonly google: GoogleSide;
  readonly addon: AddonProcess;
  /** Whose answers lie in Gmail. */
  readonly threads: readonly BenchCustomer[];
  readonly collectors: readonly string[];
  /** The calls to our API so far, as in `POST /api/sessions`. */
  readonly calls: string[];
  /** How much data there is, in words. */
  readonly loaded: string;
}

export async function startGmailBench(scale: BenchScale, context: BenchContext): Promise<GmailBench> {
  const { shutdown, say } = context;
  const google = await startGoogleSide(shutdown);
  const calls: string[] = [];
  const store = await openBenchStore(context, {
    environment: { DEMO: 'on', DEMO_URL: `http://127.0.0.1:${google.port}` },
    onRequest: ({ method, url = '' }) => calls.push(`${method} ${url.split('?')[0]}`),
  });
  const { customers, loaded } = await loadCompany(store, scale, context);
  const step = Math.max(1, Math.floor(customers.length / DIFFERENT_THREADS));
  const threads = customers.filter((_, index) => index % step === 0);
  google.fill(threads);
  const dataDir = await mkdtemp(join(tmpdir(), 'duethread-bench-'));
  shutdown.add(() => rm(dataDir, { recursive: true, force: true }));
  say('Starting the add-on …');
  const addon = await startAddon({ apiPort: store.port, googlePort: google.port, dataDir }, shutdown);
  return { store, google, addon, threads, collectors: await addCollectors(store), calls, loaded };
}

async function addCollectors({ services, tenant }: BenchStore): Promise<string[]> {
  const emails = Array.from({ length: COLLECTORS }, (_, index) => `collector${index}@${OWN_DOMAIN}`);
  await inTenant(tenant.id, async () => {
    for (const email of emails) {
      await services.users.insert({ email, name: email, role: 'collector', createdAt: systemClock.now() });
    }
  });
  return emails;
}

/** The n-th opening of a message: by another collector each time, in another thread, with a token that Google never gave before. */
export async function cardOf(bench: GmailBench, n: number): Promise<Step[]> {
  const { google, addon, threads, collectors } = bench;
  const index = n % threads.length;
  const email = collectors[n % collectors.length] ?? '';
  const path = ADDON_TRIGGERS.message;
  const event = {
    commonEventObject: { hostApp: 'GMAIL', platform: 'WEB', userLocale: 'en' },
    authorizationEventObject: {
      userOAuthToken: 'ya29.bench',
      userIdToken: await google.userIdToken(email, new Date(systemClock.now().getTime() - (n % 3_000) * SECOND_MS)),
      systemIdToken: '',
      authorizedScopes: ALL_SCOPES,
    },
    gmail: { messageId: google.idsOf(index).messageId, threadId: google.idsOf(index).threadId, accessToken: 'bench' },
  };
  const authorization = `Bearer ${await google.tokens.systemIdToken(addon.endpoint + path)}`;
  const headers = { 'content-type': 'application/json', authorization };
  const holds = `Customer ${threads[index]?.number}`;
  return [{ port: addon.port, method: 'POST', path, headers, body: JSON.stringify(event), holds }];
}

/** What that opening asks of Gmail and of our API, one after the other, by who has a session already. */
export function bareCallsOf({ store, google, threads }: GmailBench, n: number, token: string): Step[] {
  const index = n % threads.length;
  const customer = threads[index];
  if (customer === undefined) throw new RangeError('The bench has no threads.');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify(threadOf(customer));
  const message = `/gmail/v1/users/me/messages/${google.idsOf(index).apiId}`;
  const tasks = `/api/tasks?customerId=${customer.id}`;
  return [
    { port: google.port, method: 'GET', path: message, headers: {}, body: '', holds: customer.contact.email },
    { port: store.port, method: 'POST', path: '/api/thread-context', headers, body, holds: customer.number },
    { port: store.port, method: 'GET', path: tasks, headers, body: '', holds: 'tasks' },
  ];
}

/** What the add-on says of the customer's answer. */
function threadOf(customer: BenchCustomer): ThreadBody {
  const { contact, open } = customer;
  return {
    participants: [
      { role: 'from', header: `${contact.name} <${contact.email}>` },
      { role: 'to', header: `Ana <ana@${OWN_DOMAIN}>` },
    ],
    subject: `Re: Invoice ${open[0]?.number} is past due`,
    text: answerOf(customer),
    internetMessageId: answerIdOf(customer),
    references: referencesOf(customer),
  };
}
