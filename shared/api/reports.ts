import * as z from 'zod/mini';
import { REACHES } from '../domain/activity-code.ts';
import { DELIVERIES } from '../domain/delivery.ts';
import { HABIT_SEGMENTS } from '../domain/habit.ts';
import { PAYMENT_CLASSES } from '../domain/payment-class.ts';
import { PROMISE_STATES } from '../domain/promise-outcome.ts';
import { operation } from './operation.ts';
import { CalendarDateText, CurrencyText, Id, InstantText, ShortText } from './values.ts';

/** By what rows can be gathered; each report says which of these it knows. */
export const REPORT_GROUPINGS = [
  'customer',
  'parent',
  'collector',
  'currency',
  'team',
  'code',
  'template',
  'segment',
] as const;
export type ReportGrouping = (typeof REPORT_GROUPINGS)[number];

/** What a report can be asked; each report says which of these it takes. */
export const ReportQuery = z.strictObject({
  /** The day asked about; today where it is left out. */
  asOf: z.optional(CalendarDateText),
  /** First and last day of a period; the last 30 days where they are left out. */
  from: z.optional(CalendarDateText),
  to: z.optional(CalendarDateText),
  /** What was known by then; now where it is left out. */
  knownAt: z.optional(InstantText),
  collector: z.optional(Id),
  code: z.optional(ShortText),
  customer: z.optional(Id),
  currency: z.optional(CurrencyText),
  bucket: z.optional(ShortText),
  touched: z.optional(z.enum(['yes', 'no'])),
  reach: z.optional(z.enum(REACHES)),
  delivery: z.optional(z.enum(DELIVERIES)),
  /** By what the rows are gathered; by customer where it is left out. */
  by: z.optional(z.enum(REPORT_GROUPINGS)),
  /** Whether ageing counts from the due day or from the document’s own day; the due day where it is left out. */
  basis: z.optional(z.enum(['due', 'issued'])),
  /** A preset of ageing buckets instead of the company’s own. */
  buckets: z.optional(z.enum(['to_90', 'to_120'])),
  /** The e-mail of the collector who owns the customers; `none` for those that nobody owns. */
  owner: z.optional(ShortText),
  /** A parent customer, for itself and all its subsidiaries. */
  group: z.optional(Id),
  /** The key of a measure: `dso.countback`. */
  measure: z.optional(ShortText),
  /** A team of collectors, by its id. */
  team: z.optional(Id),
  /** The template that a message was made from, by its id. */
  template: z.optional(Id),
  /** What became of a payment, as `payment-trail` tells them apart. */
  paymentClass: z.optional(z.enum(PAYMENT_CLASSES)),
  /** What became of a promise. */
  promiseState: z.optional(z.enum(PROMISE_STATES)),
  /** A segment of customers by how they are used to pay. */
  segment: z.optional(z.enum(HABIT_SEGMENTS)),
  /** All currencies together in the company’s own, at the dated rates that the ERP gave; apart where it is left out. */
  together: z.optional(z.enum(['yes'])),
  /** A field of the rows, with a minus sign before it for downwards; the report’s own order where it is left out. */
  sort: z.optional(ShortText),
  /** Rows of the answer: how many are left out first, and how many follow at most (all where it is left out). Totals are always over all. */
  offset: z.optional(z.coerce.number().check(z.int(), z.minimum(0))),
  limit: z.optional(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(10_000))),
  format: z.optional(z.enum(['json', 'csv', 'xlsx'])),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

export const REPORT_FILTERS = [
  'collector',
  'code',
  'customer',
  'currency',
  'bucket',
  'touched',
  'reach',
  'delivery',
  'by',
  'basis',
  'buckets',
  'owner',
  'group',
  'measure',
  'team',
  'template',
  'paymentClass',
  'promiseState',
  'segment',
  'together',
] as const;
export type ReportFilter = (typeof REPORT_FILTERS)[number];

/** How the figures of a report are made, for the person who stakes something on them. */
export const ReportDefinition = z.looseObject({
  title: z.string(),
  /** The formula in words; one paragraph each. */
  words: z.array(z.string()),
});
export type ReportDefinition = z.infer<typeof ReportDefinition>;

const Row = z.record(z.string(), z.unknown());

export const ReportAnswer = z.object({
  report: z.string(),
  tenant: z.string(),
  asOf: z.optional(CalendarDateText),
  from: z.optional(CalendarDateText),
  to: z.optional(CalendarDateText),
  /** The commit instant of the run it was read at; null before the first. */
  knownAt: z.nullable(InstantText),
  dataAsOf: z.nullable(InstantText),
  definition: ReportDefinition,
  totals: z.array(Row),
  rows: z.array(Row),
  /** How many rows there are, whatever part of them this is. */
  rowCount: z.int(),
});
export type ReportAnswer = z.infer<typeof ReportAnswer>;

export const readReport = operation({
  id: 'readReport',
  summary: 'A report of the managers’ page, as JSON or, with `format=csv` or `xlsx`, as a file.',
  method: 'get',
  path: '/api/reports/{name}',
  policy: 'figures',
  scope: 'figures',
  params: z.strictObject({ name: ShortText }),
  query: ReportQuery,
  answer: ReportAnswer,
  status: 200,
});
