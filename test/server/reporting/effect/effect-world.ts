import type { ContactDay } from '../../../../server/reporting/effect/contact-days.ts';
import { NEVER_DAY } from '../../../../server/reporting/facts/facts.ts';
import { FactsBook } from '../../../../server/reporting/facts/facts-book.ts';
import type { ActivityCode } from '../../../../shared/domain/activity-code.ts';
import { calendarDate, dayNumber } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { SeededChoice } from '../../../support/seeded-choice.ts';

const START = dayNumber(calendarDate('2024-01-01'));
const HISTORY_DAYS = 640;
const PERIOD_DAYS = 75;
const TERMS_DAYS = 30;
const EUR = currencyCode('EUR');
const MS_PER_DAY = 86_400_000;

/** How a customer of the made-up company really pays. */
interface Customer {
  readonly mean: number;
  readonly spread: number;
  readonly strays: number;
}

export interface MadeItem {
  readonly place: number;
  readonly id: string;
  readonly customer: number;
  readonly issuedOn: number;
  readonly dueOn: number;
  readonly minor: number;
  /** When it is paid while nobody does anything. */
  readonly paidOn: number;
}

export interface Contact {
  readonly item: MadeItem;
  readonly day: number;
}

/** A company whose customers pay by themselves on working days, each with a habit of its own, and what of that is really so. */
export class EffectWorld {
  readonly facts = new FactsBook();
  readonly items: MadeItem[] = [];
  readonly from = START + HISTORY_DAYS;
  readonly to = START + HISTORY_DAYS + PERIOD_DAYS;
  readonly choice: SeededChoice;
  private readonly customers: Customer[] = [];

  constructor(seed: number, { customers = 150, itemsEach = 36, strays = 0.2 } = {}) {
    this.choice = new SeededChoice(seed);
    for (let customer = 0; customer < customers; customer += 1) this.addCustomer(customer, itemsEach, strays);
    this.facts.standAt(seed, 0);
  }

  /** The chance that an item is really unpaid at the end of a day while nobody does anything. */
  unpaidAt({ customer, dueOn }: MadeItem, day: number): number {
    const { mean, spread, strays } = this.customers[customer] ?? { mean: 0, spread: 1, strays: 0 };
    // Money that would come on a day of rest comes on the working day after.
    const late = workingDayUpTo(day) - dueOn + 0.5;
    const kept = 1 - normalShare((late - mean) / spread);
    const strayed = late - mean <= 10 ? 1 : Math.exp(-(late - mean - 10) / 15);
    return (1 - strays) * kept + strays * strayed;
  }

  /** The day on which an item that is unpaid at the end of a day is really paid, where each day’s hazard up to another is so many times as high. */
  paidAfter(item: MadeItem, after: number, until: number, times: number): number {
    for (let day = after + 1; day < this.to + 400; day += 1) {
      const hazard = 1 - this.unpaidAt(item, day) / this.unpaidAt(item, day - 1);
      if (this.choice.chance(Math.min(1, hazard * (day <= until ? times : 1)))) return day;
    }
    return NEVER_DAY;
  }

  /** The chance that it is paid within these days with each day’s hazard so many times as high. */
  chanceWithin(item: MadeItem, after: number, until: number, times: number): number {
    let unpaid = 1;
    for (let day = after + 1; day <= until; day += 1) {
      const hazard = 1 - this.unpaidAt(item, day) / this.unpaidAt(item, day - 1);
      unpaid *= 1 - Math.min(1, hazard * times);
    }
    return 1 - unpaid;
  }

  /** Makes an item’s money come on another day. */
  pay(item: MadeItem, paidOn: number): void {
    const { id, customer, issuedOn, dueOn, minor } = item;
    this.facts.putItem({
      ...{ id, customerId: `C${customer}`, number: id, kind: 'invoice', currency: EUR, minor, issuedOn, dueOn },
      ...{ dispute: 'none', company: null, settledOn: paidOn },
      movements: paidOn === NEVER_DAY ? [] : [{ day: paidOn, minor: -minor }],
    });
  }

  /** A contact of each item of a list, on its day, as if one activity of the log had made it. */
  contacts(of: readonly Contact[], activity = 0): Map<number, ContactDay[]> {
    return new Map(of.map(({ item, day }) => [item.place, [{ day, activities: [activity] }]]));
  }

