import * as z from 'zod/mini';
import { ROLES } from '../domain/role.ts';
import { operation } from './operation.ts';
import { CalendarDateText, Id, InstantText } from './values.ts';

const Address = z.string().check(z.trim(), z.minLength(3), z.maxLength(320));
const Addresses = z.array(Address).check(z.maxLength(50));
const PersonName = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const Role = z.enum(ROLES);
const UserParams = z.strictObject({ id: Id });

/** A directory's own, lasting name for a person. */
const IdentityView = z.object({ issuer: z.string(), subject: z.string() });

/** Who stands in for somebody from one day to another, both included. */
export const AbsenceView = z.object({
  user: z.object({ id: Id, name: z.string() }),
  standIn: z.object({ id: Id, name: z.string() }),
  from: CalendarDateText,
  until: CalendarDateText,
});
export type AbsenceView = z.infer<typeof AbsenceView>;

export const UserView = z.object({
  id: Id,
  email: z.string(),
  name: z.string(),
  role: Role,
  disabled: z.boolean(),
  /** Further addresses by which a directory may know the person. */
  otherEmails: z.array(z.string()),
  /** Further owners, by address, whose customers the person sees where portfolios are on. */
  sees: z.array(z.string()),
  identities: z.array(IdentityView),
  absence: z.nullable(AbsenceView),
  /** The last day, in the company's zone, on which the person signed in by a directory or a link; null where it is not known. */
  lastSignInOn: z.nullable(CalendarDateText),
});
export type UserView = z.infer<typeof UserView>;

/** `failed`: the mail server did not take it; `no_mail`: this installation sends none. */
export const MAILED = ['sent', 'failed', 'no_mail'] as const;

/** The one-time link of a person, and what became of the mail with it. */
const SignInLinkView = z.object({ link: z.string(), expiresAt: InstantText, mailed: z.enum(MAILED) });

export const listUsers = operation({
  id: 'listUsers',
  summary: 'The people of the company by address, those who are shut out too.',
  method: 'get',
  path: '/api/users',
  policy: 'administration',
  answer: z.object({ users: z.array(UserView) }),
  status: 200,
});

export const inviteUser = operation({
  id: 'inviteUser',
  summary:
    'Adds a person, and makes their one-time sign-in link, which stands nowhere but in this answer and the mail. Answers user_taken for an address that somebody has.',
  method: 'post',
  path: '/api/users',
  policy: 'administration',
  body: z.strictObject({
    email: Address,
    role: Role,
    /** Made of the address where it is left out. */
    name: z.optional(PersonName),
    sees: z.optional(Addresses),
  }),
  answer: z.object({ user: UserView, link: SignInLinkView }),
  status: 201,
});

export const ChangeUserBody = z.strictObject({
  name: z.optional(PersonName),
  role: z.optional(Role),
  disabled: z.optional(z.boolean()),
  otherEmails: z.optional(Addresses),
  sees: z.optional(Addresses),
});
export type ChangeUserBody = z.infer<typeof ChangeUserBody>;

export const changeUser = operation({
  id: 'changeUser',
  summary:
    'Changes a person; what is left out stays. It holds from their next request on. Answers last_admin where nobody would be left to run the set-up.',
  method: 'put',
  path: '/api/users/{id}',
  policy: 'administration',
  params: UserParams,
  body: ChangeUserBody,
  answer: UserView,
  status: 200,
});

export const renewSignInLink = operation({
  id: 'renewSignInLink',
  summary:
    'Another one-time sign-in link for a person in the place of those before, mailed where the installation sends mail.',
  method: 'post',
  path: '/api/users/{id}/sign-in-links',
  policy: 'administration',
  params: UserParams,
  answer: SignInLinkView,
  status: 201,
});

export const unbindIdentity = operation({
  id: 'unbindIdentity',
  summary:
    'Parts a person from an identity of Microsoft or Google. Whoever signs in by it next is held against addresses and rules again.',
  method: 'post',
  path: '/api/users/{id}/unbound-identities',
  policy: 'administration',
  params: UserParams,
  body: z.strictObject({
    issuer: z.string().check(z.minLength(1), z.maxLength(300)),
    subject: z.string().check(z.minLength(1), z.maxLength(300)),
  }),
  answer: UserView,
  status: 200,
});

export const MAX_IMPORTED_USERS = 1_000;

/** What a line of the file does. */
const ImportedUser = z.object({
  /** In the file, counted from 1. */
  line: z.int(),
  email: z.string(),
  name: z.string(),
  role: Role,
  sees: z.array(z.string()),
  does: z.enum(['adds', 'changes', 'nothing']),
  /** What changes, in words; empty for a person who is added. */
  changes: z.array(z.string()),
  /** The one-time link of somebody who was added; null in a trial, and for all others. */
  link: z.nullable(z.string()),
});
export type ImportedUser = z.infer<typeof ImportedUser>;

export const importUsers = operation({
  id: 'importUsers',
  summary: `Takes people from a CSV file with the columns email, name, role and, if wanted, portfolio (addresses of owners, parted by spaces); at most ${MAX_IMPORTED_USERS} lines, all or none. People who are not in it stay as they are. Answers users_refused with every line that is wrong.`,
  method: 'post',
  path: '/api/users/import',
  policy: 'administration',
  body: z.strictObject({
    text: z.string().check(z.minLength(1), z.maxLength(400_000)),
    /** Only says what it would do. */
    dryRun: z.optional(z.boolean()),
  }),
  answer: z.object({ dryRun: z.boolean(), added: z.int(), changed: z.int(), users: z.array(ImportedUser) }),
  status: 200,
  maxBytes: 900_000,
});

export const nameStandIn = operation({
  id: 'nameStandIn',
  summary:
    'Names who stands in for a person over some days, in the place of whom was named before. One names one’s own; managers and admins name anybody’s. Answers stand_in_refused for days that are past or in the wrong order, or a person for themselves.',
  method: 'put',
  path: '/api/users/{id}/absence',
  policy: 'signed_in',
  params: UserParams,
  body: z.strictObject({ standInId: Id, from: CalendarDateText, until: CalendarDateText }),
  answer: AbsenceView,
  status: 200,
});

export const endAbsence = operation({
  id: 'endAbsence',
  summary: 'Nobody stands in for the person any more.',
  method: 'delete',
  path: '/api/users/{id}/absence',
  policy: 'signed_in',
  params: UserParams,
  answer: z.object({}),
  status: 200,
});

export const listAbsences = operation({
  id: 'listAbsences',
  summary:
    'Absences that last or are to come: one’s own and those in which one stands in; managers and admins see all.',
  method: 'get',
  path: '/api/absences',
  policy: 'signed_in',
  answer: z.object({
    absences: z.array(AbsenceView),
    /** Who can be named, by name. */
    people: z.array(z.object({ id: Id, name: z.string() })),
  }),
  status: 200,
});
