import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runCommand } from '../../server/commands/command-context.ts';
import { Refused, Shutdown, say, withShutdown } from '../../server/process.ts';
import { activityCase } from './activity-case.ts';
import { type BenchCase, type BenchScale, tableOf } from './bench-case.ts';
import { gmailCase } from './gmail-case.ts';
import { importCase } from './import-case.ts';
import { keepResult } from './keep-result.ts';
import { limitsCase } from './limits-case.ts';
import { paneCase } from './pane-case.ts';
import { reportCase } from './report-case.ts';
import { threadContextCase } from './thread-context-case.ts';

const CASES: readonly BenchCase[] = [
  activityCase,
  threadContextCase,
  importCase,
  reportCase,
  paneCase,
  gmailCase,
  limitsCase,
];
const FULL: BenchScale = { slices: 7, sliceMs: 2_000, data: 1 };
/** Shows that it works; its figures say nothing. */
const QUICK: BenchScale = { slices: 2, sliceMs: 200, data: 0.001 };
const RESULTS = fileURLToPath(new URL('../../bench-results', import.meta.url));
const USAGE = `Usage: npm run bench -- [${CASES.map(({ name }) => name).join(' | ')}] [--quick] [--out FOLDER]`;

await runCommand(USAGE, async () => {
  const options = { quick: { type: 'boolean' }, out: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const cases = chosen(positionals);
  await withShutdown(async (whole) => {
    for (const bench of cases) await runCase(bench, values, whole);
  });
});

async function runCase(
  bench: BenchCase,
  { quick = false, out = RESULTS }: { quick?: boolean | undefined; out?: string | undefined },
  whole: Shutdown,
): Promise<void> {
  const shutdown = new Shutdown();
  whole.add(() => shutdown.run());
  try {
    // biome-ignore lint/style/noProcessEnv: the entry of a program of its own, like the main.ts of the server.
    const result = await bench.run(quick ? QUICK : FULL, { say, shutdown, mongodBinary: process.env.MONGOD_BINARY });
    process.stdout.write(`\n${bench.name}: ${bench.about}\n\n${tableOf(result)}\n`);
    await keepResult(out, bench.name, result);
  } finally {
    await shutdown.run();
  }
}

function chosen(names: readonly string[]): readonly BenchCase[] {
  const unknown = names.find((name) => !CASES.some((bench) => bench.name === name));
  if (unknown !== undefined) throw new Refused(`There is no case "${unknown}".\n${USAGE}`);
  return names.length === 0 ? CASES : CASES.filter(({ name }) => names.includes(name));
}
