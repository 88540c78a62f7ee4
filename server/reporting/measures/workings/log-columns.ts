import { ACTIVITY_CODES, type ActivityCode, codeDefinition } from '#shared/domain/activity-code.ts';
import { byStamp } from '../../facts/by-stamp.ts';
import type { ActivityIndex, CustomerIndex, Facts, ItemIndex } from '../../facts/facts.ts';

const PLACES = new Map(ACTIVITY_CODES.map((code, place) => [code, place]));
const MOST_PERIODS = 16;
const NOTHING = new Int32Array();
/** Of the bits of a mark: the place of the code, whether it touched, and whether nobody pressed anything. */
const PLACE = 63;
const TOUCHED = 64;
const AUTOMATIC = 128;
const NO_ITEM = -1;
const SEVERAL = -2;
const NOT_ASKED = -3;

/** What is true of a code, by the code's place in the catalogue. */
function placesOf(is: (code: ActivityCode) => boolean): readonly boolean[] {
  return ACTIVITY_CODES.map(is);
}

const CALLS = placesOf((code) => codeDefinition(code).channel === 'phone');
const MAILS = placesOf((code) => codeDefinition(code).channel === 'email' && codeDefinition(code).direction === 'out');
const RIGHT_PARTY = placesOf((code) => codeDefinition(code).reach === 'right_party_contact');
const REACHED = placesOf((code) => ['contact', 'right_party_contact'].includes(codeDefinition(code).reach));

/** What measures ask of the log of a company over and over. */
export class LogColumns {
  /** The place of the code, and what else is true of it, by activity. */
  private readonly marks: Uint8Array;
  /** By activity: the one item that it names, or what stands for several, none, or not asked for yet. */
  private readonly only: Int32Array;
  private readonly periods = new Map<string, Int32Array>();

  constructor(private readonly facts: Facts) {
    const { activities } = facts;
    const { count } = activities;
    this.marks = new Uint8Array(count);
    this.only = new Int32Array(count).fill(NOT_ASKED);
    for (const activity of activities.all()) {
      const place = PLACES.get(activities.code(activity)) ?? 0;
      const touched = activities.hasTouched(activity) ? TOUCHED : 0;
      this.marks[activity] = place | touched | (activities.isAutomatic(activity) ? AUTOMATIC : 0);
    }
  }

  private placeOf(activity: ActivityIndex): number {
    return (this.marks[activity] ?? 0) & PLACE;
  }

  codeOf(activity: ActivityIndex): ActivityCode {
    return ACTIVITY_CODES[this.placeOf(activity)] ?? 'note';
  }

  isCall(activity: ActivityIndex): boolean {
    return CALLS[this.placeOf(activity)] === true;
  }

  /** Whether it is a message of ours. */
  isMail(activity: ActivityIndex): boolean {
    return MAILS[this.placeOf(activity)] === true;
  }

  isRightParty(activity: ActivityIndex): boolean {
    return RIGHT_PARTY[this.placeOf(activity)] === true;
  }

  hasReached(activity: ActivityIndex): boolean {
    return REACHED[this.placeOf(activity)] === true;
  }

  hasTouched(activity: ActivityIndex): boolean {
    return ((this.marks[activity] ?? 0) & TOUCHED) !== 0;
  }

  isAutomatic(activity: ActivityIndex): boolean {
    return ((this.marks[activity] ?? 0) & AUTOMATIC) !== 0;
  }

  /** Whether a person reached out to the customer. */
  isHumanTouch(activity: ActivityIndex): boolean {
    return ((this.marks[activity] ?? 0) & (TOUCHED | AUTOMATIC)) === TOUCHED;
  }

  dayOf(activity: ActivityIndex): number {
    return this.facts.activities.day[activity] ?? 0;
  }

  /** What was done towards a customer in a period, in the order of days; towards one that another stands for nothing. */
  towards(customer: CustomerIndex, { from, to }: { readonly from: number; readonly to: number }): Int32Array {
    const own = this.facts.activities.ofCustomer(customer);
    const first = own[0];
    if (first === undefined || this.facts.activities.customer[first] !== customer) return NOTHING;
    return own.subarray(this.firstOnOrAfter(own, from), this.firstOnOrAfter(own, to + 1));
  }

  /** What was done towards the customer of an item, in the order of days; of a place that is no item nothing. */
  towardsCustomerOf(item: ItemIndex): Int32Array {
    const customer = this.facts.items.customer[item];
    return customer === undefined ? NOTHING : this.facts.activities.ofCustomer(customer);
  }

  /** Whether an activity is about an item: it names it, or its customer as a whole. */
  names(activity: ActivityIndex, item: ItemIndex): boolean {
    const only = this.onlyItem(activity);
    if (only !== SEVERAL) return only === NO_ITEM || only === item;
    return this.facts.activities.items(activity).includes(item);
  }

  /** Sees each item that an activity names. */
  visitItems(activity: ActivityIndex, see: (item: ItemIndex) => void): void {
    const only = this.onlyItem(activity);
    if (only >= 0) see(only);
    if (only === SEVERAL) for (const item of this.facts.activities.items(activity)) see(item);
  }

  /** The item that an activity names, where it is one; looked up once an activity. */
  private onlyItem(activity: ActivityIndex): number {
    const known = this.only[activity] ?? NOT_ASKED;
    if (known !== NOT_ASKED) return known;
    const [first = NO_ITEM, ...others] = this.facts.activities.items(activity);
    const only = others.length > 0 ? SEVERAL : first;
    this.only[activity] = only;
    return only;
  }

  /** The activities of a period, both days included, in no order of days. */
  between(from: number, to: number): Int32Array {
    const key = `${from} ${to}`;
    const known = this.periods.get(key);
    if (known !== undefined) return known;
    if (this.periods.size >= MOST_PERIODS) this.periods.clear();
    const { day, count } = this.facts.activities;
    const found = new Int32Array(count);
    let length = 0;
    for (const activity of this.facts.activities.all()) {
      const on = day[activity] ?? 0;
      if (on < from || on > to) continue;
      found[length] = activity;
      length += 1;
    }
    const period = found.slice(0, length);
    this.periods.set(key, period);
    return period;
  }

  /** The place in `own` (a customer's activities in the order of days) of the first on or after a day. */
  firstOnOrAfter(own: Int32Array, day: number): number {
    const { day: days } = this.facts.activities;
    let low = 0;
    let high = own.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((days[own[middle] ?? 0] ?? 0) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The columns of the log as it stands. */
export const logColumns = byStamp((facts) => new LogColumns(facts));
