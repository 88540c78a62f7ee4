import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { run } from '../support/process.ts';

const MINUTES_MS = 60_000;

describe('npm run bench', function () {
  this.timeout(10 * MINUTES_MS);
  let folder = '';
  const bench = (...args: string[]) => run(['test/bench/main.ts', ...args], { TMPDIR: folder });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-test-'));
  });

  after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  for (const { name, targets, contenders } of [
    { name: 'activity', targets: ['T1', 'T2', 'T4'], contenders: 5 },
    { name: 'thread-context', targets: ['T5', 'T5', 'T6'], contenders: 3 },
  ]) {
    it(`measures ${name} beside the bare thing, prints and keeps the ratios, and leaves nothing behind`, async () => {
      const out = join(folder, 'results');
      const { code, stdout, stderr } = await bench(name, '--quick', '--out', out);
      expect(code, stderr).to.equal(0);
      expect([...stdout.matchAll(/^(T\d) +(?:not met|met) +\d/gm)].map(([, id]) => id)).to.deep.equal(targets);
      const text = await readFile(join(out, `${name}.json`), 'utf8');
      const kept = JSON.parse(text) as Kept;
      expect(kept.targets.map(({ id }) => id)).to.deep.equal(targets);
      expect(kept.targets.every(({ ratio }) => ratio.low > 0 && ratio.low <= ratio.median)).to.equal(true);
      // At many connections and at one.
      expect(kept.measured).to.have.length(2 * contenders);
      for (const { slices, failed } of kept.measured) {
        expect(failed).to.equal(0);
        expect(slices.every(({ requests }) => requests > 0)).to.equal(true);
      }
      expect(text).to.not.include(folder);
      expect((await readdir(folder)).filter((entry) => entry.startsWith('duethread-bench-'))).to.deep.equal([]);
    });
  }

  it('measures import beside an upsert and, where there is one, PostgreSQL, and leaves nothing behind', async () => {
    const out = join(folder, 'results');
    const { code, stdout, stderr } = await bench('import', '--quick', '--out', out);
    expect(code, stderr).to.equal(0);
    expect([...stdout.matchAll(/^(T\d) +(?:not met|met)/gm)].map(([, id]) => id)).to.deep.equal(['T7', 'T7', 'T8']);
    const kept = JSON.parse(await readFile(join(out, 'import.json'), 'utf8')) as KeptImports;
    const of = (name: string) => kept.imports.filter((one) => one.name === name);
    for (const name of ['ours', 'driver bulkWrite upsert']) {
      expect(of(name).map(({ kind }) => kind)).to.deep.equal(['cold', 'warm']);
      expect(of(name).every(({ cpuMs, wallMs, peakMb }) => cpuMs > 0 && wallMs > 0 && peakMb > 0)).to.equal(true);
    }
    expect((await readdir(folder)).filter((entry) => entry.startsWith('duethread-bench-'))).to.deep.equal([]);
  });

  it('measures the report beside DuckDB, where npm has it, and a constant, and leaves nothing behind', async () => {
    const out = join(folder, 'results');
    const { code, stdout, stderr } = await bench('report', '--quick', '--out', out);
    expect(code, stderr).to.equal(0);
    const ids = [...stdout.matchAll(/^(T\d+|P95|NEW) +(?:not met|met)/gm)].map(([, id]) => id);
    expect([...new Set(ids)]).to.deep.equal(['T9', 'T10', 'T11', 'T12', 'T13', 'P95', 'NEW']);
    const kept = JSON.parse(await readFile(join(out, 'report.json'), 'utf8')) as Kept;
    const own = kept.targets.filter(({ id }) => id !== 'T9' && id !== 'T10');
    expect(own.every(({ ratio }) => ratio.low > 0 && ratio.low <= ratio.median)).to.equal(true);
    expect(kept.measured.every(({ failed }) => failed === 0)).to.equal(true);
    expect((await readdir(folder)).filter((entry) => entry.startsWith('duethread-bench-'))).to.deep.equal([]);
  });

  it('measures the card of the Gmail add-on beside its calls, counts them, and leaves nothing behind', async () => {
    const out = join(folder, 'results');
    const { code, stdout, stderr } = await bench('gmail', '--quick', '--out', out);
    expect(code, stderr).to.equal(0);
    expect([...stdout.matchAll(/^(CARD|CALL) +(?:not met|met) +\d/gm)].map(([, id]) => id)).to.deep.equal([
      'CARD',
      'CALL',
    ]);
    const kept = JSON.parse(await readFile(join(out, 'gmail.json'), 'utf8')) as Kept;
    const [card, calls] = kept.targets;
    // Gmail alone takes 50 ms.
    expect(card?.ratio.low).to.be.above(50);
    expect(calls?.ratio.median).to.equal(3);
    expect((await readdir(folder)).filter((entry) => entry.startsWith('duethread-bench-'))).to.deep.equal([]);
  });

  it('measures a company beside another that calls too often, and leaves nothing behind', async () => {
    const out = join(folder, 'results');
    const { code, stdout, stderr } = await bench('limits', '--quick', '--out', out);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(/^S8 +(?:not met|met) +\d/m);
    expect((await readdir(folder)).filter((entry) => entry.startsWith('duethread-bench-'))).to.deep.equal([]);
  });

  it('names its cases where it is asked for another', async () => {
    const { code, stderr } = await bench('speed');
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /There is no case "speed"[\s\S]*activity \| thread-context \| import \| report \| pane \| gmail \| limits/,
    );
  });
});

interface Kept {
  readonly targets: { id: string; ratio: { median: number; low: number } }[];
  readonly measured: { failed: number; slices: { requests: number }[] }[];
}

interface KeptImports {
  readonly imports: { name: string; kind: string; cpuMs: number; wallMs: number; peakMb: number }[];
}
