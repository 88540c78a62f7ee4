import type { ReportAnswer } from '#shared/api/reports.ts';

/** A measure’s figure as the report `kpis` gives it. */
export interface MeasureTotal {
  readonly measure: string;
  readonly variant: string;
  readonly value: number | null;
  readonly unit: string;
  readonly currency?: string;
  readonly reason?: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly title?: string;
  readonly target?: number | null;
  readonly usual?: { readonly low: number; readonly high: number; readonly source: string } | null;
  readonly better?: 'lower' | 'higher' | null;
}

/** How a measure is made, as the definition of `kpis` says it. */
export interface MeasureWords {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly words: readonly string[];
  readonly symbols: string;
  readonly asOfRule: string;
  readonly source: string;
  readonly about: 'activity' | 'outcome' | 'portfolio';
}

export function totalsOf({ totals }: ReportAnswer): readonly MeasureTotal[] {
  return totals as unknown as readonly MeasureTotal[];
}

/** What names a measure in addresses: `dso.countback`. */
export function keyOf({ measure, variant }: Pick<MeasureTotal, 'measure' | 'variant'>): string {
  return `${measure}.${variant}`;
}

export function titleOf(total: Pick<MeasureTotal, 'measure' | 'variant' | 'title'>): string {
  return total.title ?? keyOf(total);
}

/** Every measure that there is, in the order of the report, whatever the answer was narrowed to. */
export function measuresIn({ definition }: ReportAnswer): readonly MeasureWords[] {
  const { measures = [] } = definition as { measures?: readonly MeasureWords[] };
  return measures;
}

/** The same figure of another answer; undefined where it has none. */
export function sameIn(answer: ReportAnswer | undefined, total: MeasureTotal): MeasureTotal | undefined {
  if (answer === undefined) return undefined;
  const key = keyOf(total);
  return totalsOf(answer).find((other) => keyOf(other) === key && other.currency === total.currency);
}

/** The measures that a manager asks for first; the others stand on their own page. */
const HEADLINES: ReadonlySet<string> = new Set([
  'collection_rate.fallen_due',
  'cei.crf',
  'promises_kept.amount',
  'bad_debt.of_sales',
  'receivables.past_due',
  'dso.countback',
  'average_days_delinquent.dso_less_best_possible',
  'unapplied_cash.amount',
  'coverage.past_due_customers',
  'right_party_contact.attempts',
]);

export function isHeadline(total: MeasureTotal): boolean {
  return HEADLINES.has(keyOf(total));
}
