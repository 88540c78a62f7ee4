import { byStamp } from '../facts/by-stamp.ts';
import type { CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';
import { type LogColumns, logColumns } from '../measures/workings/log-columns.ts';

/** Stands for no item: a part that is on none, a touch that names none, a touch that nobody made. */
export const NOTHING = -1;
const SEVERAL = -2;

/** The days on which a touch counts: before one, and not before another. */
export interface TouchWindow {
  readonly before: number;
  readonly notBefore: number;
}

/** The attempts and contacts by hand, those of a customer side by side in the order of days, with all that is asked of them: looking for one touches little memory. */
export class TouchLog {
  private readonly start: Int32Array;
  private readonly days: Int32Array;
  private readonly collectors: Int32Array;
  private readonly activities: Int32Array;
  /** By touch the one item that it names, or what stands for none or several. */
  private readonly named: Int32Array;
  private readonly log: LogColumns;
  private only = NOTHING;

  constructor({ customers, activities }: Facts, log: LogColumns) {
    this.log = log;
    const { day, collector, customer: towards, count } = activities;
    const empty = () => new Int32Array(count);
    this.start = new Int32Array(customers.count + 1);
    [this.days, this.collectors, this.activities, this.named] = [empty(), empty(), empty(), empty()];
    let filled = 0;
    for (let customer = 0; customer < customers.count; customer += 1) {
      this.start[customer] = filled;
      const own = activities.ofCustomer(customer);
      for (let at = 0; at < own.length; at += 1) {
        const activity = own[at] ?? 0;
        if (towards[activity] !== customer || !log.isHumanTouch(activity)) continue;
        this.days[filled] = day[activity] ?? 0;
        this.collectors[filled] = collector[activity] ?? NOTHING;
        this.activities[filled] = activity;
        this.named[filled] = this.itemNamedBy(activity);
        filled += 1;
      }
    }
    this.start[customers.count] = filled;
  }

  /** Who made the last touch of a customer in a window that names an item or none; NOTHING where there is none. */
  lastToucher(customer: CustomerIndex, item: ItemIndex, window: TouchWindow): number {
    const first = this.start[customer] ?? 0;
    for (let place = this.firstOnOrAfter(customer, window.before) - 1; place >= first; place -= 1) {
      if ((this.days[place] ?? 0) < window.notBefore) return NOTHING;
      if (this.isAbout(place, item)) return this.collectors[place] ?? NOTHING;
    }
    return NOTHING;
  }

  private isAbout(place: number, item: ItemIndex): boolean {
    const only = this.named[place] ?? NOTHING;
    if (only !== SEVERAL) return only === NOTHING || only === item;
    return this.log.names(this.activities[place] ?? 0, item);
  }

  private firstOnOrAfter(customer: CustomerIndex, day: number): number {
    const { days } = this;
    let low = this.start[customer] ?? 0;
    let high = this.start[customer + 1] ?? low;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((days[middle] ?? 0) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private readonly noteItem = (item: ItemIndex): void => {
    this.only = this.only === NOTHING ? item : SEVERAL;
  };

  private itemNamedBy(activity: number): number {
    this.only = NOTHING;
    this.log.visitItems(activity, this.noteItem);
    return this.only;
  }
}

/** The touches of facts as they stand. */
export const touchLog = byStamp((facts) => new TouchLog(facts, logColumns(facts)));
