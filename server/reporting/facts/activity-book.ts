import { ACTIVITY_CODES, type ActivityCode, OUTCOMES, type Outcome, touches } from '#shared/domain/activity-code.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { DELIVERIES, type Delivery } from '#shared/domain/delivery.ts';
import type { CollectorBook } from './collector-book.ts';
import { byteColumn, exchangeColumns, wholeColumn, wideColumn } from './column.ts';
import type { CustomerBook } from './customer-book.ts';
import type { ActivityFacts, ActivityIndex, CustomerIndex, ItemIndex } from './facts.ts';
import { IdTable } from './id-table.ts';
import { Interned } from './interned.ts';
import type { ItemBook } from './item-book.ts';
import type { ActivityFact, DatedAmount } from './known-facts.ts';
import type { Parts } from './parts.ts';
import { PlaceLists } from './place-lists.ts';
import { SparseRows } from './sparse-rows.ts';

/** Stands where there is no day. */
const NO_DAY = -(2 ** 31);
/** Stands where there is no outcome, delivery or template. */
const NONE = 255;
const NO_TEMPLATE = -1;
const NO_ITEMS: readonly ItemIndex[] = [];

const CODES = new Interned<ActivityCode>(ACTIVITY_CODES);
const TOUCHES = Uint8Array.from(ACTIVITY_CODES, (code) => Number(touches(code)));
const OUTCOME_PLACES = new Interned<Outcome>(OUTCOMES);
const DELIVERY_PLACES = new Interned<Delivery>(DELIVERIES);
/** By delivery: of messages in these states nothing has reached anybody. */
const REACHED_NOBODY = Uint8Array.from(DELIVERIES, (one) => Number(['failed', 'bounced', 'drafted'].includes(one)));

export interface ActivityNeighbours {
  readonly customers: CustomerBook;
  readonly items: ItemBook;
  readonly collectors: CollectorBook;
  readonly currencies: Interned<CurrencyCode>;
}

/** The activities of a book, without gaps: where one is withdrawn, the last takes its place. */
export class ActivityBook implements ActivityFacts {
  private readonly ids = new IdTable();
  private readonly templates = new Interned<string>();
  private readonly columns = {
    customer: wholeColumn(),
    /** Whom the log named: the same, unless that one was merged since. */
    named: wholeColumn(),
    collector: wholeColumn(),
    day: wholeColumn(),
    occurredAt: wideColumn(),
    recordedAt: wideColumn(),
    seq: wideColumn(),
    code: byteColumn(),
    outcome: byteColumn(),
    delivery: byteColumn(),
    isAutomatic: byteColumn(),
    amountMinor: wideColumn(),
    amountCurrency: byteColumn(),
    date: wholeColumn(),
    template: wholeColumn(),
    firstItem: wholeColumn(),
    itemCount: wholeColumn(),
  };
  /** What few activities have: day and amount of each instalment, and the day of a dispute's resolution. */
  private readonly few = { instalments: new SparseRows(), resolvedOn: new SparseRows() };
  /** The items that activities name, one list behind the other. */
  private readonly itemsNamed = wholeColumn();
  private readonly byNamed = new PlaceLists({
    compare: (a, b) => this.compare(a, b),
    belongs: (activity, named) => activity < this.count && this.columns.named.at(activity) === named,
  });

  private mergesSeen = 0;

  constructor(private readonly neighbours: ActivityNeighbours) {}

  get count(): number {
    return this.ids.length;
  }

  get customer(): Int32Array {
    if (this.mergesSeen !== this.neighbours.customers.mergeCount) this.followMerges();
    return this.columns.customer.cells;
  }

  get collector(): Int32Array {
    return this.columns.collector.cells;
  }

  get day(): Int32Array {
    return this.columns.day.cells;
  }

  get occurredAt(): Float64Array {
    return this.columns.occurredAt.cells;
  }

  get recordedAt(): Float64Array {
    return this.columns.recordedAt.cells;
  }

  get seq(): Float64Array {
    return this.columns.seq.cells;
  }

  id(activity: ActivityIndex): string {
    return this.ids.at(activity);
  }

  code(activity: ActivityIndex): ActivityCode {
    return CODES.at(this.columns.code.at(activity));
  }

  outcome(activity: ActivityIndex): Outcome | null {
    const place = this.columns.outcome.at(activity);
    return place === NONE ? null : OUTCOME_PLACES.at(place);
  }

  delivery(activity: ActivityIndex): Delivery | null {
    const place = this.columns.delivery.at(activity);
    return place === NONE ? null : DELIVERY_PLACES.at(place);
  }

  isAutomatic(activity: ActivityIndex): boolean {
    return this.columns.isAutomatic.at(activity) === 1;
  }

  hasTouched(activity: ActivityIndex): boolean {
    const { code, delivery } = this.columns;
    return TOUCHES[code.at(activity)] === 1 && REACHED_NOBODY[delivery.at(activity)] !== 1;
  }

  items(activity: ActivityIndex): readonly ItemIndex[] {
    const count = this.columns.itemCount.at(activity);
    if (count === 0) return NO_ITEMS;
    const first = this.columns.firstItem.at(activity);
    return Array.from({ length: count }, (_, at) => this.itemsNamed.at(first + at));
  }

  amount(activity: ActivityIndex): { readonly minor: number; readonly currency: CurrencyCode } | null {
    const minor = this.columns.amountMinor.at(activity);
    if (Number.isNaN(minor)) return null;
    return { minor, currency: this.neighbours.currencies.at(this.columns.amountCurrency.at(activity)) };
  }

  date(activity: ActivityIndex): number | null {
    const day = this.columns.date.at(activity);
    return day === NO_DAY ? null : day;
  }

