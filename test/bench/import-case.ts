import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { openDatabase } from '../../server/mongo/database.ts';
import { startProgram } from '../support/process.ts';
import type { BenchCase, BenchContext, BenchScale, MeasuredImport, Target } from './bench-case.ts';
import { type CpuMeter, cpuMeter } from './cpu-meter.ts';
import { type ImportFiles, INVOICE_COLUMNS, PAYMENT_COLUMNS, writeImportFiles } from './import-data.ts';
import { Postgres } from './import-postgres.ts';
import type { Ratio } from './ratio.ts';
import { median } from './slice.ts';

const INVOICES = 200_000;
const LEAST_INVOICES = 200;
/** A round takes minutes. */
const [ROUNDS, SLICES_OF_A_ROUND] = [1, 3];

export const importCase: BenchCase = {
  name: 'import',
  about: 'invoices and their payments from CSV: T7 into an empty ledger, T8 the same files again with 5 % changed',
  async run(scale: BenchScale, context: BenchContext) {
    const bench = await ImportBench.open(scale, context);
    const rounds = Math.max(ROUNDS, Math.floor(scale.slices / SLICES_OF_A_ROUND));
    for (let round = 1; round <= rounds; round += 1) await bench.round(round);
    return bench.result();
  },
};

type Kind = MeasuredImport['kind'];

class ImportBench {
  private readonly imports: MeasuredImport[] = [];

  private constructor(
    private readonly context: BenchContext,
    private readonly files: ImportFiles,
    private readonly mongo: { uri: string; version: string; meter: CpuMeter; folder: string },
    private readonly postgres: Postgres | null,
  ) {}

  static async open({ data }: BenchScale, context: BenchContext): Promise<ImportBench> {
    const { shutdown, say, mongodBinary } = context;
    const folder = await mkdtemp(join(tmpdir(), 'duethread-bench-'));
    // PostgreSQL may run as somebody else.
    await chmod(folder, 0o755);
    shutdown.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const files = await writeImportFiles(folder, Math.max(LEAST_INVOICES, Math.round(INVOICES * data)));
    const { uri, stop } = await openDatabase({ dataDir: folder, mongodBinary }, say);
    shutdown.add(stop);
    const client = new mongoose.mongo.MongoClient(uri);
    await client.connect();
    shutdown.add(() => client.close());
    const { version } = await client.db().admin().buildInfo();
    const mongo = { uri, version: String(version), meter: cpuMeter(client), folder };
    return new ImportBench(context, files, mongo, await Postgres.start(folder, context));
  }

  async round(round: number): Promise<void> {
    const { files } = this;
    for (const [kind, invoices, payments] of [
      ['cold', files.invoices, files.payments],
      ['warm', files.laterInvoices, files.laterPayments],
    ] as const) {
      await this.measure('ours', kind, async () => [
        await this.feed(round, ['invoices', invoices], kind),
        await this.feed(round, ['payments', payments], kind),
      ]);
      await this.measure('driver bulkWrite upsert', kind, async () => [
        await this.upsert(round, ['invoices', 'number'], invoices),
        await this.upsert(round, ['payments', 'payment'], payments),
      ]);
      await this.copy(round, kind, [invoices, payments]);
    }
  }

  result() {
    const cpu = (contender: string, kind: Kind) => this.figures(contender, kind, ({ cpuMs }) => cpuMs);
    const wall = (contender: string, kind: Kind) => this.figures(contender, kind, ({ wallMs }) => wallMs);
    const peak = Math.max(...this.imports.filter(({ name }) => name === 'ours').map(({ peakMb }) => peakMb ?? 0));
    const targets: Target[] = [
      {
        id: 'T7',
        what: 'cold, CPU against bulkWrite upsert',
        ratio: ratio(cpu('ours', 'cold'), cpu('driver bulkWrite upsert', 'cold')),
        wanted: { atMost: 0.33 },
      },
      {
        id: 'T7',
        what: 'cold, CPU against PostgreSQL COPY + upsert',
        ratio: ratio(cpu('ours', 'cold'), cpu('PostgreSQL COPY', 'cold')),
        wanted: { atMost: 4.5 },
      },
      {
        id: 'T8',
        what: 'warm, wall against PostgreSQL COPY + distinct',
        ratio: ratio(wall('ours', 'warm'), wall('PostgreSQL COPY', 'warm')),
        wanted: { atMost: 3 },
      },
    ];
    const notes = [
      `${this.files.rows} rows. The largest of our processes took ${Math.round(peak)} MB; 512 MB is the limit.`,
      'Ours keeps, for a payment, the payment, its application and a new version of the invoice, and the money of its customer; the peers keep a row as it is.',
    ];
    return { mongodb: this.mongo.version, measured: [], imports: this.imports, targets, notes };
  }

