import { addDays, type CalendarDate, dayOf, daysBetween } from '#shared/domain/calendar-date.ts';
import type { BankBalance, Side, StatedTotal } from './bank-statement.ts';

/** Two-digit years from here on are of the last century. */
const LAST_CENTURY = 80;

/** What the line of a booking (:61:) says. */
export interface MtLine {
  readonly side: Side;
  readonly reversal: boolean;
  /** Announced, not booked. */
  readonly expected: boolean;
  readonly decimal: string;
  readonly valuedOn: CalendarDate | null;
  readonly bookedOn: CalendarDate | null;
  /** Such as `NTRF`. */
  readonly type: string;
  readonly reference: string;
  readonly bankReference: string;
  /** The other side's account, where a bank writes it here. */
  readonly account: string;
  readonly supplement: string;
}

const LINE =
  /^(\d{6})(\d{4})?([RE]?[CD])([A-Z])?[ \n]?(\d{1,15}(?:,\d{0,8})?)(?:([A-Z][A-Z0-9 ]{3})((?:(?!\/\/)[^\n])*))?(?:\/\/([^\n]*))?(?:\n([\s\S]*))?$/;
const LONGEST_REFERENCE = 16;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/;

/** Reads a :61: field; null where it is none. */
export function mtLine(lines: readonly string[]): MtLine | null {
  const text = lines.map((line) => line.trimEnd()).join('\n');
  const match = LINE.exec(text);
  if (match === null) return null;
  const [, value = '', entry = '', mark = '', , amount = '', type = '', before = '', bank = '', after = ''] = match;
  const valuedOn = mtDay(value);
  const behind = after.replace(/\n/g, ' ').trim();
  const account = [before.trim(), behind].find((part) => IBAN.test(part)) ?? '';
  return {
    side: mark.endsWith('C') === mark.startsWith('R') ? 'debit' : 'credit',
    reversal: mark.startsWith('R'),
    expected: mark.startsWith('E'),
    decimal: mtDecimal(amount),
    valuedOn,
    bookedOn: entry === '' ? valuedOn : (bookingDay(value, entry) ?? valuedOn),
    type: type.trim(),
    reference: account === before.trim() ? '' : before.slice(0, LONGEST_REFERENCE).trim(),
    bankReference: bank.trim(),
    account,
    supplement: [account === before.trim() ? '' : before.slice(LONGEST_REFERENCE).trim(), behind]
      .filter((part) => part !== '' && part !== account)
      .join(' '),
  };
}

/** A day written YYMMDD. 30 February, which is a day where months have 30, is the last of the month. Null for others that the calendar has not. */
function mtDay(text: string): CalendarDate | null {
  if (!/^\d{6}$/.test(text)) return null;
  const [year, month, day] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6)].map(Number);
  if (year === undefined || month === undefined || day === undefined) return null;
  const whole = year > LAST_CENTURY ? 1900 + year : 2000 + year;
  if (month === 2 && (day === 29 || day === 30)) return dayOf(whole, 2, 29) ?? dayOf(whole, 2, 28);
  return dayOf(whole, month, day);
}

/** The booking day has no year: that which brings it nearest to the value day. */
function bookingDay(value: string, monthAndDay: string): CalendarDate | null {
  const valued = mtDay(value);
  const sameYear = mtDay(value.slice(0, 2) + monthAndDay);
  if (valued === null || sameYear === null) return sameYear;
  const halfYear = 183;
  const distance = daysBetween(valued, sameYear);
  if (Math.abs(distance) <= halfYear) return sameYear;
  const near = addDays(sameYear, distance > 0 ? -365 : 365);
  const year = Number(near.slice(0, 4));
  return dayOf(year, Number(monthAndDay.slice(0, 2)), Number(monthAndDay.slice(2)));
}

/** A balance field: mark, day, currency, amount. */
export function mtBalance(text: string): BankBalance | null {
  const match = /^([CD])(\d{6})([A-Z]{3})(\d{1,15}(?:,\d{0,8})?)\s*$/.exec(text);
  if (match === null) return null;
  const [, mark, day = '', currency = '', amount = ''] = match;
  const decimal = mtDecimal(amount);
  return { decimal: mark === 'D' ? `-${decimal}` : decimal, currency, on: mtDay(day) };
}

/** What :90C: or :90D: states: a count, a currency, a sum. */
export function mtTotal(of: StatedTotal['of'], text: string): StatedTotal | null {
  const match = /^(\d{1,9})[A-Z]{3}(\d{1,15}(?:,\d{0,8})?)\s*$/.exec(text);
  return match === null ? null : { of, count: Number(match[1]), sum: mtDecimal(match[2] ?? '') };
}

function mtDecimal(amount: string): string {
  return amount
    .replace(/^0+(?=\d)/, '')
    .replace(/,$/, '')
    .replace(',', '.');
}
