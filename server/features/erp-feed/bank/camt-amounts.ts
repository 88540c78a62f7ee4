import { type CalendarDate, isCalendarDate } from '#shared/domain/calendar-date.ts';
import { isPlainDecimal } from '../formats/exact-sum.ts';
import type { BankBalance, Side, StatedAmount } from './bank-statement.ts';
import { attributeOf, elements, textAt, textOf } from './xml-nodes.ts';

/** The amount of an `Amt` element; its decimal is empty where it is none. */
export function statedAmount(element: unknown): StatedAmount {
  const text = textOf(element);
  const decimal = isPlainDecimal(text) && !/^[+-]/.test(text) ? text.replace(/\.$/, '') : '';
  return { decimal, currency: attributeOf(element, 'Ccy').toUpperCase() };
}

/** Which side an element is of; null where it does not say. */
export function sideAt(element: unknown, name = 'CdtDbtInd'): Side | null {
  const word = textAt(element, name);
  if (word === 'CRDT') return 'credit';
  return word === 'DBIT' ? 'debit' : null;
}

/** The day of an element that holds a day, or an instant whose own day counts; null where it holds none that the calendar has. */
export function dayAt(element: unknown, name: string): CalendarDate | null {
  const text = textAt(element, name, 'Dt') || textAt(element, name, 'DtTm') || textAt(element, name);
  const day = text.slice(0, 10);
  return isCalendarDate(day) ? day : null;
}

/** The first balance of the first of some codes that a statement has. */
export function balanceOf(statement: unknown, codes: readonly string[]): BankBalance | null {
  const balances = elements(statement, 'Bal').map((balance) => ({ balance, code: codeOf(balance) }));
  for (const code of codes) {
    const found = balances.find((each) => each.code === code)?.balance;
    if (found !== undefined) return balance(found);
  }
  return null;
}

function balance(element: unknown): BankBalance | null {
  const { decimal, currency } = statedAmount(elements(element, 'Amt')[0]);
  if (decimal === '') return null;
  return { decimal: sideAt(element) === 'debit' ? `-${decimal}` : decimal, currency, on: dayAt(element, 'Dt') };
}

/** What a balance is: `OPBD`, `CLBD`, … */
export function codeOf(element: unknown): string {
  return textAt(element, 'Tp', 'CdOrPrtry', 'Cd') || textAt(element, 'Tp', 'Cd');
}
