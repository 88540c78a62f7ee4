import { type ActivityFacts, type ActivityIndex, type Facts, NEVER_DAY } from '../facts/facts.ts';

interface Columns {
  readonly customer: Int32Array;
  readonly enteredOn: Int32Array;
  readonly begins: Int32Array;
}

/** For items at places: the first day, not before the item counts, on which somebody reached out for it or for its customer as a whole. */
export function firstTouches(facts: Facts, order: Int32Array, columns: Columns): Int32Array {
  const touchedOn = new Int32Array(order.length).fill(NEVER_DAY);
  const placeOf = new Int32Array(facts.items.count).fill(-1);
  for (let place = 0; place < order.length; place += 1) placeOf[order[place] ?? 0] = place;
  const { activities } = facts;
  const reach = { activities, days: activities.day, columns, placeOf, touchedOn };
  for (let customer = 0; customer < facts.customers.count; customer += 1) {
    touchAll(reach, customer);
  }
  return touchedOn;
}

interface Reach {
  readonly activities: ActivityFacts;
  readonly days: Int32Array;
  readonly columns: Columns;
  readonly placeOf: Int32Array;
  readonly touchedOn: Int32Array;
}

function touchAll(reach: Reach, customer: number): void {
  const { activities, days } = reach;
  const wholesale: number[] = [];
  for (const activity of activities.ofCustomer(customer)) {
    if (!activities.hasTouched(activity)) continue;
    const day = days[activity] ?? NEVER_DAY;
    if (activities.items(activity).length === 0) wholesale.push(day);
    else touchNamed(reach, activity, day);
  }
  if (wholesale.length > 0) touchByCustomer(reach, customer, wholesale);
}

function touchNamed({ activities, columns, placeOf, touchedOn }: Reach, activity: ActivityIndex, day: number): void {
  for (const item of activities.items(activity)) {
    const place = placeOf[item] ?? -1;
    if (place < 0 || day < (columns.enteredOn[place] ?? 0)) continue;
    touchedOn[place] = Math.min(touchedOn[place] ?? NEVER_DAY, day);
  }
}

/** `days` are in their order. */
function touchByCustomer({ columns, touchedOn }: Reach, customer: number, days: readonly number[]): void {
  for (let place = columns.begins[customer] ?? 0; place < (columns.begins[customer + 1] ?? 0); place += 1) {
    const day = days[firstFrom(days, columns.enteredOn[place] ?? 0)] ?? NEVER_DAY;
    touchedOn[place] = Math.min(touchedOn[place] ?? NEVER_DAY, day);
  }
}

/** Numbers that rise, by their place. */
interface Rising {
  readonly length: number;
  at(place: number): number | undefined;
}

/** The place of the first of rising numbers that is not below one; their count where all are. */
export function firstFrom(rising: Rising, least: number): number {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising.at(middle) ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
