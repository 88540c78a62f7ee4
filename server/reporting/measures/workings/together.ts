import { dayOfNumber } from '#shared/domain/calendar-date.ts';
import { type CurrencyCode, minorDigits } from '#shared/domain/currency.ts';
import { byStamp } from '../../facts/by-stamp.ts';
import type { Facts, ItemIndex } from '../../facts/facts.ts';

/** How the amounts of one currency were converted: the rates that the ERP gave with its items, in whole units of the one for one of the other. */
export interface RatesUsed {
  readonly currency: CurrencyCode;
  readonly into: CurrencyCode;
  readonly items: number;
  readonly lowest: number;
  readonly highest: number;
  /** Over all items, by their amounts. */
  readonly mean: number;
  /** The first and last day of these rates; null where the ERP gave no days. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Items that are in no figure because the ERP said nothing of what they are worth in the company's currency. */
export interface LeftOut {
  readonly currency: CurrencyCode;
  readonly items: number;
}

/** All currencies together in the company's own: each item at the dated rate that the ERP gave for it. Nothing is converted at a rate of ours. */
export class Together {
  /** What an item's amount is worth for each minor unit of it; NaN for one that is left out. */
  private readonly factor: Float64Array;
  private readonly into: readonly CurrencyCode[];
  private readonly intoOf: Uint8Array;

  private constructor(
    private readonly facts: Facts,
    company: CurrencyCode,
  ) {
    const { items } = facts;
    this.factor = new Float64Array(items.count).fill(Number.NaN);
    this.intoOf = new Uint8Array(items.count);
    this.into = [...new Set([company, ...companyCurrencies(facts)])];
    for (const item of items.all()) {
      const said = items.company(item);
      const worth = said === null ? Number.NaN : (items.companyMinor[item] ?? Number.NaN);
      if (said !== null) this.put(item, worth / (items.minor[item] ?? 0), said.currency);
      else if (this.into.includes(items.currencyOf(item))) this.put(item, 1, items.currencyOf(item));
    }
  }

  /** The conversion of a company's ledger as it stands. */
  static of(facts: Facts, company: CurrencyCode): Together {
    const known = conversions(facts);
    const before = known.get(company) ?? new Together(facts, company);
    known.set(company, before);
    return before;
  }

  /** The currencies that amounts are converted into: the company's own, and those of its company codes. */
  get currencies(): readonly CurrencyCode[] {
    return this.into;
  }

  /** Whether it is known what an item is worth. */
  includes(item: ItemIndex): boolean {
    return !Number.isNaN(this.factor[item] ?? Number.NaN);
  }

  currencyOf(item: ItemIndex): CurrencyCode {
    return this.into[this.intoOf[item] ?? 0] ?? this.facts.items.currencyOf(item);
  }

  /** What part of an item is worth, in whole minor units of the company's currency. */
  convert(item: ItemIndex, minor: number): number {
    return Math.round(minor * (this.factor[item] ?? Number.NaN));
  }

  /** The rates of the items that count by a day, and how many of them are left out. */
  ratesUsed(until: number): { readonly rates: readonly RatesUsed[]; readonly leftOut: readonly LeftOut[] } {
    const rates = new Map<string, Rates>();
    const leftOut = new Map<CurrencyCode, number>();
    const { items } = this.facts;
    for (const item of items.all()) {
      if ((items.issuedOn[item] ?? 0) > until) continue;
      const currency = items.currencyOf(item);
      if (!this.includes(item)) leftOut.set(currency, (leftOut.get(currency) ?? 0) + 1);
      else if (currency !== this.currencyOf(item)) this.note(rates, item, currency);
    }
    return {
      rates: [...rates].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, of]) => of.used),
      leftOut: [...leftOut]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([currency, count]) => ({ currency, items: count })),
    };
  }

  private note(rates: Map<string, Rates>, item: ItemIndex, currency: CurrencyCode): void {
    const into = this.currencyOf(item);
    const key = `${currency} ${into}`;
    const known = rates.get(key) ?? new Rates(currency, into);
    rates.set(key, known);
    const { items } = this.facts;
    known.add(items.minor[item] ?? 0, this.factor[item] ?? 0, items.company(item)?.ratedOn ?? null);
  }

  /** Where an amount is 0 there is no rate to be had from it; it is worth 0 at any. */
  private put(item: ItemIndex, factor: number, into: CurrencyCode): void {
    this.factor[item] = Number.isFinite(factor) ? factor : 0;
    this.intoOf[item] = this.into.indexOf(into);
  }
}

function companyCurrencies({ items }: Facts): Set<CurrencyCode> {
  const found = new Set<CurrencyCode>();
  for (const item of items.all()) {
    const said = items.company(item);
    if (said !== null) found.add(said.currency);
  }
  return found;
}

const conversions = byStamp(() => new Map<CurrencyCode, Together>());

class Rates {
  private items = 0;
  private minor = 0;
  private converted = 0;
  private lowest = Number.POSITIVE_INFINITY;
  private highest = Number.NEGATIVE_INFINITY;
  private from = Number.POSITIVE_INFINITY;
  private to = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly currency: CurrencyCode,
    private readonly into: CurrencyCode,
  ) {}

  add(minor: number, factor: number, ratedOn: number | null): void {
    this.items += 1;
    this.minor += minor;
    this.converted += minor * factor;
    if (minor > 0) {
      this.lowest = Math.min(this.lowest, factor);
      this.highest = Math.max(this.highest, factor);
    }
    if (ratedOn === null) return;
    this.from = Math.min(this.from, ratedOn);
    this.to = Math.max(this.to, ratedOn);
  }

  get used(): RatesUsed {
    const units = 10 ** (minorDigits(this.currency) - minorDigits(this.into));
    const isDated = this.from <= this.to;
    return {
      currency: this.currency,
      into: this.into,
      items: this.items,
      lowest: this.minor > 0 ? this.lowest * units : 0,
      highest: this.minor > 0 ? this.highest * units : 0,
      mean: this.minor > 0 ? (this.converted / this.minor) * units : 0,
      from: isDated ? dayOfNumber(this.from) : null,
      to: isDated ? dayOfNumber(this.to) : null,
    };
  }
}
