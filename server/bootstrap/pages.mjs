import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runQuietly } from './programs.mjs';
import { PlainFailure, withProgress } from './say.mjs';

const VITE = 'node_modules/vite/bin/vite.js';
/** What pages are built from, beside the folders of their own settings. */
const SHARED_INPUTS = ['shared', 'fluent-tokens.config.ts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const NOT_INPUTS = new Set(['node_modules', 'dist']);

/** Builds the pages where they are missing or something that they are made from has changed. */
export async function ensurePagesBuilt({ root, env }) {
  const configs = await viteConfigs(root);
  const fingerprint = await fingerprintOf(root, configs);
  const record = join(root, 'dist', 'built-from.txt');
  if ((await readFile(record, 'utf8').catch(() => null)) === fingerprint) {
    return;
  }
  await rm(record, { force: true });
  await withProgress('Building the pages', async () => {
    const built = await Promise.allSettled(bySide(configs).map((side) => buildInTurn(side, { root, env })));
    const failed = built.find(({ status }) => status === 'rejected');
    if (failed) {
      throw failed.reason;
    }
  });
  await mkdir(dirname(record), { recursive: true });
  await writeFile(record, fingerprint);
}

/** The settings that the build script of package.json names, in its order. */
async function viteConfigs(root) {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return [...scripts.build.matchAll(/--config (\S+)/g)].map(([, config]) => config);
}

/** Settings of one folder may write into one folder, so they are built one after the other; different sides at the same time. */
function bySide(configs) {
  const sides = new Map();
  for (const config of configs) {
    const side = dirname(config);
    sides.set(side, [...(sides.get(side) ?? []), config]);
  }
  return [...sides.values()];
}

async function buildInTurn(configs, { root, env }) {
  for (const config of configs) {
    const code = await runQuietly(process.execPath, [VITE, 'build', '--config', config], { cwd: root, env });
    if (code !== 0) {
      throw new PlainFailure(`The pages of ${dirname(config)} could not be built; the reason is above.`);
    }
  }
}

async function fingerprintOf(root, configs) {
  const hash = createHash('sha256');
  const inputs = [...new Set([...configs.map(topFolder), ...SHARED_INPUTS])].sort();
  for (const input of inputs) {
    for (const file of await filesIn(root, input)) {
      hash.update(`${file}\n`).update(await readFile(join(root, file)));
    }
  }
  return hash.digest('hex');
}

/** The whole side that a page belongs to; of the server only its pages. */
function topFolder(config) {
  const [top] = config.split('/');
  return top === 'server' ? dirname(config) : top;
}

async function filesIn(root, path) {
  const entries = await readdir(join(root, path), { withFileTypes: true }).catch(({ code }) => code);
  if (!Array.isArray(entries)) {
    return entries === 'ENOTDIR' ? [path] : [];
  }
  const kept = entries
    .filter(({ name }) => !NOT_INPUTS.has(name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const files = await Promise.all(
    kept.map((entry) => (entry.isDirectory() ? filesIn(root, `${path}/${entry.name}`) : [`${path}/${entry.name}`])),
  );
  return files.flat();
}
