import { type CalendarDate, dayOfNumber } from '#shared/domain/calendar-date.ts';
import { type ActivityIndex, type CollectorIndex, type CustomerIndex, type Facts, NEVER_DAY } from './facts/facts.ts';

/** What a report is narrowed to for customers that nobody owns. */
const NOBODY = 'none';

/** A customer as rows name it. */
export function customerRef(
  { customers }: Facts,
  customer: CustomerIndex,
): { id: string; number: string; name: string } {
  return { id: customers.id(customer), number: customers.number(customer), name: customers.name(customer) };
}

/** A person as rows name them. */
export function collectorRef({ collectors }: Facts, collector: CollectorIndex): { id: string; name: string } {
  return { id: collectors.id(collector), name: collectors.name(collector) };
}

/** Who did something, as rows name them, and whether nobody pressed anything. */
export function actorRef(facts: Facts, activity: ActivityIndex): { id: string; name: string; isAutomatic: boolean } {
  const { collector } = facts.activities;
  return {
    ...collectorRef(facts, collector[activity] ?? 0),
    isAutomatic: facts.activities.isAutomatic(activity),
  };
}

/** Whether a customer is the one, and of the collector (an e-mail, `none` for nobody’s), that a report was narrowed to. */
export function isAskedFor(
  { customers }: Facts,
  customer: CustomerIndex,
  filters: { readonly customer?: string | undefined; readonly owner?: string | undefined },
): boolean {
  if (filters.customer !== undefined && customers.find(filters.customer) !== customer) return false;
  return filters.owner === undefined || (customers.owner(customer) || NOBODY) === filters.owner.trim().toLowerCase();
}

/** A day of the columns as rows name it; null where it has not come. */
export function dayRef(day: number): CalendarDate | null {
  return day === NEVER_DAY ? null : dayOfNumber(day);
}
