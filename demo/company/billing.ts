import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CustomerPlan } from './customers.ts';
import { planSpontaneousDispute } from './disputes.ts';
import type { Random } from './random.ts';
import { workingDayFrom } from './working-time.ts';
import type { World } from './world.ts';

/** Puts every invoice of a customer into the plan, on the day on which it is issued. */
export function planInvoices(
  { customer, invoiceEveryDays, typicalMinor, billedUntil }: CustomerPlan,
  firstDay: CalendarDate,
  world: World,
): void {
  const random = world.random.of(`${customer.number} is billed`);
  const { books, plan, lastDay } = world;
  let since = random.unit() * invoiceEveryDays;
  for (;;) {
    const issuedOn = workingDayFrom(addDays(firstDay, Math.floor(since)));
    if (issuedOn > lastDay || (billedUntil !== null && issuedOn >= billedUntil)) return;
    since += invoiceEveryDays * (0.4 + 1.2 * random.unit());
    const invoice = {
      customerNumber: customer.number,
      currency: random.pick(customer.currencies),
      minor: amountAround(typicalMinor, random),
      issuedOn,
      dueOn: addDays(issuedOn, customer.termDays),
      reference: `PO-${random.int(10_000, 99_999)}`,
    };
    plan.at(issuedOn, () => planSpontaneousDispute(books.issue(invoice), customer, { world, random }));
  }
}

/** Skewed as invoices are: most below the typical amount, a few several times as high. */
function amountAround(typicalMinor: number, random: Random): number {
  const skewed = random.unit() * random.unit() * 3.4 + 0.15;
  return Math.max(2_500, Math.floor(typicalMinor * skewed));
}