  /** Items that are past due and unpaid on a day. */
  openOn(day: number): MadeItem[] {
    return this.items.filter(({ dueOn, paidOn }) => dueOn < day && paidOn > day);
  }

  /**
   * So many items at most, each on a day of the period on which it is past due and unpaid. Item and day are drawn before anybody looks whether it is unpaid, so that how long one
   * stays unpaid has no say in it.
   */
  drawnAtRandom(count: number): Contact[] {
    const drawn: Contact[] = [];
    for (const item of this.choice.shuffled(this.items)) {
      const day = this.from + this.choice.below(this.to - this.from - 20);
      if (item.dueOn < day && item.paidOn > day) drawn.push({ item, day });
      if (drawn.length === count) break;
    }
    return drawn;
  }

  /** Somebody reaches out for an item. Returns the place of it in the log. */
  act(by: string, { item, day }: Contact, code: ActivityCode = 'phone_left_voicemail'): number {
    const { activities } = this.facts;
    const seq = activities.count + 1;
    this.facts.putActivity({
      ...{ id: `A${seq}`, seq, customerId: `C${item.customer}`, collector: { id: by, name: by }, day },
      ...{ occurredAt: day * MS_PER_DAY, recordedAt: day * MS_PER_DAY, code, outcome: null, delivery: null },
      ...{ isAutomatic: false, itemIds: [item.id], amount: null, date: null, templateId: null },
    });
    return activities.count - 1;
  }

  /** Puts payments on the items that the period saw paid, so that the cash of them is in the ledger too. */
  bookPayments(paidOn: (item: MadeItem) => number): void {
    for (const item of this.items) {
      const day = paidOn(item);
      if (day < this.from || day > this.to) continue;
      const { id, customer, minor } = item;
      this.facts.putItem({
        ...{ id: `P-${id}`, customerId: `C${customer}`, number: `P-${id}`, kind: 'payment', currency: EUR, minor },
        ...{ issuedOn: day, dueOn: day, dispute: 'none', company: null, settledOn: day },
        movements: [{ day, minor: -minor }],
      });
      this.facts.putApplication({
        ...{ id: `P-${id}>${id}`, debitId: id, creditId: `P-${id}`, debitMinor: minor, creditMinor: minor },
        ...{ from: day, until: NEVER_DAY, bounced: [] },
      });
    }
  }

  /** The day after which money may have followed a contact. */
  startAfter(day: number): number {
    return workingDayFrom(day + 1);
  }

  private addCustomer(customer: number, itemsEach: number, mostStrays: number): void {
    const { choice } = this;
    const habit = {
      mean: 4 + 9 * normal(choice),
      spread: Math.exp(Math.log(5) + 0.4 * normal(choice)),
      strays: mostStrays * choice.fraction(),
    };
    this.customers.push(habit);
    const id = `C${customer}`;
    this.facts.putCustomer({ id, number: id, name: id, owner: '', parentId: null, mergedInto: null });
    for (let at = 0; at < itemsEach; at += 1) {
      const issuedOn = START + choice.below(HISTORY_DAYS + PERIOD_DAYS);
      const dueOn = issuedOn + TERMS_DAYS;
      const isStray = choice.chance(habit.strays);
      const late = isStray ? 10 - 15 * Math.log(1 - choice.fraction()) : habit.spread * normal(choice);
      const paidOn = workingDayFrom(Math.max(issuedOn + 1, dueOn + Math.round(habit.mean + late)));
      const minor = Math.round(20_000 * Math.exp(0.8 * normal(choice)));
      const item = { place: this.items.length, id: `${id}-${at}`, customer, issuedOn, dueOn, minor, paidOn };
      this.items.push(item);
      this.pay(item, paidOn);
    }
  }
}

/** 0 is Monday. */
function weekday(day: number): number {
  return (day + 3) % 7;
}

function workingDayFrom(day: number): number {
  return weekday(day) < 5 ? day : day + 7 - weekday(day);
}

function workingDayUpTo(day: number): number {
  return weekday(day) < 5 ? day : day + 4 - weekday(day);
}

function normal(choice: SeededChoice): number {
  return Math.sqrt(-2 * Math.log(1 - choice.fraction())) * Math.cos(2 * Math.PI * choice.fraction());
}

/** The share of a normal distribution below a value, after Abramowitz and Stegun 26.2.17. */
function normalShare(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const beyond = (Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)) * series;
  return z >= 0 ? 1 - beyond : beyond;
}
