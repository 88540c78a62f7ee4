import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { nameKey } from '#shared/domain/customer-name.ts';
import { numberKey } from '#shared/domain/document-number.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import type { Customer } from '../customers/customer-service.ts';
import type { LedgerPosition } from '../receivables/ledger-position-service.ts';
import type { ItemOnDay } from '../receivables/receivables-read-model.ts';
import { numberKeysOf, payerKeysOf } from './match-question.ts';
import type { Payer, PayerKey } from './payer-repository.ts';

/** Where and for which day the ledger is read. */
export interface LedgerView {
  readonly position: LedgerPosition;
  readonly asOf: CalendarDate;
}

/** Whatever of the ledger may have to do with some payments: a small part of it, found by payer, by number and by amount. */
export interface CandidatePool {
  /** The customer of money of which nobody knows whose it is. */
  readonly unidentifiedId: CustomerId;
  /** All money of which nobody knows whose it is. */
  readonly unidentified: readonly ItemOnDay[];
  readonly customers: ReadonlyMap<CustomerId, Customer>;
  /** Open debit items, and open payments, of each customer that may be meant. */
  readonly debits: ReadonlyMap<CustomerId, readonly ItemOnDay[]>;
  readonly payments: ReadonlyMap<CustomerId, readonly ItemOnDay[]>;
  /** Open debit items that a number in a payment may name. */
  readonly named: readonly ItemOnDay[];
  /** Open debit items over the amount of a payment whose payer nobody knows. */
  readonly sameAmount: readonly ItemOnDay[];
  readonly payers: readonly Payer[];
}

/** One question to the matching: payments and debit items of one currency that may belong together. */
export interface Question {
  readonly payments: readonly ItemOnDay[];
  readonly debits: readonly ItemOnDay[];
  /** The payments that are asked about; the others are there because they may be rivals. */
  readonly askedAbout: readonly ItemOnDay[];
}

/** Sorts payments into questions: those that may be for the same customers are asked about together, so that each answer knows of its rivals. */
export function questionsOn(payments: readonly ItemOnDay[], pool: CandidatePool): Question[] {
  const index = new PoolIndex(pool);
  const groups = new Map<string, { meant: Meant; asked: ItemOnDay[] }>();
  for (const payment of payments) {
    const meant = index.meantBy(payment);
    const key = JSON.stringify([
      payment.amount.currency,
      meant.customers,
      meant.extra.map(({ id }) => id),
      pool.unidentifiedId === payment.customerId ? payment.id : '',
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { meant, asked: [payment] });
    else group.asked.push(payment);
  }
  return [...groups.values()].map(({ meant, asked }) => index.question(meant, asked));
}

/** Which customers a payment may be for, and which items beside theirs. */
interface Meant {
  readonly customers: readonly CustomerId[];
  readonly extra: readonly ItemOnDay[];
}

class PoolIndex {
  private readonly named = new Map<string, ItemOnDay[]>();
  private readonly customersNamed = new Map<string, CustomerId[]>();
  private readonly taught = new Map<string, CustomerId[]>();
  private readonly unidentified = new Map<string, ItemOnDay[]>();

  constructor(private readonly pool: CandidatePool) {
    for (const item of pool.named) pushAll(this.named, keysOfItem(item), item);
    for (const { id, name, otherNames } of pool.customers.values()) {
      const names = [name, ...otherNames].map(nameKey).filter((key) => key !== null);
      pushAll(this.customersNamed, names, id);
    }
    for (const payer of pool.payers) pushAll(this.taught, [byPayer(payer)], payer.customerId);
    for (const payment of pool.unidentified) {
      const numbers = numberKeysOf(payment).map(byNumber);
      pushAll(this.unidentified, [byAmount(payment), ...payerKeysOf(payment).map(byPayer), ...numbers], payment);
    }
  }

  meantBy(payment: ItemOnDay): Meant {
    const { unidentifiedId, sameAmount } = this.pool;
    const isKnown = payment.customerId !== unidentifiedId;
    const named = numberKeysOf(payment).flatMap((key) => this.named.get(key) ?? []);
    const customers = new Set(named.filter((item) => isOf(payment, item)).map(({ customerId }) => customerId));
    for (const id of isKnown ? [payment.customerId] : this.payersOf(payment)) customers.add(id);
    const isLost = !isKnown && customers.size === 0;
    const extra = isLost ? sameAmount.filter((item) => byAmount(item) === byAmount(payment)) : [];
    return { customers: [...customers].sort(), extra };
  }

  question({ customers, extra }: Meant, asked: readonly ItemOnDay[]): Question {
    const [first] = asked;
    if (first === undefined) return { payments: [], debits: [], askedAbout: [] };
    const own = customers.flatMap((id) => this.pool.debits.get(id) ?? []);
    const debits = distinct([...own, ...extra]).filter((item) => isOf(first, item));
    const rivals = [...new Set([...customers, ...extra.map(({ customerId }) => customerId)])];
    const known = rivals.flatMap((id) => this.pool.payments.get(id) ?? []);
    const payments = [...asked, ...known].filter((item) => isOf(first, item));
    const lost = this.unidentifiedRivals(payments, debits).filter((item) => isOf(first, item));
    return { payments: distinct([...payments, ...lost]), debits, askedAbout: asked };
  }

  /** Money of unknown payers that may be for the same: by its amount, because its payer is the same, or by what it names. */
  private unidentifiedRivals(payments: readonly ItemOnDay[], debits: readonly ItemOnDay[]): ItemOnDay[] {
    const keys = new Set([
      ...[...payments, ...debits].map(byAmount),
      ...payments.flatMap(payerKeysOf).map(byPayer),
      ...debits.flatMap(keysOfItem).map(byNumber),
    ]);
    return [...keys].flatMap((key) => this.unidentified.get(key) ?? []);
  }

  private payersOf(payment: ItemOnDay): CustomerId[] {
    const taught = payerKeysOf(payment).flatMap((payer) => this.taught.get(byPayer(payer)) ?? []);
    const name = nameKey(payment.receipt?.payerName ?? '');
    const named = name === null ? [] : (this.customersNamed.get(name) ?? []);
    return [...taught, ...named];
  }
}

function byAmount({ left }: ItemOnDay): string {
  return `amount ${left.currency} ${left.minor}`;
}

function byPayer({ kind, key }: PayerKey): string {
  return `${kind} ${key}`;
}

function byNumber(key: string): string {
  return `number ${key}`;
}

/** By what an item's numbers are looked up. */
function keysOfItem({ key, otherNumbers = [] }: ItemOnDay): string[] {
  return [key.number, ...otherNumbers].flatMap((number) => {
    const digits = numberKey(number);
    return digits === null ? [withoutPadding(number)] : [withoutPadding(number), digits];
  });
}

/** Whether a payment can be applied to an item as far as the currency goes. */
function isOf(payment: ItemOnDay, item: ItemOnDay): boolean {
  return payment.amount.currency === item.amount.currency;
}

function distinct(items: readonly ItemOnDay[]): ItemOnDay[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}

function pushAll<T>(map: Map<string, T[]>, keys: readonly string[], value: T): void {
  for (const key of new Set(keys)) {
    const list = map.get(key);
    if (list === undefined) map.set(key, [value]);
    else list.push(value);
  }
}