  private figures(contender: string, kind: Kind, of: (measured: MeasuredImport) => number): number[] {
    return this.imports.filter((one) => one.name === contender && one.kind === kind).map(of);
  }

  private async feed(round: number, [profile, file]: [string, string], kind: Kind): Promise<Usage> {
    const asOf = kind === 'cold' ? '2026-01-01T00:00:00Z' : '2026-01-02T00:00:00Z';
    const args = ['server/commands/feed.ts', profile, file, '--tenant', `Round ${round}`, '--data-as-of', asOf];
    return this.program(args, `ours${round}`);
  }

  private async upsert(round: number, [name, key]: [string, string], file: string): Promise<Usage> {
    return this.program(['test/bench/import-driver.ts', this.mongo.uri, `peer${round}`, name, key, file], 'none');
  }

  /** Runs a program to its end. Throws where it fails: that measures nothing. */
  private async program(args: readonly string[], database: string): Promise<Usage> {
    const environment = {
      MONGODB_URI: this.mongo.uri,
      MONGODB_DATABASE: database,
      SESSION_SECRET: 'of the bench, and of nothing else at all',
      BASE_URL: 'http://localhost',
      DATA_DIR: this.mongo.folder,
    };
    const program = startProgram(['--import', './test/bench/usage-at-exit.ts', ...args], environment);
    this.context.shutdown.add(async () => void program.process.kill());
    const code = await program.ended();
    const usage = /^USAGE (.*)$/m.exec(program.stderr)?.[1];
    if (code !== 0 || usage === undefined) throw new Error(`An import ended with ${code}: ${program.stderr}`);
    return JSON.parse(usage) as Usage;
  }

  private async copy(round: number, kind: Kind, [invoices, payments]: [string, string]): Promise<void> {
    const { postgres } = this;
    if (postgres === null) return;
    const tables = [
      [`invoices${round}`, INVOICE_COLUMNS.split(','), invoices],
      [`payments${round}`, PAYMENT_COLUMNS.split(','), payments],
    ] as const;
    if (kind === 'cold') for (const [name, columns] of tables) await postgres.createTable(name, columns);
    const before = await postgres.cpuMs();
    const start = performance.now();
    for (const [name, columns, file] of tables) await postgres.import(name, columns, file);
    const wallMs = performance.now() - start;
    this.imports.push({
      name: 'PostgreSQL COPY',
      kind,
      wallMs,
      cpuMs: (await postgres.cpuMs()) - before,
      peakMb: null,
    });
  }

  private async measure(name: string, kind: Kind, work: () => Promise<Usage[]>): Promise<void> {
    this.context.say(`${name}, ${kind} …`);
    const before = await this.mongo.meter.read();
    const start = performance.now();
    const usages = await work();
    const wallMs = performance.now() - start;
    const after = await this.mongo.meter.read();
    const mongodMs = ((after.mongod ?? 0) - (before.mongod ?? 0)) / 1_000;
    const clientMs = usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    const peakMb = Math.max(...usages.map((usage) => usage.peakMb));
    this.imports.push({ name, kind, wallMs, cpuMs: clientMs + mongodMs, peakMb });
  }
}

interface Usage {
  readonly cpuMs: number;
  readonly peakMb: number;
}

/** One figure through another, round by round; null where there is no such peer. */
function ratio(ours: readonly number[], peer: readonly number[]): Ratio | null {
  if (peer.length === 0) return null;
  const ratios = ours.map((figure, round) => figure / (peer[round] ?? Number.NaN));
  return { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}
