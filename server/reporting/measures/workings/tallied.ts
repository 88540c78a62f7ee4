import type { CurrencyCode } from '#shared/domain/currency.ts';
import { money } from '#shared/domain/money.ts';
import type { ReportRow } from '../../report.ts';
import type { Measure, MeasureQuestion, MeasureValue } from '../measure.ts';
import { type Part, type Subject, totalOf } from './part.ts';
import { Scope } from './scope.ts';

type Numbers = Readonly<Record<string, number>>;

/** A measure whose inputs are sums over items, activities or customers, and numbers that are given. */
export interface Tally extends Omit<Measure, 'compute' | 'rows' | 'addsUp'> {
  readonly subject: Subject;
  readonly parts: Readonly<Record<string, Part>>;
  /** Whether there is a value a currency, or one of no currency; amounts are always by currency. */
  readonly by: 'currency' | 'nothing';
  /** Inputs that are no sums, such as the days of the period. */
  readonly givens?: (scope: Scope) => Numbers;
  /** What stands beside the inputs for the reader and is not in the formula. */
  readonly beside?: (scope: Scope, currency: CurrencyCode | null) => Readonly<Record<string, unknown>>;
  /** The currencies that there are values in; those of the items where it is left out. */
  readonly currencies?: (scope: Scope) => readonly CurrencyCode[];
  /** Why the formula gives nothing, of the inputs for which it does; of none where there is no currency to compute it in. */
  readonly whyNot: (inputs: Numbers) => string;
  /** Whether the company has this figure at all; where it has not there are no values. */
  readonly applies?: (scope: Scope) => boolean;
}

/** Makes a measure of its parts: value and rows come from the same sums, so that the rows add up to the inputs. */
export function tallied(tally: Tally): Measure {
  const { parts, by, applies, subject: _s, givens: _g, beside: _b, currencies: _c, whyNot: _w, ...measure } = tally;
  const isAsked = (scope: Scope) => applies?.(scope) ?? true;
  return {
    ...measure,
    addsUp: Object.keys(parts),
    compute: (question) => {
      const scope = Scope.of(question);
      if (!isAsked(scope)) return [];
      return by === 'nothing' ? [figureOf(tally, scope, null)] : valuesByCurrency(tally, scope);
    },
    rows: (question) => (isAsked(Scope.of(question)) ? rowsOf(tally, question) : []),
  };
}

function valuesByCurrency(tally: Tally, scope: Scope): MeasureValue[] {
  const currencies = tally.currencies?.(scope) ?? scope.currencies;
  if (currencies.length === 0) return [{ value: null, reason: tally.whyNot({}), inputs: {} }];
  return currencies.map((currency) => figureOf(tally, scope, currency));
}

function figureOf(tally: Tally, scope: Scope, currency: CurrencyCode | null): MeasureValue {
  const { parts, givens, beside, formula, whyNot } = tally;
  const sums = Object.entries(parts).map(([name, part]) => [name, sumOf(tally, part, { scope, currency })] as const);
  const given = givens?.(scope) ?? {};
  const numbers = { ...Object.fromEntries(sums), ...given };
  const value = formula(numbers);
  return {
    value,
    ...(currency === null ? {} : { currency }),
    ...(value === null ? { reason: whyNot(numbers) } : {}),
    inputs: {
      ...Object.fromEntries(sums.map(([name, sum]) => [name, presented(parts[name], sum, currency)])),
      ...given,
      ...beside?.(scope, currency),
    },
  };
}

function sumOf(
  { subject, by }: Tally,
  part: Part,
  { scope, currency }: { readonly scope: Scope; readonly currency: CurrencyCode | null },
): number {
  if (by === 'nothing' || currency === null) return totalOf(scope, part);
  return subject.sums(scope, part).get(currency) ?? 0;
}

function presented(part: Part | undefined, sum: number, currency: CurrencyCode | null): unknown {
  return part?.unit === 'money' && currency !== null ? money(sum, currency) : sum;
}

function rowsOf({ subject, parts }: Tally, question: MeasureQuestion): ReportRow[] {
  const scope = Scope.of(question);
  const contributed = new Map<number, Record<string, number>>();
  for (const [name, part] of Object.entries(parts)) {
    part.visit(scope, (index, contribution) => {
      const amount = part.unit === 'number' ? contribution : subject.worth(scope, index, contribution);
      const own = contributed.get(index) ?? {};
      own[name] = (own[name] ?? 0) + amount;
      contributed.set(index, own);
    });
  }
  return [...contributed]
    .sort(([a], [b]) => subject.compare(scope, a, b))
    .map(([index, own]) => {
      const currency = subject.currencyOf(scope, index);
      const fields = Object.entries(own).map(([name, sum]) => [name, presented(parts[name], sum, currency)]);
      return { ...subject.row(scope, index), ...Object.fromEntries(fields) };
    });
}
