import { isDebit } from '#shared/domain/open-item.ts';
import type { CustomerIndex, Facts, ItemIndex } from '../facts/facts.ts';

/**
 * The debit items that are past due on a day and that nobody has touched since they fell due: no attempt or contact of any day after the due day, up to
 * the day asked about, names the item, or its customer without naming items. Oldest due first.
 */
export function untouchedPastDue(facts: Facts, asOf: number): ItemIndex[] {
  const { items } = facts;
  const touches = new LastTouches(facts, asOf);
  const found: ItemIndex[] = [];
  for (const item of items.all()) if (isPastDue(facts, item, asOf) && touches.isUntouched(item)) found.push(item);
  const keyOf = (item: ItemIndex) => `${items.number(item)} ${items.id(item)}`;
  return found.sort((a, b) => (items.dueOn[a] ?? 0) - (items.dueOn[b] ?? 0) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isPastDue({ items }: Facts, item: ItemIndex, asOf: number): boolean {
  if ((items.dueOn[item] ?? asOf) >= asOf || (items.settledOn[item] ?? 0) <= asOf) return false;
  return isDebit(items.kind(item)) && items.leftOn(item, asOf) > 0;
}

const NEVER_TOUCHED = Number.NEGATIVE_INFINITY;

/** The latest day up to one on which each item, and each customer as a whole, was touched; found once a customer. */
class LastTouches {
  private readonly known = new Set<CustomerIndex>();
  private readonly ofCustomers = new Map<CustomerIndex, number>();
  private readonly ofItems = new Map<ItemIndex, number>();

  constructor(
    private readonly facts: Facts,
    private readonly asOf: number,
  ) {}

  /** Whether it was not touched after its due day. */
  isUntouched(item: ItemIndex): boolean {
    const { items } = this.facts;
    const customer = items.customer[item] ?? 0;
    if (!this.known.has(customer)) this.note(customer);
    const last = Math.max(this.ofItems.get(item) ?? NEVER_TOUCHED, this.ofCustomers.get(customer) ?? NEVER_TOUCHED);
    return last <= (items.dueOn[item] ?? 0);
  }

  /** What was done towards a customer comes by day: what is noted last is the latest. */
  private note(customer: CustomerIndex): void {
    this.known.add(customer);
    const { activities } = this.facts;
    for (const activity of activities.ofCustomer(customer)) {
      const day = activities.day[activity] ?? 0;
      if (day > this.asOf) break;
      if (!activities.hasTouched(activity)) continue;
      const named = activities.items(activity);
      if (named.length === 0) this.ofCustomers.set(customer, day);
      for (const item of named) this.ofItems.set(item, day);
    }
  }
}
