import { decimalOf } from '#shared/domain/money.ts';
import type { ItemKey } from '#shared/domain/open-item.ts';
import type { ReturnedMoney, ReversalRow } from '../../receivables/run-service.ts';
import { type BankEntry, referenceOf } from './bank-statement.ts';
import { bankReferenceOf, keyOf, type NumberedPart } from './payment-numbers.ts';

const MOST_LISTED = 20;
/** Shorter ones are codes that banks write on many bookings. */
const SHORTEST_REFERENCE = 6;

interface TakenPayment {
  readonly number: string;
  readonly currency: string;
  left: number;
}

interface ReturnedPart extends NumberedPart {
  readonly number: string;
}

interface Settled {
  readonly reversals: readonly { readonly row: ReversalRow; readonly raw: string }[];
  /** Returns that name no payment of the file. */
  readonly unnamed: readonly BankEntry[];
  /** Those of them that may name one of an earlier file. */
  readonly earlier: readonly ReturnedMoney[];
  readonly notes: readonly string[];
}

/** Finds the payments of a file that a return of the same file names. Others may be of earlier files; those that bear no reference are listed, for a person to take back. */
export class ReturnedPayments {
  /** Payments by the hash of what names them, for there may be very many. */
  private readonly byName = new Map<string, TakenPayment | TakenPayment[]>();
  private readonly returns: ReturnedPart[] = [];
  /** What the keys of all payments of a file share. */
  private key: ItemKey | null = null;

  addPayment(key: ItemKey, part: NumberedPart): void {
    this.key = key;
    const { minor, currency } = part.amount;
    const payment = { number: key.number, currency, left: minor };
    for (const name of namesOf(part)) {
      const before = this.byName.get(name);
      if (before === undefined) this.byName.set(name, payment);
      else if (Array.isArray(before)) before.push(payment);
      else this.byName.set(name, [before, payment]);
    }
  }

  addReturn(part: ReturnedPart): void {
    this.returns.push(part);
  }

  /** To be asked when the whole file is read: a return may stand before what it returns. */
  settled(): Settled {
    const reversals: { row: ReversalRow; raw: string }[] = [];
    const unnamed: ReturnedPart[] = [];
    for (const returned of this.returns) {
      const payment = this.paymentOf(returned);
      if (payment === null || this.key === null) unnamed.push(returned);
      else {
        payment.left -= returned.amount.minor;
        const item = { ...this.key, number: payment.number };
        reversals.push({ row: reversalOf(returned, item), raw: returned.entry.raw });
      }
    }
    const earlier = unnamed.flatMap(returnedMoney);
    const nameless = unnamed.filter((part) => referencesOf(part).length === 0);
    return { reversals, unnamed: unnamed.map(({ entry }) => entry), earlier, notes: notesOf(nameless) };
  }

  private paymentOf(returned: ReturnedPart): TakenPayment | null {
    const { amount } = returned;
    const named = new Set(namesOf(returned).flatMap((name) => this.byName.get(name) ?? []));
    const enough = [...named].filter((payment) => payment.currency === amount.currency && payment.left >= amount.minor);
    const whole = enough.filter(({ left }) => left === amount.minor);
    const [only, ...others] = whole.length > 0 ? whole : enough;
    return only === undefined || others.length > 0 ? null : only;
  }
}

/** What may name a payment of an earlier file. */
function referencesOf({ transaction, entry }: NumberedPart): string[] {
  const ofBank = [transaction.bankReference, ...(entry.transactions.length === 1 ? [entry.bankReference] : [])];
  const long = ofBank.map(referenceOf).filter((text) => text.length >= SHORTEST_REFERENCE);
  return [...new Set([referenceOf(transaction.endToEndId), ...long])].filter((text) => text !== '');
}

function returnedMoney(part: ReturnedPart): ReturnedMoney[] {
  const { account, entry, amount, on, number } = part;
  const references = referencesOf(part);
  return references.length === 0 ? [] : [{ line: entry.line, id: returnId(number), account, references, amount, on }];
}

function returnId(number: string): string {
  return `return:${number}`;
}

function namesOf(part: NumberedPart): string[] {
  const { account, transaction, entry } = part;
  const names = [bankReferenceOf(part) ?? '', referenceOf(transaction.endToEndId)];
  if (entry.transactions.length === 1) names.push(referenceOf(entry.bankReference));
  return [...new Set(names)].filter((name) => name !== '').map((name) => keyOf(`${account} ${name}`));
}

function reversalOf({ entry, number, amount, on }: ReturnedPart, item: ItemKey): ReversalRow {
  return { type: 'reversal', line: entry.line, id: returnId(number), item, amount, on };
}

function notesOf(unnamed: readonly ReturnedPart[]): string[] {
  if (unnamed.length === 0) return [];
  const listed = unnamed.slice(0, MOST_LISTED).map(({ entry, transaction, amount, on }) => {
    const reference =
      referenceOf(transaction.endToEndId) || referenceOf(entry.bankReference) || transaction.text.slice(0, 60);
    return `line ${entry.line}: ${decimalOf(amount)} ${amount.currency} on ${on}${reference === '' ? '' : ` (${reference})`}`;
  });
  const more = unnamed.length > MOST_LISTED ? `; and ${unnamed.length - MOST_LISTED} more` : '';
  return [`Returned by the bank without a reference; take the payment back by hand: ${listed.join('; ')}${more}.`];
}
