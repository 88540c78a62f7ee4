import * as z from 'zod/mini';
import { ROLES } from '../domain/role.ts';
import { operation } from './operation.ts';

/** Whose people may sign in: an Entra tenant by its `tid`, a Google Workspace domain by `hd`. */
const DirectoryView = z.strictObject({
  kind: z.enum(['entra', 'google']),
  id: z.string().check(z.trim(), z.minLength(4), z.maxLength(253)),
});

/** Who joins by signing in, and as what: the members of a group of Entra, or all with an address of a mail domain. */
export const JoinRule = z.strictObject({
  by: z.enum(['group', 'domain']),
  /** The group's object id, or the domain. */
  value: z.string().check(z.trim(), z.minLength(4), z.maxLength(253)),
  role: z.enum(ROLES),
});
export type JoinRule = z.infer<typeof JoinRule>;

export const AccessView = z.object({
  directories: z.array(DirectoryView),
  /** The first that fits decides. Whom none fits needs an invitation. */
  joinRules: z.array(JoinRule),
  /** Whether collectors see only their own customers and those of nobody. */
  portfolios: z.boolean(),
});
export type AccessView = z.infer<typeof AccessView>;

export const ChangeAccessBody = z.strictObject({
  directories: z.optional(z.array(DirectoryView).check(z.maxLength(20))),
  joinRules: z.optional(z.array(JoinRule).check(z.maxLength(50))),
  portfolios: z.optional(z.boolean()),
});
export type ChangeAccessBody = z.infer<typeof ChangeAccessBody>;

export const readAccess = operation({
  id: 'readAccess',
  summary: 'By which directories the company signs in, who joins by themselves, and whether portfolios are on.',
  method: 'get',
  path: '/api/access',
  policy: 'administration',
  answer: AccessView,
  status: 200,
});

export const changeAccess = operation({
  id: 'changeAccess',
  summary:
    'Changes them; what is left out stays. Answers access_refused with each part that does not fit, such as a directory of another company.',
  method: 'put',
  path: '/api/access',
  policy: 'administration',
  body: ChangeAccessBody,
  answer: AccessView,
  status: 200,
});
