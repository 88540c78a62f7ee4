import * as z from 'zod/mini';
import { CREDIT_KINDS, DEBIT_KINDS, DISPUTE_STATUSES } from '../domain/open-item.ts';
import { ActivityView } from './activities.ts';
import { operation } from './operation.ts';
import { CalendarDateText, CurrencyText, Id, InstantText, MoneyValue, ShortText } from './values.ts';

export const CustomerRef = z.object({ id: Id, number: z.string(), name: z.string() });
export type CustomerRef = z.infer<typeof CustomerRef>;

const ContactView = z.object({
  name: z.string(),
  email: z.string(),
  phone: z.string(),
  role: z.string(),
  language: z.string(),
});

/** An open item as the card lists it; `left` is what is still open of it today, never negative. */
export const OpenItemView = z.object({
  id: Id,
  number: z.string(),
  kind: z.string(),
  issuedOn: CalendarDateText,
  dueOn: CalendarDateText,
  daysPastDue: z.int(),
  amount: MoneyValue,
  left: MoneyValue,
  disputeStatus: z.enum(DISPUTE_STATUSES),
  /** Whether the ERP's own document of it is here. */
  hasDocument: z.boolean(),
});
export type OpenItemView = z.infer<typeof OpenItemView>;

/** What a customer owes in one currency. `unapplied` is never above 0; `netOpen` is the sum of both; `buckets` keep the tenant's order. */
export const CurrencyPosition = z.object({
  currency: CurrencyText,
  invoiceOpen: MoneyValue,
  unapplied: MoneyValue,
  netOpen: MoneyValue,
  pastDue: MoneyValue,
  buckets: z.array(z.object({ label: z.string(), amount: MoneyValue })),
});
export type CurrencyPosition = z.infer<typeof CurrencyPosition>;

/** A promise or dispute that the log or the ERP holds open, in the words of the card. */
export const OpenPromiseView = z.object({
  activityId: Id,
  amount: MoneyValue,
  promisedFor: CalendarDateText,
  /** Which part of the promise it is, from 1, and of how many. */
  part: z.int(),
  parts: z.int(),
  itemIds: z.array(Id),
  by: z.string(),
  recordedAt: InstantText,
});
export type OpenPromiseView = z.infer<typeof OpenPromiseView>;

export const OpenDisputeView = z.object({
  activityId: z.nullable(Id),
  /** `erp` where the feed says so, `log` where a colleague recorded it. */
  source: z.enum(['erp', 'log']),
  itemIds: z.array(Id),
  amount: z.nullable(MoneyValue),
  reason: z.string(),
});
export type OpenDisputeView = z.infer<typeof OpenDisputeView>;

/** All that a collector needs to know of a customer before writing or calling. */
export const CustomerCard = z.object({
  customer: CustomerRef,
  contacts: z.array(ContactView),
  doNotContact: z.boolean(),
  /** The address of who is responsible; empty where nobody is. */
  owner: z.string(),
  /** The name of the colleague with that address; null where nobody here has it. */
  ownerName: z.nullable(z.string()),
  /** What the customer may owe, as the ERP says; null where it says nothing. */
  creditLimit: z.nullable(MoneyValue),
  /** How the customer pays: of the newest invoices paid in full, at most 100 of the last two years, the median of the days from due day to payment, negative where early. Null below 3. */
  habit: z.nullable(z.object({ invoices: z.int(), medianDaysLate: z.int() })),
  /** The day the figures are for, in the company's zone. */
  asOf: CalendarDateText,
  /** The source's as-of time of the ERP data; null before the first feed. */
  dataAsOf: z.nullable(InstantText),
  positions: z.array(CurrencyPosition),
  oldestItems: z.array(OpenItemView),
  openItemCount: z.int(),
  lastPayment: z.nullable(z.object({ on: CalendarDateText, amount: MoneyValue })),
  lastContacts: z.array(ActivityView),
  openPromises: z.array(OpenPromiseView),
  openDisputes: z.array(OpenDisputeView),
});
export type CustomerCard = z.infer<typeof CustomerCard>;

export const TimelineEntry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('activity'), on: CalendarDateText, at: InstantText, activity: ActivityView }),
  z.object({
    type: z.literal('payment'),
    /** `payment` or `credit_memo`. */
    kind: z.enum(CREDIT_KINDS),
    on: CalendarDateText,
    number: z.string(),
    amount: MoneyValue,
    /** What of it is applied today, and to which invoices. */
    applied: MoneyValue,
    itemNumbers: z.array(z.string()),
  }),
  z.object({
    type: z.literal('invoice'),
    /** `invoice`, or what else the customer owes. */
    kind: z.enum(DEBIT_KINDS),
    on: CalendarDateText,
    number: z.string(),
    amount: MoneyValue,
    dueOn: CalendarDateText,
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const findCustomers = operation({
  id: 'findCustomers',
  summary:
    'Customers whose number or name begins with, or whose name contains a word that begins with, the text; at most 20.',
  method: 'get',
  path: '/api/customers',
  policy: 'signed_in',
  scope: 'customers',
  query: z.strictObject({ search: ShortText.check(z.minLength(1)) }),
  answer: z.object({ customers: z.array(CustomerRef) }),
  status: 200,
});

const MergeAnswer = z.object({
  /** Who stands for both after a merge; who stands for itself again after one was taken back. */
  customer: CustomerRef,
  /** The run of the ledger; null where it was so already. */
  run: z.nullable(z.int()),
});

export const mergeCustomers = operation({
  id: 'mergeCustomers',
  summary:
    'Says that a customer is another one: items, mail and log of both are the other’s from then on. Answers merge_refused where one of them was merged before, or is the other.',
  method: 'post',
  path: '/api/customers/{id}/merge',
  policy: 'administration',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ intoId: Id, reason: ShortText.check(z.minLength(1)) }),
  answer: MergeAnswer,
  status: 200,
});

export const undoMerge = operation({
  id: 'undoMerge',
  summary: 'Takes a merge back: the customer stands for itself again, with what was its own.',
  method: 'post',
  path: '/api/customers/{id}/unmerge',
  policy: 'administration',
  params: z.strictObject({ id: Id }),
  body: z.strictObject({ reason: ShortText.check(z.minLength(1)) }),
  answer: MergeAnswer,
  status: 200,
});

export const readCustomerCard = operation({
  id: 'readCustomerCard',
  summary: 'The customer card: what is open, past due, promised, disputed, and who was last in contact.',
  method: 'get',
  path: '/api/customers/{id}/card',
  policy: 'reading',
  scope: 'customers',
  params: z.strictObject({ id: Id }),
  answer: CustomerCard,
  status: 200,
});

export const readTimeline = operation({
  id: 'readTimeline',
  summary: 'Money and contact of one customer in one line of time, latest first.',
  method: 'get',
  path: '/api/customers/{id}/timeline',
  policy: 'signed_in',
  scope: 'customers',
  params: z.strictObject({ id: Id }),
  query: z.strictObject({
    before: z.optional(CalendarDateText),
    limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(200))),
  }),
  answer: z.object({
    customer: CustomerRef,
    entries: z.array(TimelineEntry),
    nextBefore: z.nullable(CalendarDateText),
  }),
  status: 200,
});
