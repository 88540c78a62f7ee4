import type { ThreadBody, ThreadContext } from '../../shared/api/thread-context.ts';
import { askOnce } from './ask-once.ts';
import type { BenchCase, BenchContext, BenchResult, BenchScale, Target } from './bench-case.ts';
import { loadCompany } from './bench-company.ts';
import type { BenchCustomer } from './bench-ledger.ts';
import { conversationOf, messageIdOf } from './bench-log.ts';
import { type BenchStore, openBenchStore } from './bench-store.ts';
import { cpuMeter } from './cpu-meter.ts';
import { inWords, ratioOf } from './ratio.ts';
import { type Contender, type Measured, sideBySide } from './side-by-side.ts';
import { startThreadContextPeers, type ThreadContextPeers } from './thread-context-peers.ts';
import { type WatchedCommands, waitsInWords, watchCommands } from './watch-commands.ts';

const CONNECTIONS = 16;
/** Spread over all customers. */
const DIFFERENT_REQUESTS = 500;
const WATCHED = 50;

export const threadContextCase: BenchCase = {
  name: 'thread-context',
  about: `POST /api/thread-context at ${CONNECTIONS} connections on a large company's data, beside one find and the usual four`,
  run: measureThreadContext,
};

type Three = readonly [ours: Measured, find: Measured, lean: Measured];

async function measureThreadContext(scale: BenchScale, context: BenchContext): Promise<BenchResult> {
  const store = await openBenchStore(context);
  const { customers, loaded } = await loadCompany(store, scale, context);
  const contenders = contendersOf(store, await startThreadContextPeers(store, context), customers);
  const [ours] = contenders as [Contender];
  for (const contender of contenders) await askOnce(contender);
  requireFound((await askOnce(ours)) as ThreadContext);
  context.say(`Measuring ${contenders.length} servers in turn …`);
  const meter = cpuMeter(store.client);
  const { slices, sliceMs } = scale;
  const many = (await sideBySide(contenders, { connections: CONNECTIONS, slices, sliceMs, meter })) as unknown as Three;
  const alone = (await sideBySide(contenders, {
    connections: 1,
    slices,
    sliceMs: sliceMs / 2,
    meter,
  })) as unknown as Three;
  return {
    mongodb: store.mongodb,
    measured: [...many, ...alone],
    targets: targetsOf(many),
    notes: [loaded, ...notesOf(await watchCommands(() => askOnce(ours), WATCHED), many, alone)],
  };
}

function requireFound({ verdict, card }: ThreadContext): void {
  if (verdict === 'found' && card !== null && card.openItemCount > 0 && card.lastContacts.length > 0) return;
  throw new Error(`The thread was to be found with its card, and is "${verdict}".`);
}

function targetsOf([ours, find, lean]: Three): Target[] {
  const perSecond = 'requestsPerSecond';
  return [
    { id: 'T5', what: `req/s, ours / ${find.name}`, ratio: ratioOf(ours, find, perSecond), wanted: { atLeast: 0.85 } },
    { id: 'T5', what: `p99, ours / ${find.name}`, ratio: ratioOf(ours, find, 'p99Ms'), wanted: { atMost: 1.5 } },
    { id: 'T6', what: `req/s, ours / ${lean.name}`, ratio: ratioOf(ours, lean, perSecond), wanted: { atLeast: 3 } },
  ];
}

function notesOf(commands: WatchedCommands, [ours, find]: Three, [oursAlone, findAlone, leanAlone]: Three): string[] {
  const times = (a: number | null, b: number | null) =>
    a === null || b === null ? 'not known here' : `${(a / b).toFixed(1)} times`;
  return [
    `One thread is ${commands.count} commands to MongoDB; the peers send 1 and 4.`,
    `What one thread alone waits for: ${waitsInWords(commands)}.`,
    `CPU of one thread, ours / ${find.name}: server ${times(ours.cpu.server, find.cpu.server)}, MongoDB ${times(ours.cpu.mongod, find.cpu.mongod)}.`,
    `What one user waits (p50 at one connection), ours / ${findAlone.name}: ${inWords(ratioOf(oursAlone, findAlone, 'p50Ms'))}; ours / ${leanAlone.name}: ${inWords(ratioOf(oursAlone, leanAlone, 'p50Ms'))}.`,
  ];
}

function contendersOf(store: BenchStore, peers: ThreadContextPeers, customers: readonly BenchCustomer[]): Contender[] {
  const step = Math.max(1, Math.floor(customers.length / DIFFERENT_REQUESTS));
  const asked = customers.filter((_, index) => index % step === 0);
  const bodies = asked.map((customer) => JSON.stringify(threadOf(customer, store.collector.email)));
  const json = { 'content-type': 'application/json' };
  const post = (path: string, headers: Readonly<Record<string, string>>) =>
    bodies.map((body) => ({ method: 'POST' as const, path, headers, body }));
  const get = asked.map(({ contact }) => {
    const domain = contact.email.split('@')[1];
    return { method: 'GET' as const, path: `/customers?domain=${domain}`, headers: {}, body: '' };
  });
  const authorization = `Bearer ${store.token()}`;
  return [
    { name: 'ours', order: { port: store.port, requests: post('/api/thread-context', { ...json, authorization }) } },
    { name: 'express + one indexed find', order: { port: peers.find, requests: get } },
    { name: 'express + findOne + 3 parallel .lean()', order: { port: peers.lean, requests: post('/context', json) } },
  ];
}

/** A customer's answer to a message that was logged: sender, subject with an invoice, ids of the thread. */
function threadOf(customer: BenchCustomer, collectorEmail: string): ThreadBody {
  const { contact, open } = customer;
  return {
    participants: [
      { role: 'from', address: contact.email, name: contact.name },
      { role: 'to', address: collectorEmail },
    ],
    subject: `Re: Invoice ${open[0]?.number} is past due`,
    text: `Good morning,\n\nthank you for your message. Invoice ${open[1]?.number} is released and goes out with the next payment run. Invoice ${open[0]?.number} is still with our receiving department.\n\nKind regards\n${contact.name}`,
    conversation: conversationOf(customer),
    internetMessageId: `<answer.${customer.number}@${contact.email.split('@')[1]}>`,
    references: `${messageIdOf(customer, 0)} ${messageIdOf(customer, 2)}`,
  };
}