  instalments(activity: ActivityIndex): readonly DatedAmount[] {
    const row = this.few.instalments.at(activity);
    return Array.from({ length: row.length / 2 }, (_, at) => ({ day: row[2 * at] ?? 0, minor: row[2 * at + 1] ?? 0 }));
  }

  resolvedOn(activity: ActivityIndex): number | null {
    return this.few.resolvedOn.at(activity)[0] ?? null;
  }

  template(activity: ActivityIndex): string | null {
    const place = this.columns.template.at(activity);
    return place === NO_TEMPLATE ? null : this.templates.at(place);
  }

  ofCustomer(customer: CustomerIndex): Int32Array {
    const merged = this.neighbours.customers.mergedInto(customer);
    if (merged.length === 0) return this.byNamed.of(customer);
    const all = [customer, ...merged].flatMap((named) => [...this.byNamed.of(named)]);
    return Int32Array.from(all).sort((a, b) => this.compare(a, b));
  }

  *all(): Iterable<ActivityIndex> {
    for (let activity = 0; activity < this.count; activity += 1) yield activity;
  }

  /** Takes an activity wherever in the order of days it belongs; one that is here already stays as it is. */
  put(fact: ActivityFact): void {
    if (this.ids.find(fact.id) !== undefined) return;
    const { customers, collectors } = this.neighbours;
    const { columns } = this;
    const named = customers.placeOf(fact.customerId);
    const activity = this.ids.add(fact.id);
    columns.customer.push(customers.standingOf(named));
    columns.named.push(named);
    columns.collector.push(collectors.placeOf(fact.collector, fact.seq));
    columns.day.push(fact.day);
    columns.occurredAt.push(fact.occurredAt);
    columns.recordedAt.push(fact.recordedAt);
    columns.seq.push(fact.seq);
    columns.code.push(CODES.placeOf(fact.code));
    columns.outcome.push(fact.outcome === null ? NONE : OUTCOME_PLACES.placeOf(fact.outcome));
    columns.delivery.push(fact.delivery === null ? NONE : DELIVERY_PLACES.placeOf(fact.delivery));
    columns.isAutomatic.push(fact.isAutomatic ? 1 : 0);
    this.pushSaid(fact);
    this.few.instalments.set(
      activity,
      (fact.instalments ?? []).flatMap((part) => [part.day, part.minor]),
    );
    customers.countNaming(named, 1);
    this.byNamed.add(named, activity);
  }

  /** Takes an activity away; one that is not here is none of ours. */
  withdraw(id: string): void {
    const activity = this.ids.find(id);
    if (activity === undefined) return;
    const { columns } = this;
    const last = this.count - 1;
    const named = columns.named.at(activity);
    const ofLast = columns.named.at(last);
    this.ids.remove(activity);
    for (const column of Object.values(columns)) {
      column.set(activity, column.at(last));
      column.cut(last);
    }
    for (const rows of Object.values(this.few)) rows.move(last, activity);
    this.neighbours.customers.countNaming(named, -1);
    this.byNamed.touch(named);
    if (activity === last) return;
    this.byNamed.touch(ofLast);
    this.byNamed.add(ofLast, activity);
  }

  setDelivery(id: string, delivery: Delivery): void {
    const activity = this.ids.find(id);
    if (activity !== undefined) this.columns.delivery.set(activity, DELIVERY_PLACES.placeOf(delivery));
  }

  /** Ends the dispute that an activity raised; a day that is known already stays. */
  resolve(id: string, day: number): void {
    const activity = this.ids.find(id);
    if (activity !== undefined && this.resolvedOn(activity) === null) this.few.resolvedOn.set(activity, [day]);
  }

  exchange(parts: Parts): void {
    this.ids.exchange('activities', parts);
    this.templates.exchange('activities.templates', parts);
    exchangeColumns('activities', this.columns, parts);
    this.few.instalments.exchange('activities.instalments', parts);
    this.few.resolvedOn.exchange('activities.resolvedOn', parts);
    this.itemsNamed.exchange('activities.itemsNamed', parts);
    this.byNamed.refill(this.columns.named.cells);
  }

  get bytes(): number {
    const columns = Object.values(this.columns).reduce((sum, { bytes }) => sum + bytes, 0);
    const few = this.few.instalments.bytes + this.few.resolvedOn.bytes;
    return columns + few + this.itemsNamed.bytes + this.ids.bytes + this.count * 8;
  }

  /** Gives every activity to who stands for its customer, after a merge or the end of one. */
  private followMerges(): void {
    const { customer, named } = this.columns;
    for (let activity = 0; activity < this.count; activity += 1) {
      customer.set(activity, this.neighbours.customers.standingOf(named.at(activity)));
    }
    this.mergesSeen = this.neighbours.customers.mergeCount;
  }

  private pushSaid({ amount, date, templateId, itemIds }: ActivityFact): void {
    const { amountMinor, amountCurrency, date: day, template, firstItem, itemCount } = this.columns;
    amountMinor.push(amount?.minor ?? Number.NaN);
    amountCurrency.push(amount === null ? 0 : this.neighbours.currencies.placeOf(amount.currency));
    day.push(date ?? NO_DAY);
    template.push(templateId === null ? NO_TEMPLATE : this.templates.placeOf(templateId));
    firstItem.push(this.itemsNamed.length);
    itemCount.push(itemIds.length);
    for (const id of itemIds) this.itemsNamed.push(this.neighbours.items.placeOf(id));
  }

  private compare(a: ActivityIndex, b: ActivityIndex): number {
    const { day, occurredAt, seq } = this.columns;
    return day.at(a) - day.at(b) || occurredAt.at(a) - occurredAt.at(b) || seq.at(a) - seq.at(b);
  }
}
