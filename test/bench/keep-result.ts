import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { type BenchResult, isMet } from './bench-case.ts';

const GIB = 2 ** 30;

/** Writes a result as `<folder>/<case>.json`, with what of the machine bears on the figures and nothing that names it. */
export async function keepResult(folder: string, name: string, result: BenchResult): Promise<void> {
  const { mongodb, measured, imports, targets, notes } = result;
  const kept = {
    case: name,
    measuredAt: new Date().toISOString(),
    machine: {
      processors: cpus().length,
      processor: cpus()[0]?.model ?? '',
      memoryGiB: Math.round(totalmem() / GIB),
      system: `${platform()} ${release()}`,
      load: loadavg().map((load) => Math.round(load * 10) / 10),
      node: process.versions.node,
      mongodb,
    },
    targets: targets.map((target) => ({ ...target, met: isMet(target) })),
    notes,
    measured,
    ...(imports && { imports }),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
}
