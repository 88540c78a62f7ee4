import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { Id, InstantText, ShortText } from './values.ts';

/** What of a company's set-up was changed. */
export const ADMIN_AREAS = [
  'settings',
  'company',
  'users',
  'access_rules',
  'machine_keys',
  'templates',
  'codes',
  'texts',
  'feeds',
] as const;
export type AdminArea = (typeof ADMIN_AREAS)[number];

/** One change that somebody made to the set-up, as it was before and as it is since. */
export const AdminChangeView = z.object({
  id: Id,
  at: InstantText,
  /** The e-mail address of who did it, or `command line`. */
  by: z.string(),
  area: z.enum(ADMIN_AREAS),
  /** What was done, in the trade's words: `role_changed`, `approved`. */
  deed: z.string(),
  /** What it was done to: an address, a template's name. */
  subject: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AdminChangeView = z.infer<typeof AdminChangeView>;

export const listAdminChanges = operation({
  id: 'listAdminChanges',
  summary: 'What was changed in the set-up of the company, the latest first, at most 100 at a time.',
  method: 'get',
  path: '/api/admin-log',
  policy: 'administration',
  query: z.strictObject({
    area: z.optional(z.enum(ADMIN_AREAS)),
    /** The address of who did it. */
    by: z.optional(ShortText),
    /** `next` of the page before. */
    after: z.optional(Id),
  }),
  answer: z.object({ changes: z.array(AdminChangeView), next: z.nullable(Id) }),
  status: 200,
});
