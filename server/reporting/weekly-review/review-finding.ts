import type { Money } from '#shared/domain/money.ts';
import type { ActivityIndex } from '../facts/facts.ts';

/** What the review looks for, in the order in which it is told. */
export const FINDINGS = [
  'busy_with_little_return',
  'quiet_with_luck',
  'neglected_customers',
  'broken_promises',
  'outlier',
] as const;
export type FindingKind = (typeof FINDINGS)[number];

/** The report behind a line, asked so that its rows add up to the line's first figure. */
export interface Opening {
  readonly report: string;
  readonly query: Readonly<Record<string, string>>;
}

/** One thing to talk about with one person. */
export interface Finding {
  readonly collector: { readonly id: string; readonly name: string };
  readonly finding: FindingKind;
  /** Why it is here, in words and numbers. */
  readonly says: string;
  readonly figures: Readonly<Record<string, number | Money>>;
  /** The largest customers that it is about. */
  readonly customers: readonly { readonly id: string; readonly number: string; readonly name: string }[];
  /** What was done, for reading together; the newest first. */
  readonly examples: readonly ActivityIndex[];
  readonly opens: Opening;
}
