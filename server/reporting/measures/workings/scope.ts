import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { ActivityIndex, CustomerIndex, Facts, ItemIndex } from '../../facts/facts.ts';
import type { MeasureQuestion } from '../measure.ts';
import { type LedgerColumns, ledgerColumns } from './ledger-columns.ts';
import { type LogColumns, logColumns } from './log-columns.ts';

/** What a question is narrowed to for customers that nobody owns. */
const NOBODY = 'none';

const scopes = new WeakMap<MeasureQuestion, Scope>();

/** A question with what several measures need for it; it lives as long as the question does. */
export class Scope {
  readonly facts: Facts;
  readonly from: number;
  readonly to: number;
  readonly ledger: LedgerColumns;
  readonly log: LogColumns;
  private readonly made = new Map<unknown, unknown>();
  private readonly ownCustomers: Uint8Array | null;
  private readonly ownCollectors: Uint8Array | null;
  private readonly ownCurrency: number | null;
  private readonly customerOf: Int32Array;
  private readonly numberOf: Uint8Array;

  private constructor(
    readonly question: MeasureQuestion,
    private readonly stamp: string,
  ) {
    const { facts, from, to, collectors, currency } = question;
    const owners = ownersOf(question);
    this.facts = facts;
    this.from = from;
    this.to = to;
    this.customerOf = facts.items.customer;
    this.numberOf = facts.items.currency;
    this.ledger = ledgerColumns(facts);
    this.log = logColumns(facts);
    this.ownCustomers = owners === undefined ? null : customersOwnedBy(owners, facts);
    this.ownCollectors = collectors === undefined ? null : placesOf(collectors, facts);
    this.ownCurrency = currency === undefined ? null : (placeOf(currency, this.ledger) ?? -1);
  }

  static of(question: MeasureQuestion): Scope {
    const known = scopes.get(question);
    if (known !== undefined && known.stamp === question.facts.stamp) return known;
    const scope = new Scope(question, question.facts.stamp);
    scopes.set(question, scope);
    return scope;
  }

  hasCustomer(customer: CustomerIndex): boolean {
    return this.ownCustomers === null || this.ownCustomers[customer] === 1;
  }

  /** Whether an item is of the customers and the currency asked about. */
  hasItem(item: ItemIndex): boolean {
    return (
      (this.ownCurrency === null || this.numberOf[item] === this.ownCurrency) &&
      (this.question.together === undefined || this.question.together.includes(item)) &&
      (this.ownCustomers === null || this.ownCustomers[this.customerOf[item] ?? -1] === 1)
    );
  }

  /** Whether an activity is towards the customers asked about and by the people asked about. */
  hasActivity(activity: ActivityIndex): boolean {
    const { customer, collector } = this.facts.activities;
    return this.hasCustomer(customer[activity] ?? -1) && this.isBy(collector[activity] ?? -1);
  }

  isBy(collector: number): boolean {
    return this.ownCollectors === null || this.ownCollectors[collector] === 1;
  }

  hasCurrency(currency: CurrencyCode): boolean {
    return this.question.currency === undefined || this.question.currency === currency;
  }

  /** The currencies that figures are in: those in which the customers asked about have items by the last day; the one asked about, if one is, whether or not they do. */
  get currencies(): readonly CurrencyCode[] {
    return this.once(this, () => {
      const { currency, together } = this.question;
      if (together === undefined) return currency === undefined ? this.ownCurrencies() : [currency];
      const into = new Set<CurrencyCode>();
      for (const item of this.ledger.items) if (this.counts(item)) into.add(together.currencyOf(item));
      return [...into].sort();
    });
  }

  /** The currency in which amounts of an item are said. */
  currencyOf(item: ItemIndex): CurrencyCode {
    return this.question.together?.currencyOf(item) ?? this.facts.items.currencyOf(item);
  }

  /** An amount of an item, in minor units of that currency. */
  worth(item: ItemIndex, minor: number): number {
    return this.question.together?.convert(item, minor) ?? minor;
  }

  private ownCurrencies(): CurrencyCode[] {
    const seen = new Uint8Array(256);
    for (const item of this.ledger.items) if (this.counts(item)) seen[this.numberOf[item] ?? 0] = 1;
    return [...this.ledger.currencies].flatMap(([number, code]) => (seen[number] === 1 ? [code] : [])).sort();
  }

  private counts(item: ItemIndex): boolean {
    return (this.facts.items.issuedOn[item] ?? 0) <= this.to && this.hasItem(item);
  }

  /** What `make` made the first time, under a key of its own. */
  once<T>(key: unknown, make: () => T): T {
    if (!this.made.has(key)) this.made.set(key, make());
    return this.made.get(key) as T;
  }
}

function ownersOf({ owner, owners }: MeasureQuestion): ReadonlySet<string> | undefined {
  return owner === undefined ? owners : new Set([owner.trim().toLowerCase()]);
}

function customersOwnedBy(owners: ReadonlySet<string>, { customers }: Facts): Uint8Array {
  const own = new Uint8Array(customers.count);
  for (let customer = 0; customer < own.length; customer += 1) {
    own[customer] = owners.has(customers.owner(customer) || NOBODY) ? 1 : 0;
  }
  return own;
}

function placesOf(ids: ReadonlySet<string>, { collectors }: Facts): Uint8Array {
  const own = new Uint8Array(collectors.count);
  for (const id of ids) {
    const collector = collectors.find(id);
    if (collector !== undefined) own[collector] = 1;
  }
  return own;
}

function placeOf(code: CurrencyCode, { currencies }: LedgerColumns): number | undefined {
  return [...currencies].find(([, known]) => known === code)?.[0];
}
