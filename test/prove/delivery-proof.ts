import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, disconnect } from '../../server/mongo/connect.ts';
import { openDatabase } from '../../server/mongo/database.ts';
import { syncIndexes } from '../../server/mongo/sync-indexes.ts';
import { deliverAtOnce } from '../gmail-addon/deliveries.ts';
import { GmailWorld } from '../gmail-addon/gmail-world.ts';
import { CollectionsCase } from '../server/features/dispatches/collections-case.ts';
import type { Proof } from './proof.ts';

const DATABASE_NAME = 'deliveries';
const [ROUNDS, ROUNDS_IF_QUICK] = [1_000, 30];
const TOLD_EVERY = 50;

export const deliveryProof: Proof = {
  name: 'deliveries',
  about: 'A press of a button of the Gmail cards that is delivered twenty times at once has the effect of one.',
  async run({ say, shutdown, isQuick }) {
    const dataDir = await mkdtemp(join(tmpdir(), 'duethread-deliveries-'));
    shutdown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
    // biome-ignore lint/style/noProcessEnv: a program of its own, like the main.ts of the server.
    const { uri, stop: stopDatabase } = await openDatabase({ dataDir, mongodBinary: process.env.MONGOD_BINARY }, say);
    shutdown.add(stopDatabase);
    await connect(uri, { dbName: DATABASE_NAME });
    shutdown.add(disconnect);
    await syncIndexes();
    const world = new GmailWorld({ unitsPerMinute: 100_000_000, cardLimitMs: 60_000 });
    await world.start();
    shutdown.add(() => world.stop());
    world.takeTurns();
    const place = { world, case: await CollectionsCase.begin(world.parts.app) };
    const rounds = isQuick ? ROUNDS_IF_QUICK : ROUNDS;
    const { effects, failures } = await deliverAtOnce(place, rounds, (done) => {
      if (done % TOLD_EVERY === 0) say(`${done} presses delivered twenty times each.`);
    });
    const kinds = Object.keys(effects).join(', ');
    return {
      holds: failures.length === 0,
      lines: [`${rounds} presses, each delivered 20 times at once: ${kinds}.`, ...failures],
    };
  },
};
