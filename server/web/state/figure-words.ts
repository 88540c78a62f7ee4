import { isCurrencyCode } from '#shared/domain/currency.ts';
import { decimalOf } from '#shared/domain/money.ts';
import { moneyText } from './formats.ts';

/** What a figure is in: `fraction` is 0 to 1, `money` minor units of the currency, `times` a mean count. */
export interface FigureUnit {
  readonly unit: string;
  readonly currency?: string | null | undefined;
}

/** A figure with its unit, as the reader’s locale writes it. */
export function figureText(value: number, { unit, currency }: FigureUnit): string {
  if (unit === 'money' && currency && isCurrencyCode(currency)) {
    return moneyText({ minor: Math.round(value), currency });
  }
  if (unit === 'fraction') return `${numberText(value * 100, 1)} %`;
  if (unit === 'days') return `${numberText(value, 1)} ${Math.abs(value) === 1 ? 'day' : 'days'}`;
  if (unit === 'times') return `${numberText(value, 2)} times`;
  return numberText(value, Math.abs(value) < FEW ? 1 : 0);
}

/** Of more than so many nobody wants to know the tenths. */
const FEW = 100;

/** A figure at the side of a chart, as short as can be: amounts in thousands or millions. */
export function axisText(value: number, of: FigureUnit): string {
  if (of.unit !== 'money' || !of.currency || !isCurrencyCode(of.currency)) return figureText(value, of);
  const options = { style: 'currency', currency: of.currency, notation: 'compact' } as const;
  const amount = Number(decimalOf({ minor: Math.round(value), currency: of.currency }));
  return new Intl.NumberFormat(navigator.language, options).format(amount);
}

/** A number with at most so many decimals. */
export function numberText(value: number, decimals: number): string {
  return new Intl.NumberFormat(navigator.language, { maximumFractionDigits: decimals }).format(value);
}

export interface Judged {
  readonly words: string;
  /** Null where neither more nor less is better, or nothing changed. */
  readonly isBetter: boolean | null;
}

/** How a figure stands against an earlier one: “3.2 days more than 38.1 days: worse”. A difference of two percentages is in points. */
export function changeWords(now: number, before: number, of: FigureUnit & { better?: string | null }): Judged {
  const was = figureText(before, of);
  const apart = differenceText(Math.abs(now - before), of);
  if (apart === differenceText(0, of)) return { words: `as much as before, ${was}`, isBetter: null };
  const isMore = now > before;
  const isBetter = of.better === 'higher' || of.better === 'lower' ? isMore === (of.better === 'higher') : null;
  const judged = isBetter === null ? '' : `: ${isBetter ? 'better' : 'worse'}`;
  return { words: `${apart} ${isMore ? 'more' : 'less'} than ${was}${judged}`, isBetter };
}

/** Whether a figure reaches what is aimed at; null where neither more nor less is better. */
export function reaches(value: number, target: number, better: string | null | undefined): boolean | null {
  if (better === 'lower') return value <= target;
  return better === 'higher' ? value >= target : null;
}

function differenceText(apart: number, of: FigureUnit): string {
  return of.unit === 'fraction' ? `${numberText(apart * 100, 1)} points` : figureText(apart, of);
}
