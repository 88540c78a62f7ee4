import * as z from 'zod/mini';
import { ROLES } from '../domain/role.ts';
import { CompanyCodesView } from './company-codes.ts';
import { operation } from './operation.ts';
import { CurrencyText, Id, InstantText } from './values.ts';

/** Which token is traded in. `page` trades the page's own sign-in cookie and carries no token. */
export const OpenSessionBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('entra'), token: z.string().check(z.minLength(1), z.maxLength(16_384)) }),
  z.strictObject({ kind: z.literal('google'), token: z.string().check(z.minLength(1), z.maxLength(16_384)) }),
  z.strictObject({ kind: z.literal('page') }),
]);

export type OpenSessionBody = z.infer<typeof OpenSessionBody>;

/** A page of ours sends this header, with any value, beside `kind: 'page'`; no form and no image of another origin can. */
export const PAGE_HEADER = 'x-duethread-page';

export const SignedInUser = z.object({ id: Id, email: z.string(), name: z.string(), role: z.enum(ROLES) });
export type SignedInUser = z.infer<typeof SignedInUser>;

export const TenantView = z.object({
  id: Id,
  name: z.string(),
  currency: CurrencyText,
  zone: z.string(),
  /** What it has otherwise of the activity codes; left out while it has the standard as it is. */
  codes: z.optional(CompanyCodesView),
});
export type TenantView = z.infer<typeof TenantView>;

export const SessionView = z.object({
  token: z.string(),
  expiresAt: InstantText,
  user: SignedInUser,
  tenant: TenantView,
});
export type SessionView = z.infer<typeof SessionView>;

export const openSession = operation({
  id: 'openSession',
  summary: 'Trades a token of Entra or Google, or the sign-in of the page, for a session token of 15 minutes.',
  method: 'post',
  path: '/api/sessions',
  policy: 'public',
  body: OpenSessionBody,
  answer: SessionView,
  status: 201,
});

export const readMe = operation({
  id: 'readMe',
  summary: 'The user of the session and the company they work for.',
  method: 'get',
  path: '/api/me',
  policy: 'signed_in',
  answer: z.object({ user: SignedInUser, tenant: TenantView }),
  status: 200,
});
