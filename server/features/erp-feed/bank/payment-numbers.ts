import { createHash } from 'node:crypto';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import { type BankEntry, type BankTransaction, referenceOf } from './bank-statement.ts';

const LONGEST_NUMBER = 100;
const HASH_LETTERS = 16;
/** Stands for the file as a whole in place of a statement. */
const FILE = 0;
const KEY_BYTES = 15;
/** Shorter ones are codes that banks write on many bookings. */
const SHORTEST_REFERENCE = 6;

/** A part of an entry, with what tells it from others. */
export interface NumberedPart {
  readonly account: string;
  /** The statement's own number; empty where the bank does not count them. */
  readonly statement: string;
  readonly entry: BankEntry;
  readonly transaction: BankTransaction;
  readonly on: CalendarDate;
  readonly amount: Money;
}

/** Gives each payment of a file a number that it has again in every file that tells of the same booking. */
export class PaymentNumbers {
  private statement = FILE;
  /** The statement in which each number came first; numbers as hashes, for there may be very many. */
  private readonly firstIn = new Map<string, number>();
  /** How often a number came in this statement, of those that came more than once. */
  private counts = new Map<string, number>();
  /** The same where nobody counts the statements: equal payments are then told apart by their place in the file alone. */
  private readonly uncounted = new Map<string, number>();

  /** From here on it is another statement. */
  begin(): void {
    this.statement += 1;
    this.counts = new Map();
  }

  /**
   * Account, the bank's reference, value day and amount. Where the bank gives no reference, the statement's number and what the payer wrote stand in its place: equal
   * payments of two statements are then two. Equal ones of one statement are counted. Null for one that an earlier statement of the file told.
   */
  numberOf(part: NumberedPart): string | null {
    const reference = bankReferenceOf(part);
    const name = reference ?? hashOf(saidOf(part));
    const number = shortened([part.account, name, part.on, decimalOf(part.amount)].join('/'));
    const isUncounted = reference === null && part.statement === '';
    return this.isFirst(number, isUncounted) ? number : this.counted(number, isUncounted);
  }

  private isFirst(number: string, isUncounted: boolean): boolean {
    const key = keyOf(number);
    if (this.firstIn.has(key)) return false;
    this.firstIn.set(key, isUncounted ? FILE : this.statement);
    return true;
  }

  private counted(number: string, isUncounted: boolean): string | null {
    const key = keyOf(number);
    const counts = isUncounted ? this.uncounted : this.counts;
    const cameHere = this.firstIn.get(key) === (isUncounted ? FILE : this.statement);
    const count = (counts.get(key) ?? (cameHere ? 1 : 0)) + 1;
    counts.set(key, count);
    if (count === 1) return null;
    const next = `${number}#${count}`;
    return this.isFirst(next, isUncounted) ? next : null;
  }
}

/** What the bank calls a part of an entry; null where it has no reference that tells it from others. */
export function bankReferenceOf({ entry, transaction }: Pick<NumberedPart, 'entry' | 'transaction'>): string | null {
  const [own, inside] = [entry.bankReference, transaction.bankReference].map(telling);
  if (entry.transactions.length < 2) return own ?? inside ?? null;
  if (inside !== undefined && inside !== own) return inside;
  return own === undefined ? null : `${own}.${hashOf(payerOf(transaction)).slice(0, 8)}`;
}

function telling(reference: string): string | undefined {
  const plain = referenceOf(reference);
  return plain.length >= SHORTEST_REFERENCE && /[1-9]/.test(plain) ? plain : undefined;
}

function payerOf(transaction: BankTransaction): string[] {
  const id = referenceOf(transaction.endToEndId);
  return id === '' ? [transaction.payerAccount, transaction.payerName, transaction.text] : [id];
}

function saidOf({ statement, entry, transaction }: NumberedPart): string[] {
  return [
    statement,
    entry.bookedOn ?? '',
    entry.bankReference,
    transaction.endToEndId,
    transaction.payerAccount,
    transaction.payerName,
    transaction.text,
  ];
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_LETTERS);
}

/** 120 bits, so that two numbers never meet. */
export function keyOf(name: string): string {
  return createHash('sha256').update(name).digest().toString('base64', 0, KEY_BYTES);
}

function shortened(number: string): string {
  if (number.length <= LONGEST_NUMBER) return number;
  return `${number.slice(0, LONGEST_NUMBER - HASH_LETTERS - 1)}~${hashOf([number])}`;
}
