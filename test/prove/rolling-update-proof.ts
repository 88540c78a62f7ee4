import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../server/mongo/database.ts';
import type { Proof } from './proof.ts';
import { rollingUpdate } from './rolling-update.ts';

const [ACTIONS, ACTIONS_IF_QUICK] = [1_000, 30];

export const rollingUpdateProof: Proof = {
  name: 'rolling-update',
  about:
    'An older commit gives way to this tree under requests: none fails, and nothing that was acknowledged is lost.',
  async run({ say, shutdown, isQuick, from }) {
    const folder = await mkdtemp(join(tmpdir(), 'duethread-rolling-'));
    shutdown.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const dataDir = join(folder, 'data');
    // biome-ignore lint/style/noProcessEnv: a program of its own, like the main.ts of the server.
    const { uri, stop } = await openDatabase({ dataDir, mongodBinary: process.env.MONGOD_BINARY }, say);
    shutdown.add(stop);
    const actions = isQuick ? ACTIONS_IF_QUICK : ACTIONS;
    const order = { uri, revision: from, folder, actions, say, shutdown };
    const { acknowledged, settings, failures } = await rollingUpdate(order);
    return {
      holds: failures.length === 0,
      lines: [
        `From ${from}: ${acknowledged} actions acknowledged, ${settings} changes of settings brought over.`,
        ...failures,
      ],
    };
  },
};
