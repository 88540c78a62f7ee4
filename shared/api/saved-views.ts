import * as z from 'zod/mini';
import { operation } from './operation.ts';
import { Id, ShortText } from './values.ts';

/** A page of the manager with its filters, under a name. */
export const SavedViewView = z.object({
  id: Id,
  name: z.string(),
  /** The path and query of the page, `/reports/ageing?by=collector`; never an address of elsewhere. */
  address: z.string(),
  /** *Own* is seen by who saved it, *shared* by all who answer for the figures. */
  scope: z.enum(['own', 'shared']),
  by: z.string(),
  /** Whether the asker may change it: it is their own, or they saved it. */
  isMine: z.boolean(),
});
export type SavedViewView = z.infer<typeof SavedViewView>;

const Body = z.strictObject({
  name: ShortText.check(z.minLength(1), z.maxLength(100)),
  address: z.string().check(z.maxLength(2_000), z.regex(/^\/(?!\/)[^\s\\]*$/)),
  scope: z.enum(['own', 'shared']),
});

export const listSavedViews = operation({
  id: 'listSavedViews',
  summary: 'Views that the asker saved, and those that others shared, by name.',
  method: 'get',
  path: '/api/saved-views',
  policy: 'management',
  answer: z.object({ views: z.array(SavedViewView) }),
  status: 200,
});

export const addSavedView = operation({
  id: 'addSavedView',
  summary: 'Saves a view. Answers view_taken where one of that name is there already.',
  method: 'post',
  path: '/api/saved-views',
  policy: 'management',
  body: Body,
  answer: SavedViewView,
  status: 201,
  idempotent: true,
});

export const removeSavedView = operation({
  id: 'removeSavedView',
  summary: 'Removes a view of one’s own making.',
  method: 'delete',
  path: '/api/saved-views/{id}',
  policy: 'management',
  params: z.strictObject({ id: Id }),
  answer: z.object({}),
  status: 200,
});
