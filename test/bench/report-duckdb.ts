import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { BenchContext } from './bench-case.ts';
import type { ReportData } from './report-data.ts';

const PACKAGE = '@duckdb/node-api@1.5.6-r.1';
/** A machine without a way to a registry is to say so, not to be waited for. */
const IMPATIENT = ['--fetch-retries=0', '--fetch-timeout=10000'];
const INSTALL_LIMIT_MS = 120_000;
const DAY_MS = 86_400_000;

/** The part of DuckDB's own interface that is used here. */
interface Connection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowsJson(): unknown[][] }>;
}

/** A line of the attribution: what was touched last by whom in which month. */
export interface AttributedLine {
  readonly collector: number;
  /** `2025-09`. */
  readonly month: string;
  readonly payments: number;
  readonly minor: number;
}

/** DuckDB with the payments and contacts in tables of its own. */
export class DuckDbPeer {
  private constructor(private readonly connection: Connection) {}

  /** Null, and said, where it cannot be had from npm. */
  static async start(root: string, data: ReportData, { say }: BenchContext): Promise<DuckDbPeer | null> {
    const folder = join(root, 'duckdb');
    await mkdir(folder, { recursive: true });
    try {
      const args = [
        'install',
        '--no-save',
        '--no-package-lock',
        '--no-audit',
        ...IMPATIENT,
        '--prefix',
        folder,
        PACKAGE,
      ];
      await promisify(execFile)('npm', args, { cwd: folder, timeout: INSTALL_LIMIT_MS });
      const entry = createRequire(join(folder, 'package.json')).resolve('@duckdb/node-api');
      const { DuckDBInstance } = await import(pathToFileURL(entry).href);
      const connection: Connection = await (await DuckDBInstance.create(join(folder, 'bench.duckdb'))).connect();
      await fill(connection, folder, data);
      return new DuckDbPeer(connection);
    } catch (error) {
      say(`There is no DuckDB to measure beside: ${(error as Error).message.split('\n')[0]}`);
      return null;
    }
  }

  /** For each payment the last contact of its customer on the 14 days before; by collector and month, in this order. */
  async attributed(): Promise<AttributedLine[]> {
    const result = await this.connection.runAndReadAll(`
      SELECT c.collector, strftime(make_timestamp(p.day * 86400000000), '%Y-%m') AS month, count(*), sum(p.minor)::DOUBLE
      FROM payments p ASOF JOIN contacts c ON p.customer = c.customer AND p.at > c.at
      WHERE p.day - c.day <= 14
      GROUP BY ALL ORDER BY ALL`);
    return result.getRowsJson().map(([collector, month, payments, minor]) => ({
      collector: Number(collector),
      month: String(month),
      payments: Number(payments),
      minor: Number(minor),
    }));
  }
}

async function fill(connection: Connection, folder: string, { payments, contacts }: ReportData): Promise<void> {
  const paymentsFile = join(folder, 'payments.csv');
  const contactsFile = join(folder, 'contacts.csv');
  await write(paymentsFile, 'customer,day,at,minor', payments, ({ customer, day, minor }) => [
    customer,
    day,
    day * DAY_MS,
    minor,
  ]);
  await write(contactsFile, 'customer,collector,day,at', contacts, ({ customer, collector, at }) => [
    customer,
    collector,
    Math.floor(at / DAY_MS),
    at,
  ]);
  await connection.run(`CREATE TABLE payments AS SELECT * FROM read_csv('${paymentsFile}')`);
  await connection.run(`CREATE TABLE contacts AS SELECT * FROM read_csv('${contactsFile}')`);
}

async function write<T>(
  file: string,
  head: string,
  rows: readonly T[],
  cells: (row: T) => readonly number[],
): Promise<void> {
  function* lines() {
    yield `${head}\n`;
    for (const row of rows) yield `${cells(row).join(',')}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
}
