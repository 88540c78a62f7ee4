import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { ReportRow } from '../../report.ts';
import type { Scope } from './scope.ts';

/** Takes what one subject contributes to a part; a subject may contribute several times. */
export type Add = (subject: number, amount: number) => void;

/** An input of a formula that is a sum over subjects (items, activities, customers): amounts in minor units, amounts times something (`weighted`), or plain numbers. */
export interface Part {
  readonly unit: 'money' | 'weighted' | 'number';
  readonly visit: (scope: Scope, add: Add) => void;
}

export function moneyPart(visit: Part['visit']): Part {
  return { unit: 'money', visit };
}

export function weightedPart(visit: Part['visit']): Part {
  return { unit: 'weighted', visit };
}

export function numberPart(visit: Part['visit']): Part {
  return { unit: 'number', visit };
}

/** What the rows behind a figure are about. */
export interface Subject {
  /** The sums of a part by currency. */
  readonly sums: (scope: Scope, part: Part) => ReadonlyMap<CurrencyCode, number>;
  /** The currency in which amounts of a subject are said, and what an amount of it is worth in that. */
  readonly currencyOf: (scope: Scope, subject: number) => CurrencyCode;
  readonly worth: (scope: Scope, subject: number, minor: number) => number;
  /** How a row names it. */
  readonly row: (scope: Scope, subject: number) => ReportRow;
  /** The order of rows, the same whatever places their subjects have. */
  readonly compare: (scope: Scope, a: number, b: number) => number;
}

/** The sum of a part over everything, whatever its currency; only of plain numbers. */
export function totalOf(scope: Scope, part: Part): number {
  return scope.once(part.visit, () => {
    let sum = 0;
    part.visit(scope, (_subject, amount) => {
      sum += amount;
    });
    return sum;
  });
}

/** Text in the order of its characters, the same in every locale. */
export function comparedText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
