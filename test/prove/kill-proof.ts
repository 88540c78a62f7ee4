import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, disconnect } from '../../server/mongo/connect.ts';
import { openDatabase } from '../../server/mongo/database.ts';
import { syncIndexes } from '../../server/mongo/sync-indexes.ts';
import { killImports } from './feed-kills.ts';
import type { Proof } from './proof.ts';

const DATABASE_NAME = 'kills';
const [KILLS, KILLS_IF_QUICK] = [50, 3];
/** 20,001 rows; some 3,000 for a quick look. */
const [INVOICES, INVOICES_IF_QUICK] = [6_667, 1_000];

export const killProof: Proof = {
  name: 'kills',
  about:
    'An import that is killed at any moment is before or after, never between, and goes through when it is fed again.',
  async run({ say, shutdown, isQuick }) {
    const stop = new AbortController();
    const dataDir = await mkdtemp(join(tmpdir(), 'duethread-kills-'));
    shutdown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
    // biome-ignore lint/style/noProcessEnv: a program of its own, like the main.ts of the server.
    const { uri, stop: stopDatabase } = await openDatabase({ dataDir, mongodBinary: process.env.MONGOD_BINARY }, say);
    shutdown.add(stopDatabase);
    await connect(uri, { dbName: DATABASE_NAME });
    shutdown.add(disconnect);
    shutdown.add(async () => stop.abort());
    await syncIndexes();
    const { kills, before, failures } = await killImports({
      uri,
      dbName: DATABASE_NAME,
      kills: isQuick ? KILLS_IF_QUICK : KILLS,
      invoices: isQuick ? INVOICES_IF_QUICK : INVOICES,
      seed: 1,
      signal: stop.signal,
      progress: (done) => say(`${done} imports killed.`),
    });
    return {
      holds: failures.length === 0 && !stop.signal.aborted,
      lines: [`${kills} kills, ${before} of them before the commit.`, ...failures],
    };
  },
};
