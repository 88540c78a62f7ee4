import type { CurrencyCode } from '#shared/domain/currency.ts';
import {
  CREDIT_KINDS,
  DEBIT_KINDS,
  DISPUTE_STATUSES,
  type DisputeStatus,
  type ItemKind,
} from '#shared/domain/open-item.ts';
import { byteColumn, exchangeColumns, wholeColumn, wideColumn } from './column.ts';
import { Courses } from './courses.ts';
import type { CustomerBook } from './customer-book.ts';
import { type CustomerIndex, type ItemFacts, type ItemIndex, NEVER_DAY } from './facts.ts';
import { IdTable } from './id-table.ts';
import { Interned } from './interned.ts';
import type { DatedAmount, ItemFact } from './known-facts.ts';
import type { Parts } from './parts.ts';
import { PlaceLists } from './place-lists.ts';

const NOBODY = -1;
/** Stands where the ERP gave no day of its rate. */
const NO_DAY = -(2 ** 31);

const KINDS = new Interned<ItemKind>([...DEBIT_KINDS, ...CREDIT_KINDS]);
const DISPUTES = new Interned<DisputeStatus>(DISPUTE_STATUSES);

/**
 * The items of a book. A place is kept for every id that was ever named; one that does not stand in the ledger is nobody's, counts on no day and is in no list but those
 * of the activities that name it.
 */
export class ItemBook implements ItemFacts {
  private readonly ids = new IdTable();
  private readonly numbers: string[] = [];
  private readonly columns = {
    customer: wholeColumn(),
    currency: byteColumn(),
    minor: wideColumn(),
    issuedOn: wholeColumn(),
    dueOn: wholeColumn(),
    settledOn: wholeColumn(),
    companyMinor: wideColumn(),
    companyCurrency: byteColumn(),
    ratedOn: wholeColumn(),
    kind: byteColumn(),
    dispute: byteColumn(),
    stands: byteColumn(),
  };
  private readonly courses = new Courses();
  private readonly reversed = new Courses();
  private readonly byCustomer = new PlaceLists({
    compare: (a, b) => this.compare(a, b),
    belongs: (item, customer) => this.columns.customer.at(item) === customer,
  });

  constructor(
    private readonly customers: CustomerBook,
    private readonly currencies: Interned<CurrencyCode>,
  ) {}

  get count(): number {
    return this.ids.length;
  }

  get customer(): Int32Array {
    return this.columns.customer.cells;
  }

  get currency(): Uint8Array {
    return this.columns.currency.cells;
  }

  get minor(): Float64Array {
    return this.columns.minor.cells;
  }

  get issuedOn(): Int32Array {
    return this.columns.issuedOn.cells;
  }

  get dueOn(): Int32Array {
    return this.columns.dueOn.cells;
  }

  get settledOn(): Int32Array {
    return this.columns.settledOn.cells;
  }

  get companyMinor(): Float64Array {
    return this.columns.companyMinor.cells;
  }

  id(item: ItemIndex): string {
    return this.ids.at(item);
  }

  number(item: ItemIndex): string {
    return this.numbers[item] ?? '';
  }

  kind(item: ItemIndex): ItemKind {
    return KINDS.at(this.columns.kind.at(item));
  }

  dispute(item: ItemIndex): DisputeStatus {
    return DISPUTES.at(this.columns.dispute.at(item));
  }

  currencyOf(item: ItemIndex): CurrencyCode {
    return this.currencies.at(this.columns.currency.at(item));
  }

  company(item: ItemIndex): { readonly currency: CurrencyCode; readonly ratedOn: number | null } | null {
    const { companyMinor, companyCurrency, ratedOn } = this.columns;
    if (Number.isNaN(companyMinor.at(item))) return null;
    const day = ratedOn.at(item);
    return { currency: this.currencies.at(companyCurrency.at(item)), ratedOn: day === NO_DAY ? null : day };
  }

  leftOn(item: ItemIndex, day: number): number {
    const { minor, issuedOn } = this.columns;
    return (day >= issuedOn.at(item) ? minor.at(item) : 0) + this.courses.sumUntil(item, day);
  }

  visitMovements(item: ItemIndex, see: (day: number, minor: number) => void): void {
    this.courses.visit(item, see);
  }

  visitReversals(item: ItemIndex, see: (day: number, minor: number) => void): void {
    this.reversed.visit(item, see);
  }

