import type { CurrencyCode } from '#shared/domain/currency.ts';
import { CREDIT_KINDS, DEBIT_KINDS, type ItemKind } from '#shared/domain/open-item.ts';
import { byStamp } from '../../facts/by-stamp.ts';
import type { Facts, ItemIndex } from '../../facts/facts.ts';

const KINDS: readonly ItemKind[] = [...DEBIT_KINDS, ...CREDIT_KINDS];
const PLACES = new Map(KINDS.map((kind, place) => [kind, place]));
/** A board and its goals ask about a few days; more than this many are not kept. */
const MOST_DAYS = 24;

export const INVOICE = KINDS.indexOf('invoice');
export const DEBIT_MEMO = KINDS.indexOf('debit_memo');
export const REFUND = KINDS.indexOf('refund');
export const PAYMENT = KINDS.indexOf('payment');
export const CREDIT_MEMO = KINDS.indexOf('credit_memo');

/** Whether the place of a kind is that of a debit item. */
export function isDebitPlace(place: number): boolean {
  return place < DEBIT_KINDS.length;
}

/** The items of which something is left at the end of a day, with what is left; of all customers and currencies. */
export interface OpenItems {
  readonly items: Int32Array;
  readonly left: Float64Array;
  /** Those that stand at nothing on that day and have something left again later. */
  readonly reopened: readonly ItemIndex[];
}

/** What measures ask of the items of a company over and over: who stands in the ledger, of which kind, and what is open on a day. */
export class LedgerColumns {
  /** The items that stand in the ledger. */
  readonly items: Int32Array;
  /** The place of each item's kind, by item. */
  readonly kind: Uint8Array;
  readonly currencies: ReadonlyMap<number, CurrencyCode>;
  private readonly openDays = new Map<number, OpenItems>();

  constructor(private readonly facts: Facts) {
    const { items } = facts;
    const { count, currency } = items;
    this.kind = new Uint8Array(count);
    const standing = new Int32Array(count);
    const currencies = new Map<number, CurrencyCode>();
    let length = 0;
    for (const item of items.all()) {
      standing[length] = item;
      length += 1;
      this.kind[item] = PLACES.get(items.kind(item)) ?? 0;
      const number = currency[item] ?? 0;
      if (!currencies.has(number)) currencies.set(number, items.currencyOf(item));
    }
    this.items = standing.slice(0, length);
    this.currencies = currencies;
  }

  /** What is open at the end of a day. */
  openOn(day: number): OpenItems {
    const known = this.openDays.get(day);
    if (known !== undefined) return known;
    if (this.openDays.size >= MOST_DAYS) this.openDays.clear();
    const open = this.openAtEndOf(day);
    this.openDays.set(day, open);
    return open;
  }

  private openAtEndOf(day: number): OpenItems {
    const { items: facts } = this.facts;
    const { issuedOn, settledOn } = facts;
    const items: number[] = [];
    const left: number[] = [];
    const reopened: number[] = [];
    for (const item of this.items) {
      if ((issuedOn[item] ?? 0) > day || (settledOn[item] ?? 0) <= day) continue;
      const minor = facts.leftOn(item, day);
      if (minor === 0) {
        reopened.push(item);
        continue;
      }
      items.push(item);
      left.push(minor);
    }
    return { items: Int32Array.from(items), left: Float64Array.from(left), reopened };
  }
}

/** The columns of facts as they stand. */
export const ledgerColumns = byStamp((facts) => new LedgerColumns(facts));
