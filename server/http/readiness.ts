import type { Lifecycle } from '../lifecycle.ts';
import { connectedDatabase } from '../mongo/connect.ts';
import { MigrationRecords } from '../mongo/migrations/migration-records.ts';
import { stateOf } from '../mongo/migrations/schema-state.ts';

const ASK_LIMIT_MS = 2_000;

/** Why a process should get no requests. */
export type NotReady =
  | 'stopping'
  | 'database_unreachable'
  /** What answers takes no writes. */
  | 'database_without_primary'
  /** The stored shape is not yet the one that this process serves. */
  | 'migrations_not_done'
  /** A newer version has changed the stored shape beyond what this process can serve. */
  | 'schema_too_new';

/** Every reason for which this process should get no requests at this moment; none when it can serve. */
export async function notReadyBecause(lifecycle: Lifecycle): Promise<NotReady[]> {
  const stopping: NotReady[] = lifecycle.stopping ? ['stopping'] : [];
  return [...stopping, ...(await databaseReasons(lifecycle))];
}

async function databaseReasons({ migrations }: Lifecycle): Promise<NotReady[]> {
  try {
    const db = connectedDatabase();
    const { isWritablePrimary } = await db.admin().command({ hello: 1 }, { timeoutMS: ASK_LIMIT_MS });
    if (isWritablePrimary !== true) return ['database_without_primary'];
    const { missing, isTooNew } = stateOf(await new MigrationRecords(db).findDone(ASK_LIMIT_MS), migrations);
    return [
      ...(missing.length > 0 ? (['migrations_not_done'] as const) : []),
      ...(isTooNew ? (['schema_too_new'] as const) : []),
    ];
  } catch {
    return ['database_unreachable'];
  }
}
