import type { Migration } from './migration.ts';
import type { StoredMigration } from './migration-records.ts';

/** How the stored shape of a database stands to what this process knows. */
export interface SchemaState {
  /** What is still to be done before this process can serve, in order. */
  readonly missing: readonly Migration[];
  /** Whether a newer version has changed so much that this one can no longer serve. */
  readonly isTooNew: boolean;
}

/** Holds what was done against what this process knows. */
export function stateOf(done: readonly StoredMigration[], known: readonly Migration[]): SchemaState {
  const numbers = new Set(done.map(({ _id }) => _id));
  const servedFrom = Math.max(0, ...done.map((each) => each.servedFrom));
  return {
    missing: known.filter(({ number }) => !numbers.has(number)),
    isTooNew: servedFrom > (known.at(-1)?.number ?? 0),
  };
}

/** The migrations up to a number; all where none is named. */
export function migrationsUpTo(migrations: readonly Migration[], number: number | null): readonly Migration[] {
  return number === null ? migrations : migrations.filter((each) => each.number <= number);
}
