import type { Migration } from './mongo/migrations/migration.ts';

/** How far this process is on its way from its start to its end. */
export class Lifecycle {
  /** It is about to end; a load balancer then sends nothing more. */
  stopping = false;
  /** The migrations that have to be done before this process can serve. */
  migrations: readonly Migration[] = [];
}
