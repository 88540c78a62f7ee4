import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Facts, ItemFacts, ItemIndex } from '../facts/facts.ts';
import {
  CREDIT_MEMO,
  DEBIT_MEMO,
  INVOICE,
  isDebitPlace,
  type LedgerColumns,
  ledgerColumns,
} from '../measures/workings/ledger-columns.ts';

/** How the figures of a currency change from day to day, in minor units; the sum of the changes up to a day is the figure at its end. */
export interface DaySeries {
  /** Net credit sales by the document's day: invoices and debit memos less credit memos, each less what was cancelled of it by the last day. */
  readonly sales: Float64Array;
  /** What is left of debit items, and (negative) of credit items. */
  readonly open: Float64Array;
  readonly unapplied: Float64Array;
  /** What is left of debit items that are past due by more days than each of the limits asked. */
  readonly beyond: readonly Float64Array[];
}

/** The days of a table, both included: the first of any document, to the last that is asked about. */
export interface TableDays {
  readonly first: number;
  readonly last: number;
}

/** From the first day of the ledger to a day. */
export function tableDays({ items }: Facts, last: number): TableDays {
  const { issuedOn } = items;
  let first = last;
  for (let item = 0; item < issuedOn.length; item += 1) first = Math.min(first, issuedOn[item] ?? first);
  return { first, last };
}

/**
 * The course of what is owed, given and sold, in one pass over the items. `limits` are the last days past due of ageing buckets, such as 0, 30, 60, 90. The ageing of
 * every day follows from it by adding up.
 */
export function daySeries(
  facts: Facts,
  days: TableDays,
  limits: readonly number[],
): ReadonlyMap<CurrencyCode, DaySeries> {
  const course = new Course(facts, days, limits);
  const { issuedOn } = facts.items;
  const { items } = course.ledger;
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at] ?? 0;
    if ((issuedOn[item] ?? 0) <= days.last) course.take(item);
  }
  return course.series;
}

/** The columns of the items, each taken once: growth puts others in their place. */
interface ItemColumns {
  readonly minor: Float64Array;
  readonly issuedOn: Int32Array;
  readonly dueOn: Int32Array;
  readonly settledOn: Int32Array;
  readonly currency: Uint8Array;
}

class Course {
  readonly series = new Map<CurrencyCode, DaySeries>();
  readonly ledger: LedgerColumns;
  private readonly items: ItemFacts;
  private readonly columns: ItemColumns;
  private readonly byNumber: (DaySeries | undefined)[] = [];
  private readonly lastPlace: number;
  /** The movements of the item at hand, by place of the day in the table. */
  private readonly places: number[] = [];
  private readonly changes: number[] = [];
  private count = 0;
  /** What was taken back of the item at hand itself; negative. */
  private takenBack = 0;

  constructor(
    facts: Facts,
    private readonly days: TableDays,
    private readonly limits: readonly number[],
  ) {
    this.ledger = ledgerColumns(facts);
    this.items = facts.items;
    this.lastPlace = days.last - days.first;
    const { minor, issuedOn, dueOn, settledOn, currency } = facts.items;
    this.columns = { minor, issuedOn, dueOn, settledOn, currency };
  }

  take(item: ItemIndex): void {
    const kind = this.ledger.kind[item] ?? 0;
    const series = this.seriesOf(item);
    this.count = 0;
    this.items.visitMovements(item, this.note);
    if (isDebitPlace(kind)) {
      if (kind === INVOICE || kind === DEBIT_MEMO) this.sell(item, series.sales, 1);
      this.follow(item, series.open, 1);
      this.followPastDue(item, series.beyond);
      return;
    }
    if (kind === CREDIT_MEMO) this.sell(item, series.sales, -1);
    this.follow(item, series.unapplied, -1);
  }

  private readonly note = (day: number, minor: number): void => {
    if (day > this.days.last) return;
    this.places[this.count] = day - this.days.first;
    this.changes[this.count] = minor;
    this.count += 1;
  };

  private readonly takeBack = (day: number, minor: number): void => {
    if (day <= this.days.last) this.takenBack += minor;
  };

  private sell(item: ItemIndex, sales: Float64Array, sign: number): void {
    const { minor, issuedOn } = this.columns;
    this.takenBack = 0;
    this.items.visitReversals(item, this.takeBack);
    add(sales, (issuedOn[item] ?? 0) - this.days.first, sign * ((minor[item] ?? 0) + this.takenBack));
  }

  private follow(item: ItemIndex, cells: Float64Array, sign: number): void {
    const { minor, issuedOn } = this.columns;
    add(cells, (issuedOn[item] ?? 0) - this.days.first, sign * (minor[item] ?? 0));
    for (let at = 0; at < this.count; at += 1) add(cells, this.places[at] ?? 0, sign * (this.changes[at] ?? 0));
  }

  /** From the day on which it is past due by more than a limit: what is left then, and what changes later. Limits rise, so the first that it does not reach with anything left ends it. */
  private followPastDue(item: ItemIndex, beyond: readonly Float64Array[]): void {
    const { minor, issuedOn, dueOn, settledOn } = this.columns;
    const { first } = this.days;
    const issued = (issuedOn[item] ?? 0) - first;
    const due = (dueOn[item] ?? 0) - first;
    const end = Math.min((settledOn[item] ?? 0) - first - 1, this.lastPlace);
    for (let place = 0; place < this.limits.length; place += 1) {
      const start = Math.max(due + (this.limits[place] ?? 0) + 1, issued);
      if (start > end) return;
      this.followFrom(start, minor[item] ?? 0, beyond[place] ?? NONE);
    }
  }

  private followFrom(start: number, minor: number, cells: Float64Array): void {
    let left = minor;
    let at = 0;
    for (; at < this.count && (this.places[at] ?? 0) <= start; at += 1) left += this.changes[at] ?? 0;
    if (left !== 0) add(cells, start, left);
    for (; at < this.count; at += 1) add(cells, this.places[at] ?? 0, this.changes[at] ?? 0);
  }

  private seriesOf(item: ItemIndex): DaySeries {
    const number = this.columns.currency[item] ?? 0;
    const known = this.byNumber[number];
    if (known !== undefined) return known;
    const empty = () => new Float64Array(this.lastPlace + 1);
    const made = { sales: empty(), open: empty(), unapplied: empty(), beyond: this.limits.map(empty) };
    // Places that were never written to would make every look-up slower.
    while (this.byNumber.length < number) this.byNumber.push(undefined);
    this.byNumber[number] = made;
    this.series.set(this.items.currencyOf(item), made);
    return made;
  }
}

const NONE = new Float64Array();

function add(cells: Float64Array, place: number, minor: number): void {
  cells[place] = (cells[place] ?? 0) + minor;
}

/** The sums of changes up to and on each day. */
export function levelsOf(changes: Float64Array): Float64Array {
  let level = 0;
  return changes.map((change) => {
    level += change;
    return level;
  });
}
