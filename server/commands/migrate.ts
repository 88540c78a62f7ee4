import { parseArgs } from 'node:util';
import { connectedDatabase } from '../mongo/connect.ts';
import { MIGRATIONS } from '../mongo/migrations/migration-list.ts';
import { MigrationRecords } from '../mongo/migrations/migration-records.ts';
import { followMigrations, runMigrations } from '../mongo/migrations/run-migrations.ts';
import { migrationsUpTo } from '../mongo/migrations/schema-state.ts';
import { CommandFailed, commandArguments, runCommand, withCommandContext } from './command-context.ts';

const USAGE = `Usage:
  npm run migrate -- [--to N]    does every migration up to N that was not done yet; all without --to
  npm run migrate -- --list      what was done, and what is still to be done`;

await runCommand(USAGE, async () => {
  const options = { to: { type: 'string' }, list: { type: 'boolean' } } as const;
  const { values } = parseArgs({ args: commandArguments(), options });
  const migrations = migrationsUpTo(MIGRATIONS, numberOf(values.to));
  await withCommandContext(async ({ clock, print, say }) => {
    const db = connectedDatabase();
    if (values.list !== true) {
      const order = { db, migrations, clock, say };
      await runMigrations(order);
      await followMigrations(order);
    }
    const done = new Map((await new MigrationRecords(db).findDone()).map((each) => [each._id, each]));
    for (const { number, name } of MIGRATIONS) {
      const at = done.get(number)?.doneAt.toISOString();
      print(`${number} ${name}: ${at === undefined ? 'not done' : `done ${at}`}`);
    }
  });
});

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^\d{1,4}$/.test(text)) return Number(text);
  throw new CommandFailed(`--to needs to be the number of a migration.\n${USAGE}`);
}
