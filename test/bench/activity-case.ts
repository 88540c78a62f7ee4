import mongoose from 'mongoose';
import type { RecordActivityBody } from '../../shared/api/activities.ts';
import { type ActivityPeers, startActivityPeers } from './activity-peers.ts';
import { askOnce } from './ask-once.ts';
import type { BenchCase, BenchContext, BenchResult, BenchScale, Target } from './bench-case.ts';
import { type BenchCustomer, loadLedger } from './bench-ledger.ts';
import { type BenchStore, openBenchStore } from './bench-store.ts';
import { BulkInsert } from './bulk-insert.ts';
import { cpuMeter } from './cpu-meter.ts';
import { inWords, ratioOf } from './ratio.ts';
import { type Contender, type Measured, sideBySide } from './side-by-side.ts';
import { type WatchedCommands, waitsInWords, watchCommands } from './watch-commands.ts';

const CONNECTIONS = 32;
const CUSTOMERS = 1_000;
/** Few enough to warm up, enough that no two in a row are of one customer. */
const DIFFERENT_REQUESTS = 200;
const WATCHED = 50;

export const activityCase: BenchCase = {
  name: 'activity',
  about: `POST /api/activities through the whole server at ${CONNECTIONS} connections, beside plain handlers that insert one document`,
  run: measureActivity,
};

type Five = readonly [ours: Measured, bare: Measured, create: Measured, insert: Measured, transaction: Measured];

async function measureActivity(scale: BenchScale, context: BenchContext): Promise<BenchResult> {
  const store = await openBenchStore(context);
  const bulk = new BulkInsert(store.db);
  const customers = await loadLedger(store, bulk, Math.max(10, Math.round(CUSTOMERS * scale.data)));
  await bulk.finish();
  const contenders = contendersOf(store, await startActivityPeers(store, context), customers);
  for (const contender of contenders) await askOnce(contender);
  context.say(`Measuring ${contenders.length} servers in turn …`);
  const meter = cpuMeter(store.client);
  const { slices, sliceMs } = scale;
  const together = await countTogether(store, async () =>
    sideBySide(contenders, { connections: CONNECTIONS, slices, sliceMs, meter }),
  );
  const many = together.result as unknown as Five;
  const alone = (await sideBySide(contenders, {
    connections: 1,
    slices,
    sliceMs: sliceMs / 2,
    meter,
  })) as unknown as Five;
  return {
    mongodb: store.mongodb,
    measured: [...many, ...alone],
    targets: targetsOf(many),
    notes: [
      ...notesOf(await watchCommands(() => askOnce(contenders[0] as Contender), WATCHED), many, alone),
      `At ${CONNECTIONS} connections one transaction of ours holds ${together.each.toFixed(1)} activities on average.`,
    ],
  };
}

/** How many activities the product writes in one transaction during some work. */
async function countTogether<T>({ db }: BenchStore, work: () => Promise<T>): Promise<{ result: T; each: number }> {
  const client = mongoose.connection.getClient();
  let commits = 0;
  const count = ({ commandName }: { readonly commandName: string }) => {
    if (commandName === 'commitTransaction') commits += 1;
  };
  const logged = () => db.collection('activities').countDocuments({});
  const before = await logged();
  client.on('commandStarted', count);
  const result = await work();
  client.off('commandStarted', count);
  return { result, each: ((await logged()) - before) / Math.max(1, commits) };
}

function targetsOf([ours, bare, create, insert]: Five): Target[] {
  return [
    {
      id: 'T1',
      what: `req/s, ours / ${bare.name}`,
      ratio: ratioOf(ours, bare, 'requestsPerSecond'),
      wanted: { atLeast: 1 },
    },
    {
      id: 'T2',
      what: `req/s, ours / ${create.name}`,
      ratio: ratioOf(ours, create, 'requestsPerSecond'),
      wanted: { atLeast: 2 },
    },
    { id: 'T4', what: `p99, ours / ${insert.name}`, ratio: ratioOf(ours, insert, 'p99Ms'), wanted: { atMost: 0.5 } },
  ];
}

function notesOf(commands: WatchedCommands, many: Five, alone: Five): string[] {
  const [ours, bare, , insert, transaction] = many;
  const [oursAlone, bareAlone, , insertAlone, transactionAlone] = alone;
  return [
    `One activity is ${commands.count} commands to MongoDB, ${commands.inTransaction} of them in its transaction; a plain handler sends 1.`,
    `What one activity alone waits for: ${waitsInWords(commands)}.`,
    'What comes while a transaction is under way is written together by the next one.',
    `A transaction around one insert, with / without: req/s ${inWords(ratioOf(transaction, insert, 'requestsPerSecond'))} at ${CONNECTIONS} connections, p50 ${inWords(ratioOf(transactionAlone, insertAlone, 'p50Ms'))} at one.`,
    `CPU of one activity, ours / bare: server ${times(ours.cpu.server, bare.cpu.server)}, MongoDB ${times(ours.cpu.mongod, bare.cpu.mongod)}.`,
    `What one user waits (p50 at one connection), ours / bare: ${inWords(ratioOf(oursAlone, bareAlone, 'p50Ms'))}.`,
  ];
}

function times(ours: number | null, theirs: number | null): string {
  return ours === null || theirs === null ? 'not known here' : `${(ours / theirs).toFixed(1)} times`;
}

function contendersOf(store: BenchStore, peers: ActivityPeers, customers: readonly BenchCustomer[]): Contender[] {
  const bodies = Array.from({ length: DIFFERENT_REQUESTS }, (_, index) => customers[index % customers.length])
    .filter((customer) => customer !== undefined)
    .map(bodyFor);
  const authorization = `Bearer ${store.token()}`;
  const plain = (name: string, port: number): Contender => ({ name, order: orderOf(port, '/activities', bodies) });
  return [
    { name: 'ours', order: orderOf(store.port, '/api/activities', bodies, { authorization }) },
    plain('node:http + driver insertOne', peers.bare),
    plain('express + Model.create', peers.create),
    plain('express + insertOne', peers.insert),
    plain('express + insertOne in a transaction', peers.transaction),
  ];
}

function orderOf(
  port: number,
  path: string,
  bodies: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Contender['order'] {
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'bench-key-{{n}}', ...more };
  return { port, requests: bodies.map((body) => ({ method: 'POST' as const, path, headers, body })) };
}

function bodyFor({ id, open, contact }: BenchCustomer): string {
  const body: RecordActivityBody = {
    customerId: id,
    itemIds: open.slice(0, 2).map((item) => item.id),
    contact: { name: contact.name, email: contact.email },
    code: 'phone_spoke_with_ap',
    outcome: 'information_given',
    note: 'Spoke with accounts payable about the two oldest invoices. Both are released, and wait for the next payment run, which is on Thursday; they will send the remittance by mail. Asked for the copy of the delivery note again.',
    client: 'outlook',
    occurredAt: new Date().toISOString(),
    dataAsOf: new Date().toISOString(),
  };
  return JSON.stringify(body);
}
