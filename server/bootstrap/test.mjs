import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';
import { ensurePagesBuilt } from './pages.mjs';
import { runProgram } from './programs.mjs';
import { PlainFailure, say } from './say.mjs';

const C8 = 'node_modules/c8/bin/c8.js';
const MOCHA = 'node_modules/mocha/bin/mocha.js';
const COVERED = ['shared', 'server', 'addin', 'gmail-addon', 'demo'];
/** Nothing could be counted: mocha ended before its tests did. */
const CUT_SHORT = { passed: 0, failed: 1, skipped: 0 };

/** Runs all tests, or those that mocha's arguments name; the last line is the count. */
export async function test({ root, args, env }) {
  const result = await runTests({ root, args, env });
  return sayCount(result);
}

/** Runs the tests and gives their count; `failed` is above 0 where anything is not as it should be. */
export async function runTests({ root, args, env }) {
  await ensureInstalled({ root, env });
  const chromium = await ensureChromium(env);
  const testEnv = chromium ? { ...env, CHROMIUM_BINARY: chromium } : env;
  await ensureMongod({ root, env });
  await ensurePagesBuilt({ root, env });
  const folder = await mkdtemp(join(tmpdir(), 'duethread-result-'));
  try {
    const resultFile = join(folder, 'result.json');
    const options = ['--config', await configFor(args, { root, folder }), '--reporter-option', `result=${resultFile}`];
    const code = await runMocha([...options, ...args], { root, env: testEnv, folder });
    const count = judge(await readResult(resultFile), { code, isCi: Boolean(env.CI) && env.CI !== 'false' });
    count.notes.forEach(say);
    return count;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Prints the closing line and gives the exit code. */
export function sayCount({ passed, failed, skipped }) {
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return failed > 0 ? 1 : 0;
}

/** The count that is printed in the end, and what to say before it: a run that did not end well never counts as without failure. */
export function judge(result, { code, isCi }) {
  if (result === null) {
    return { ...CUT_SHORT, notes: [`The tests did not run to their end (mocha ended with ${code}).`] };
  }
  const refused = isCi ? result.refusedSkips : [];
  const notes = refused.map((title) => `Skipped, which counts as failed here: ${title}`);
  const failed = result.failed + refused.length;
  if (failed === 0 && code !== 0) {
    return { ...result, failed: 1, notes: [`All tests passed, but mocha ended with ${code}.`] };
  }
  return { ...result, failed, skipped: result.skipped - refused.length, notes };
}

async function ensureMongod({ root, env }) {
  const code = await runProgram(process.execPath, ['--import', 'tsx', 'test/support/ensure-mongod.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
  });
  if (code !== 0) {
    throw new PlainFailure('The tests need a MongoDB; the reason why there is none is above.');
  }
}

/** Mocha adds the files that it is given to those of its settings; whoever names files means these alone. */
async function configFor(args, { root, folder }) {
  const { spec, ...config } = JSON.parse(await readFile(join(root, '.mocharc.json'), 'utf8'));
  const namesFiles = args.some((arg) => /\.test\.tsx?$/.test(arg));
  const file = join(folder, 'mocharc.json');
  await writeFile(file, JSON.stringify(namesFiles ? config : { ...config, spec }));
  return file;
}

function runMocha(args, { root, env, folder }) {
  const reports = ['--reporter', 'text-summary', '--reporter', 'json', '--reports-dir', 'coverage'];
  const coverage = [...reports, '--temp-directory', join(folder, 'coverage')];
  const sources = COVERED.flatMap((side) => ['--include', `${side}/**/*.{ts,tsx}`]);
  return runProgram(process.execPath, [C8, ...coverage, ...sources, '--exclude', '**/*.config.ts', MOCHA, ...args], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
}

async function readResult(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}
