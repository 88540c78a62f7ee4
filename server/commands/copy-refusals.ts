import { CopyDamaged } from '../mongo/backup/copy-file.ts';
import type { Manifest } from '../mongo/backup/manifest.ts';
import { DatabaseNotEmpty } from '../mongo/backup/restore-copy.ts';
import { SnapshotGone } from '../mongo/backup/take-copy.ts';
import { MIGRATIONS } from '../mongo/migrations/migration-list.ts';
import { CommandFailed } from './command-context.ts';

const KNOWN = [CopyDamaged, DatabaseNotEmpty, SnapshotGone] as const;

/** Turns what is wrong with a copy into one sentence for the person at the terminal. */
export async function sentences(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof Error && KNOWN.some((kind) => error instanceof kind)
      ? new CommandFailed(error.message)
      : error;
  }
}

/** Refuses a copy of a newer version than this one. */
export function requireKnown({ migration }: Manifest): void {
  if (migration <= MIGRATIONS.length) return;
  throw new CommandFailed(
    `The copy is of a newer version: it is at migration ${migration}, and this one knows ${MIGRATIONS.length}.`,
  );
}
