import type { Migration } from './migration.ts';
import { settingsIntoAdminLog } from './settings-into-admin-log.ts';

/** Every step that the stored shape has taken, in their order; a new one goes to the end. */
export const MIGRATIONS: readonly Migration[] = [settingsIntoAdminLog];
