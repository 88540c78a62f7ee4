import * as z from 'zod/mini';
import { CurrencyText } from './values.ts';

export const FEED_PROFILES = [
  'customers',
  'invoices',
  'payments',
  'cleared-items',
  'open-items',
  'business-central',
  'business-central-csv',
  'quickbooks',
  'quickbooks-csv',
  'xero',
  'xero-csv',
  'camt',
  'mt940',
  'mt942',
  'bai2',
  'bank-csv',
] as const;
/** How a file's rows are read: which columns it has, and what a row becomes in the ledger. */
export type FeedProfileName = (typeof FEED_PROFILES)[number];

/** Encodings that a mapping can declare. */
export const FEED_ENCODINGS = [
  'utf-8',
  'utf-16',
  'windows-1252',
  'windows-1250',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-15',
] as const;
export type FeedEncoding = (typeof FEED_ENCODINGS)[number];
const Name = z.string().check(z.minLength(1), z.maxLength(200));

const ZoneText = z
  .string()
  .check(z.refine(isZone, { error: 'is not a zone of the IANA list; write one such as Europe/Berlin or UTC' }));

/** What a file's own words, columns and formats mean. The same as JSON in a file for the command line. */
export const FeedMapping = z.strictObject({
  /** For the reader; has no effect. */
  about: z.optional(z.string().check(z.maxLength(2_000))),
  /** The profile that it is for; with another one it is refused. */
  profile: z.optional(z.enum(FEED_PROFILES)),
  /** Where the rows come from. Files of one ERP have one source, so that their rows find one another; `erp` where it is left out. */
  source: z.optional(z.string().check(z.regex(/^[\w.-]{1,50}$/, 'is 1 to 50 letters, digits, dots, hyphens'))),
  /** The company code of rows that carry none. */
  companyCode: z.optional(Name),
  /** The currency of rows that carry none, and of a company that the feed creates. */
  currency: z.optional(CurrencyText),
  /** The zone of a company that the feed creates. */
  zone: z.optional(ZoneText),
  /** What the bytes of a text file stand for. Where it is left out: UTF-8, UTF-16, and Windows-1252 for bytes that are no UTF-8. */
  encoding: z.optional(z.enum(FEED_ENCODINGS)),
  delimiter: z.optional(z.enum([',', ';', '\t', '|'])),
  /** The sheet of a workbook; the first that can be seen where it is left out. */
  sheet: z.optional(Name),
  /** The line of the header, counted from 1. Where it is left out, the first of the first 30 that has all columns that are needed. */
  headerRow: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  /** What the file is to come to by somebody’s word: its rows, and by our column the sum of its amounts as the file writes them, signs too. */
  controlTotals: z.optional(
    z.strictObject({
      rows: z.optional(z.int().check(z.minimum(0))),
      sums: z.optional(
        z.record(Name, z.string().check(z.regex(/^-?\d{1,30}(\.\d{1,20})?$/, 'is no amount such as 1234.50'))),
      ),
    }),
  ),
  /** Our column → the file's. Columns that are not named here are not read. Where it is left out, the file has our own names. */
  columns: z.optional(z.record(Name, Name)),
  /** Such as `M/D/YYYY`, `DD.MM.YYYY`, `YYYYMMDD.0`, or `serial` for a spreadsheet's count of days. Where it is left out, it is found from the whole file. */
  dateFormat: z.optional(Name),
  /** Our column → its own date format, where it differs from the file's. */
  dateFormats: z.optional(z.record(Name, Name)),
  numberFormat: z.optional(
    z.strictObject({
      decimal: z.optional(z.enum(['.', ','])),
      /** What groups thousands; empty for nothing. Where it is left out, any usual sign but the decimal one. */
      grouping: z.optional(z.enum(['.', ',', ' ', "'", ''])),
      /** How an amount below 0 is written: `-5`, `5-` or `(5)`. Where it is left out, each of them. */
      negative: z.optional(z.enum(['leading', 'trailing', 'parentheses'])),
      /** What to do with more decimals than the currency has: refuse the row, or round half away from 0. */
      excessDecimals: z.optional(z.enum(['refuse', 'round'])),
    }),
  ),
  /** True where the file gives credit items an amount below 0: a negative invoice is then a credit memo. */
  signedAmounts: z.optional(z.boolean()),
  /** Words that stand for an empty cell, such as `00.00.0000` or `NULL`. */
  emptyWords: z.optional(z.array(Name)),
  /** Of bank statements alone. */
  bank: z.optional(
    z.strictObject({
      /** Our account, where the file does not name it. */
      account: z.optional(Name),
      /**
       * Of which files booked credits come in: `statement` (camt.053, MT940, final BAI2, CSV), `intraday` (camt.052, MT942, interim BAI2), `notification` (camt.054).
       * Statements alone where it is left out; of the others then only what bears the bank's own reference.
       */
      take: z.optional(z.array(z.enum(['statement', 'intraday', 'notification']))),
      /** Where the single transactions of a batch are told: `notification` where the statement has their sum and camt.054 the rest. */
      batchesFrom: z.optional(z.enum(['statement', 'notification'])),
      /** In CSV: the sign of money received where one column holds all amounts; `negative` as card accounts have it. */
      credits: z.optional(z.enum(['positive', 'negative'])),
    }),
  ),
  /** Our column → the file's word → ours, such as `disputed` for `Yes`. */
  values: z.optional(z.record(Name, z.record(z.string(), z.string()))),
});
export type FeedMapping = z.infer<typeof FeedMapping>;

function isZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
