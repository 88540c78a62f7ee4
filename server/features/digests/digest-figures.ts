import type { BoardLine } from '#shared/api/my-figures.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { UserId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import type { DigestPeriod } from './digest-days.ts';

/** A measure of a period. Where it cannot be computed `value` is null, and `reason` says why. */
export interface DigestFigure {
  readonly key: string;
  readonly title: string;
  /** The days that it is of: what adds up over days is of those that were asked about, a share, mean or balance of the usual days that end with them. */
  readonly period: DigestPeriod;
  /** `days`, `fraction`, `count`, `money` (minor units of the currency) or `times`. */
  readonly unit: string;
  /** Null where the figure is of none. */
  readonly currency: CurrencyCode | null;
  readonly value: number | null;
  readonly reason: string | null;
  readonly better: 'lower' | 'higher' | null;
  /** What the company aims at, in the measure's unit. */
  readonly target: number | null;
  /** What is usual in the trade, and who says so. */
  readonly usual: { readonly low: number; readonly high: number; readonly source: string } | null;
}

/** What is open in one currency, by days past due. */
export interface DigestAgeing {
  readonly currency: CurrencyCode;
  readonly invoiceOpen: Money;
  readonly unapplied: Money;
  readonly netOpen: Money;
  readonly buckets: readonly { readonly label: string; readonly amount: Money }[];
}

/** Figures with the state of the ledger that they were read at. */
export interface AtPosition<T> {
  readonly figures: T;
  /** Null before anything was fed. */
  readonly knownAt: string | null;
  readonly dataAsOf: string | null;
}

/** The figures of one company for the digests of one morning; what was read for one reader is there for the next. */
export interface DigestReading {
  /** The company's figures, by the order of the keys, then by currency. */
  measuresOf(period: DigestPeriod, keys: readonly string[]): Promise<AtPosition<readonly DigestFigure[]>>;
  ageingOf(on: CalendarDate): Promise<AtPosition<readonly DigestAgeing[]>>;
  /** One person's own line of the collectors' board; null where nothing of theirs is in the period. */
  lineOf(userId: UserId, period: DigestPeriod): Promise<AtPosition<BoardLine | null>>;
}

/** Where digests get their figures from: what the pages show. */
export interface DigestFigures {
  /** All that can be chosen. */
  readonly measures: readonly string[];
  /** Those of who has not chosen. */
  readonly usualMeasures: readonly string[];
  read(tenant: Tenant): DigestReading;
}