  movements(item: ItemIndex): readonly DatedAmount[] {
    return this.courses.of(item);
  }

  reversals(item: ItemIndex): readonly DatedAmount[] {
    return this.reversed.of(item);
  }

  find(id: string): ItemIndex | undefined {
    const item = this.ids.find(id);
    return item !== undefined && this.columns.stands.at(item) === 1 ? item : undefined;
  }

  ofCustomer(customer: CustomerIndex): Int32Array {
    return this.byCustomer.of(customer);
  }

  *all(): Iterable<ItemIndex> {
    const stands = this.columns.stands.cells;
    for (let item = 0; item < stands.length; item += 1) if (stands[item] === 1) yield item;
  }

  /** The place of an id, whether or not the item stands in the ledger. */
  placeOf(id: string): ItemIndex {
    const known = this.ids.find(id);
    if (known !== undefined) return known;
    const item = this.ids.add(id);
    for (const column of Object.values(this.columns)) column.push(0);
    this.numbers.push('');
    this.clear(item);
    return item;
  }

  put(fact: ItemFact): void {
    const item = this.placeOf(fact.id);
    this.numbers[item] = fact.number;
    this.columns.kind.set(item, KINDS.placeOf(fact.kind));
    this.columns.dispute.set(item, DISPUTES.placeOf(fact.dispute));
    this.columns.currency.set(item, this.currencies.placeOf(fact.currency));
    this.columns.minor.set(item, fact.minor);
    this.columns.issuedOn.set(item, fact.issuedOn);
    this.columns.dueOn.set(item, fact.dueOn);
    this.columns.settledOn.set(item, fact.settledOn);
    this.columns.stands.set(item, 1);
    this.putCompany(item, fact.company);
    this.courses.put(item, fact.movements);
    this.reversed.put(item, fact.reversals ?? []);
    this.moveTo(item, this.customers.placeOf(fact.customerId));
  }

  remove(id: string): void {
    const item = this.ids.find(id);
    if (item === undefined || this.columns.stands.at(item) === 0) return;
    this.leave(item);
    this.clear(item);
  }

  exchange(parts: Parts): void {
    this.ids.exchange('items', parts);
    parts.texts('items.numbers', this.numbers);
    exchangeColumns('items', this.columns, parts);
    this.courses.exchange('items.courses', parts);
    this.reversed.exchange('items.reversed', parts);
    this.byCustomer.refill(this.customer);
  }

  get bytes(): number {
    const columns = Object.values(this.columns).reduce((sum, { bytes }) => sum + bytes, 0);
    return columns + this.courses.bytes + this.reversed.bytes + this.ids.bytes + this.count * 40;
  }

  private putCompany(item: ItemIndex, company: ItemFact['company']): void {
    const { companyMinor, companyCurrency, ratedOn } = this.columns;
    companyMinor.set(item, company?.minor ?? Number.NaN);
    companyCurrency.set(item, company === null ? 0 : this.currencies.placeOf(company.currency));
    ratedOn.set(item, company?.ratedOn ?? NO_DAY);
  }

  private moveTo(item: ItemIndex, customer: number): void {
    if (this.columns.customer.at(item) === customer) {
      this.byCustomer.touch(customer);
      return;
    }
    this.leave(item);
    this.columns.customer.set(item, customer);
    this.customers.countNaming(customer, 1);
    this.byCustomer.add(customer, item);
  }

  private leave(item: ItemIndex): void {
    const customer = this.columns.customer.at(item);
    if (customer === NOBODY) return;
    this.columns.customer.set(item, NOBODY);
    this.customers.countNaming(customer, -1);
    this.byCustomer.touch(customer);
  }

  private clear(item: ItemIndex): void {
    const { customer, minor, issuedOn, dueOn, settledOn, stands } = this.columns;
    this.numbers[item] = '';
    customer.set(item, NOBODY);
    minor.set(item, 0);
    for (const day of [issuedOn, dueOn, settledOn]) day.set(item, NEVER_DAY);
    stands.set(item, 0);
    this.putCompany(item, null);
    this.courses.put(item, []);
    this.reversed.put(item, []);
  }

  private compare(a: ItemIndex, b: ItemIndex): number {
    const { dueOn } = this.columns;
    return dueOn.at(a) - dueOn.at(b) || compared(this.number(a), this.number(b)) || this.ids.compare(a, b);
  }
}

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
