import type { AgeingBucket } from '#shared/domain/ageing.ts';
import type { BusinessCalendar } from '#shared/domain/business-day.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Facts } from '../facts/facts.ts';
import type { ReportRow } from '../report.ts';
import type { Together } from './workings/together.ts';

export const MEASURE_UNITS = ['days', 'fraction', 'count', 'money', 'times'] as const;
/** `fraction` is 0 to 1 (and may lie beyond); `money` is minor units of the value's currency; `times` a mean count. */
export type MeasureUnit = (typeof MEASURE_UNITS)[number];

/** What a measure is asked: days are numbers as `dayNumber` counts them, both ends included; `to` is the as-of day. */
export interface MeasureQuestion {
  readonly facts: Facts;
  readonly from: number;
  readonly to: number;
  readonly calendar: BusinessCalendar;
  /** Working days after a promised day within which the money may still come. */
  readonly graceDays: number;
  /** Only customers that this collector owns (e-mail, `none` for nobody's); all where it is left out. */
  readonly owner?: string;
  /** Only customers that one of these collectors owns (e-mails in lower case), where that is asked in the place of one. */
  readonly owners?: ReadonlySet<string>;
  /** Only what these people did (user ids); all where it is left out. Figures of the ledger alone do not know who did what and are narrowed by owner only. */
  readonly collectors?: ReadonlySet<string>;
  readonly currency?: CurrencyCode;
  /** All currencies together, at the dated rates that the ERP gave; apart where it is left out. */
  readonly together?: Together;
  /** The company's ageing buckets; the usual ones up to 90 days where they are left out. */
  readonly buckets?: readonly AgeingBucket[];
}

/** A figure with what it was made of. Where it cannot be computed `value` is null and `reason` says why; never 0 or NaN instead. */
export interface MeasureValue {
  readonly value: number | null;
  /** Left out where the figure is of no currency. */
  readonly currency?: CurrencyCode;
  readonly reason?: string;
  /** What went into the formula, by the names that it uses: numbers, amounts as `{ minor, currency }`, days as text. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A worked example from a named source; it is the measure's test. */
export interface MeasureExample {
  readonly source: string;
  readonly words: string;
  readonly inputs: Readonly<Record<string, number | readonly number[]>>;
  readonly value: number;
}

/** One figure of the trade: what it is, how it is made, and the rows behind it. */
export interface Measure {
  /** The name of the figure and which of its formulas this is; together its key, `dso.countback`. */
  readonly name: string;
  readonly variant: string;
  readonly title: string;
  readonly unit: MeasureUnit;
  /** The formula in words, a sentence each, and in symbols. */
  readonly words: readonly string[];
  readonly symbols: string;
  /** What of the day or period asked it takes. */
  readonly asOfRule: string;
  readonly source: string;
  /** Whether lower or higher is better; null where neither is. */
  readonly better: 'lower' | 'higher' | null;
  /** What it says something of: what people did, or what came of it. */
  readonly about: 'activity' | 'outcome' | 'portfolio';
  /** Whether it can be asked of one collector, by owner or by who acted; null where only of the company. */
  readonly perPerson: 'owner' | 'actor' | null;
  /** What is usual in the trade, in the measure's unit, and who says so. */
  readonly usual?: { readonly low: number; readonly high: number; readonly source: string };
  /** Set where it takes far longer than the others: who asks for all measures is not kept waiting for it, who asks for it by name is. */
  readonly isSlow?: true;
  readonly example: MeasureExample;
  /** One value a currency, or one where it is of no currency. Never throws for data that do not suffice. */
  readonly compute: (question: MeasureQuestion) => readonly MeasureValue[];
  /** The formula alone on plain inputs, as the example gives them. */
  readonly formula: (inputs: MeasureExample['inputs']) => number | null;
  /** The inputs that the rows add up to, each under its own name, amounts by currency. */
  readonly addsUp: readonly string[];
  /** The rows behind the figure: whom or what each is about, and what it contributes to the inputs of `addsUp`; what contributes nothing to one leaves it out. */
  readonly rows: (question: MeasureQuestion) => readonly ReportRow[];
}

/** What names a measure in addresses, goals and targets. */
export function measureKey({ name, variant }: Pick<Measure, 'name' | 'variant'>): string {
  return `${name}.${variant}`;
}
