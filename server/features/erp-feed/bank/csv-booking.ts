import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { ExactSum } from '../formats/exact-sum.ts';
import type { BankEntry, Side, WrongPart } from './bank-statement.ts';

/** The columns of a booking, as they were read. */
export interface BookingCells {
  readonly booked_on: CalendarDate;
  readonly value_on: CalendarDate | null;
  readonly amount: string | null;
  readonly credit: string | null;
  readonly debit: string | null;
  readonly side: Side | null;
  readonly currency: string | null;
  readonly balance: string | null;
  readonly payer_name: string;
  readonly payer_account: string;
  readonly bank_reference: string;
  readonly end_to_end_id: string;
  readonly text: string;
  readonly detail: string;
  readonly account: string;
  readonly foreign_amount: string | null;
  readonly foreign_currency: string | null;
}

/** What a booking comes to: above 0 for money received. `column` is the one whose sign was left out of account, if any. */
export type SignedAmount =
  | { readonly decimal: string; readonly unsigned: string | null }
  | { readonly problem: WrongPart };

/** The amount of a booking, from one column with signs, one with a column for the side, or one column for each side. */
export function signedAmount(cells: BookingCells, isTurned: boolean): SignedAmount {
  const { amount, credit, debit, side } = cells;
  if (amount !== null && (credit !== null || debit !== null) && !isZero(credit) && !isZero(debit)) {
    return wrong(
      'amount',
      amount,
      'stands beside an amount of its own for money received or gone out; name one of them in "columns"',
    );
  }
  if (amount !== null && side === null) return { decimal: turned(amount, isTurned), unsigned: null };
  if (amount !== null)
    return { decimal: turned(ofSide(amount, side), isTurned), unsigned: unsignedIn('amount', amount) };
  return fromTwoColumns(credit, debit, isTurned);
}

function fromTwoColumns(credit: string | null, debit: string | null, isTurned: boolean): SignedAmount {
  const [hasCredit, hasDebit] = [!isZero(credit), !isZero(debit)];
  if (hasCredit && hasDebit)
    return wrong('credit', credit ?? '', 'is filled, and the debit as well; a booking is one of them');
  if (credit === null && debit === null) return wrong('amount', '', 'is empty, and so are credit and debit');
  if (hasDebit)
    return { decimal: turned(ofSide(debit ?? '', 'debit'), isTurned), unsigned: unsignedIn('debit', debit ?? '') };
  return { decimal: turned(ofSide(credit ?? '0', 'credit'), isTurned), unsigned: unsignedIn('credit', credit ?? '') };
}

/** A booking as an entry of its statement. */
export function bookingEntry(cells: BookingCells, decimal: string, place: Pick<BankEntry, 'line' | 'raw'>): BankEntry {
  const side: Side = decimal.startsWith('-') ? 'debit' : 'credit';
  const text = [cells.text, cells.detail, foreign(cells)].filter((part) => part !== '').join(' ');
  return {
    ...place,
    side,
    reversal: false,
    status: 'booked',
    amount: { decimal: decimal.replace(/^-/, ''), currency: cells.currency ?? '' },
    bookedOn: cells.booked_on,
    valuedOn: cells.value_on ?? cells.booked_on,
    bankReference: cells.bank_reference,
    batchOf: null,
    transactions: [
      {
        side,
        amount: null,
        returned: false,
        payerName: cells.payer_name,
        payerAccount: cells.payer_account,
        bankReference: '',
        endToEndId: cells.end_to_end_id,
        text,
        remittance: [],
      },
    ],
    wrong: [],
  };
}

function foreign({ foreign_amount, foreign_currency }: BookingCells): string {
  if (isZero(foreign_amount)) return '';
  return `(${foreign_amount} ${foreign_currency ?? ''})`.replace(' )', ')');
}

function isZero(decimal: string | null): boolean {
  return decimal === null || new ExactSum().equals(decimal);
}

function ofSide(decimal: string, side: Side | null): string {
  const plain = decimal.replace(/^-/, '');
  return side === 'debit' ? `-${plain}` : plain;
}

function turned(decimal: string, isTurned: boolean): string {
  if (!isTurned) return decimal;
  return decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;
}

function unsignedIn(column: string, decimal: string): string {
  return `${column} ${decimal.startsWith('-') ? 'below' : 'above'}`;
}

function wrong(column: string, value: string, problem: string): SignedAmount {
  return { problem: { column, value, problem } };
}
