/**
 * The collections that no tenant owns, each with the reason. Everything else is refused without a tenant.
 * - tenants: the tenants themselves; found by directory at sign-in, before a tenant is known.
 * - signInLinks: one-time links, found by the hash of their secret.
 * - pageSessions: the session store of the pages (connect-mongo), found by a random id.
 * - jobs: the timetable (agenda): what is done when, for all companies; each work then runs in one company after another.
 * - rateLimits: counters of rate-limiter-flexible; keys carry the tenant.
 */
export const TENANTLESS_COLLECTIONS: ReadonlySet<string> = new Set([
  'tenants',
  'signInLinks',
  'pageSessions',
  'jobs',
  'rateLimits',
]);

/** The collections that only ever grow: what stands in them is neither changed nor taken away, by whatever way. */
export const APPEND_ONLY_COLLECTIONS: ReadonlySet<string> = new Set(['activities', 'cashDecisions', 'settingChanges']);
