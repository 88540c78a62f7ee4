/**
 * The collections that no tenant owns, each with the reason. Everything else is refused without a tenant.
 * - tenants: the tenants themselves; found by directory at sign-in, before a tenant is known.
 * - signInLinks: one-time links, found by the hash of their secret.
 * - pageSessions: the session store of the pages (connect-mongo), found by a random id.
 * - jobs: the timetable (agenda): what is done when, for all companies; each work then runs in one company after another.
 * - migrations: which steps the stored shape has taken, for all companies at once.
 * - limitRounds: counts of what is limited, by a hash of whom they are about, over all processes.
 * - limitMembers: the processes that share those counts.
 */
export const TENANTLESS_COLLECTIONS: ReadonlySet<string> = new Set([
  'tenants',
  'signInLinks',
  'pageSessions',
  'jobs',
  'migrations',
  'limitRounds',
  'limitMembers',
]);

/** The collections that only ever grow: what stands in them is neither changed nor taken away, by whatever way. */
export const APPEND_ONLY_COLLECTIONS: ReadonlySet<string> = new Set([
  'activities',
  'cashDecisions',
  'settingChanges',
  'adminChanges',
]);
