import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import { ActivityBook } from './activity-book.ts';
import { AdjustmentBook } from './adjustment-book.ts';
import { ApplicationBook } from './application-book.ts';
import { CollectorBook } from './collector-book.ts';
import { CustomerBook } from './customer-book.ts';
import type { Facts } from './facts.ts';
import { Interned } from './interned.ts';
import { ItemBook } from './item-book.ts';
import type { ActivityFact, AdjustmentFact, ApplicationFact, CustomerFact, ItemFact } from './known-facts.ts';
import type { Parts } from './parts.ts';

/**
 * Facts that can be kept up: what changed is put or taken away, one thing at a time and in any order, and everything else stays. Places in its columns hold until the
 * next change alone.
 */
export class FactsBook implements Facts {
  readonly customers: CustomerBook;
  readonly items: ItemBook;
  readonly applications: ApplicationBook;
  readonly adjustments: AdjustmentBook;
  readonly activities: ActivityBook;
  readonly collectors: CollectorBook;
  private readonly currencies = new Interned<CurrencyCode>();
  private standing = { run: 0, seq: 0, stamp: '0:0' };

  constructor() {
    const { currencies } = this;
    this.customers = new CustomerBook();
    this.items = new ItemBook(this.customers, currencies);
    this.applications = new ApplicationBook(this.items);
    this.adjustments = new AdjustmentBook(this.items);
    this.collectors = new CollectorBook();
    const { customers, items, collectors } = this;
    this.activities = new ActivityBook({ customers, items, collectors, currencies });
  }

  get stamp(): string {
    return this.standing.stamp;
  }

  get run(): number {
    return this.standing.run;
  }

  get seq(): number {
    return this.standing.seq;
  }

  /** Says as of which committed run and which entry of the log the book is; with an instant, that of the log it has only what was recorded by then. */
  standAt(run: number, seq: number, knownAt?: Date): void {
    const known = knownAt === undefined ? '' : `@${knownAt.getTime()}`;
    this.standing = { run, seq, stamp: `${run}:${seq}${known}` };
  }

  /** Takes a customer as it is from now on. */
  putCustomer(customer: CustomerFact): void {
    this.customers.put(customer);
  }

  removeCustomer(id: string): void {
    this.customers.remove(id);
  }

  /** Takes an item with its whole course; one of the same id was something else before. */
  putItem(item: ItemFact): void {
    this.items.put(item);
  }

  removeItem(id: string): void {
    this.items.remove(id);
  }

  putApplication(application: ApplicationFact): void {
    this.applications.put(application);
  }

  removeApplication(id: string): void {
    this.applications.remove(id);
  }

  putAdjustment(adjustment: AdjustmentFact): void {
    this.adjustments.put(adjustment);
  }

  removeAdjustment(id: string): void {
    this.adjustments.remove(id);
  }

  /** Takes an activity, also one that comes late. */
  putActivity(activity: ActivityFact): void {
    this.activities.put(activity);
  }

  withdraw(activityId: string): void {
    this.activities.withdraw(activityId);
  }

  /** Takes the day on which the dispute ended that an activity raised. */
  resolve(activityId: string, day: number): void {
    this.activities.resolve(activityId, day);
  }

  setDelivery(activityId: string, delivery: Delivery): void {
    this.activities.setDelivery(activityId, delivery);
  }

  /** Lets everything that is in it go through `parts`, or come from there in place of what is in it: step by step, since all at once may take a second. */
  *exchange(parts: Parts): Generator<void> {
    yield this.currencies.exchange('currencies', parts);
    yield this.collectors.exchange(parts);
    yield this.customers.exchange(parts);
    yield this.items.exchange(parts);
    yield this.applications.exchange(parts);
    yield this.adjustments.exchange(parts);
    yield this.activities.exchange(parts);
  }

  /** About how many bytes it takes. */
  get bytes(): number {
    const { customers, items, applications, adjustments, activities } = this;
    return [customers, items, applications, adjustments, activities].reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
