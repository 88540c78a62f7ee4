import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { BenchContext } from './bench-case.ts';

const run = promisify(execFile);
/** PostgreSQL does not run as root; where the bench does, it runs as nobody. */
const NOBODY = 65_534;
const TICKS_A_SECOND = 100;
const START_LIMIT_MS = 60_000;

type Columns = readonly string[];

/** A PostgreSQL on a folder of its own, reached through a socket in it. */
export class Postgres {
  private constructor(
    private readonly folder: string,
    private readonly pid: number,
    private readonly as: { uid?: number; gid?: number },
  ) {}

  /** Null, and said, where this machine has none. */
  static async start(root: string, { say, shutdown }: BenchContext): Promise<Postgres | null> {
    const folder = join(root, 'postgres');
    await mkdir(folder);
    const as = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
    if (as.uid !== undefined) await chown(folder, NOBODY, NOBODY);
    const data = join(folder, 'data');
    try {
      await run('initdb', ['-D', data, '-A', 'trust', '-U', 'bench', '--no-locale', '-E', 'UTF8'], as);
    } catch (error) {
      say(`There is no PostgreSQL to measure beside: ${(error as Error).message.split('\n')[0]}`);
      return null;
    }
    const args = ['-D', data, '-k', folder, '-h', '', '-c', 'shared_buffers=1GB', '-c', 'max_wal_size=4GB'];
    const server = spawn('postgres', args, { ...as, stdio: 'ignore' });
    const gone = once(server, 'exit');
    shutdown.add(async () => {
      server.kill('SIGINT');
      await gone;
    });
    const postgres = new Postgres(folder, server.pid ?? 0, as);
    await postgres.untilReady();
    return postgres;
  }

  /** A table with a key and one index more. */
  async createTable(name: string, [key = '', ...columns]: Columns): Promise<void> {
    const rest = columns.map((column) => `"${column}" text`).join(', ');
    await this.sql(`CREATE TABLE ${name} ("${key}" text PRIMARY KEY, ${rest}); CREATE INDEX ON ${name} (customer);`);
  }

  /** COPY to a temporary table and one INSERT … ON CONFLICT; rows that say the same are not written. */
  async import(name: string, [key = '', ...columns]: Columns, file: string): Promise<void> {
    const set = columns.map((column) => `"${column}" = excluded."${column}"`).join(', ');
    const own = columns.map((column) => `${name}."${column}"`).join(', ');
    const given = columns.map((column) => `excluded."${column}"`).join(', ');
    await this.sql(
      `BEGIN; CREATE TEMP TABLE coming (LIKE ${name}) ON COMMIT DROP;`,
      `\\copy coming FROM '${file}' WITH (FORMAT csv, HEADER true)`,
      `INSERT INTO ${name} SELECT * FROM coming ON CONFLICT ("${key}") DO UPDATE SET ${set} WHERE (${own}) IS DISTINCT FROM (${given}); COMMIT;`,
    );
  }

  /** CPU time of the server and of the connections that have ended, in ms. Linux alone tells. */
  async cpuMs(): Promise<number> {
    const stat = await readFile(`/proc/${this.pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return (ticks * 1_000) / TICKS_A_SECOND;
  }

  private async sql(...statements: string[]): Promise<void> {
    const commands = statements.flatMap((statement) => ['-c', statement]);
    const args = ['-h', this.folder, '-U', 'bench', '-d', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1', ...commands];
    await run('psql', args, this.as);
  }

  private async untilReady(): Promise<void> {
    const deadline = performance.now() + START_LIMIT_MS;
    for (;;) {
      try {
        return await this.sql('SELECT 1');
      } catch (error) {
        if (performance.now() > deadline) throw error;
        await pause(200);
      }
    }
  }
}
