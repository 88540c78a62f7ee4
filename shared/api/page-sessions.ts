import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { Id, InstantText } from './values.ts';

/** One sign-in to the pages that still holds. */
export const PageSessionView = z.object({
  id: Id,
  /** Browser and system, as far as the browser names them: `Firefox on Windows`. */
  device: z.string(),
  /** The network address it was begun from, shortened so that it names no single connection. */
  place: z.string(),
  begunAt: InstantText,
  lastSeenAt: InstantText,
  /** Whether the question came from this very session. */
  isThisOne: z.boolean(),
});
export type PageSessionView = z.infer<typeof PageSessionView>;

/** How somebody signs in: whose name for them we know. */
export const IdentityView = z.object({ kind: z.enum(['Microsoft', 'Google', 'other']), issuer: z.string() });
export type IdentityView = z.infer<typeof IdentityView>;

const Ended = z.object({ ended: z.int() });

export const listMySessions = operation({
  id: 'listMySessions',
  summary: 'Where the user is signed in to the pages, the latest first, and by which directories they are known.',
  method: 'get',
  path: '/api/me/sessions',
  policy: 'signed_in',
  answer: z.object({ sessions: z.array(PageSessionView), identities: z.array(IdentityView) }),
  status: 200,
});

export const endMySession = operation({
  id: 'endMySession',
  summary: 'Ends one sign-in of the user; its tokens hold no longer either.',
  method: 'post',
  path: '/api/me/sessions/{id}/end',
  policy: 'signed_in',
  params: z.strictObject({ id: Id }),
  answer: Ended,
  status: 200,
});

export const endMySessions = operation({
  id: 'endMySessions',
  summary: 'Signs the user out everywhere: pages, pane and Gmail add-on, this session included.',
  method: 'post',
  path: '/api/me/sign-out',
  policy: 'signed_in',
  answer: Ended,
  status: 200,
});

export const endSessionsOf = operation({
  id: 'endSessionsOf',
  summary: 'Signs a user of the company out everywhere, from their next request on.',
  method: 'post',
  path: '/api/users/{userId}/sign-out',
  policy: 'administration',
  params: z.strictObject({ userId: Id }),
  answer: Ended,
  status: 200,
});
