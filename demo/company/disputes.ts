import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { LiveInvoice } from './books.ts';
import { reactsToContact } from './payment-habit.ts';
import type { Random } from './random.ts';
import type { SampleCustomer } from './sample-company.ts';
import { addWorkingDays, workingDayFrom } from './working-time.ts';
import type { World } from './world.ts';

interface Chance {
  readonly world: World;
  readonly random: Random;
}

/** Some invoices are disputed by the customer of their own accord, about when they fall due. Those with a habit of their own kind dispute nothing. */
export function planSpontaneousDispute(
  invoice: LiveInvoice,
  customer: SampleCustomer,
  { world, random }: Chance,
): void {
  if (customer.habit.kind !== 'hazard' || !random.chance(0.018)) return;
  const on = workingDayFrom(addDays(invoice.dueOn, random.int(-5, 12)));
  world.plan.at(on, (day) => {
    if (invoice.unpaid === invoice.minor) openDispute(invoice, { customer, day }, { world, random });
  });
}

/** Nothing of a disputed invoice is paid until the dispute ends: by a credit memo for part or all of it, or by nothing at all. */
export function openDispute(
  invoice: LiveInvoice,
  { customer, day }: { customer: SampleCustomer; day: CalendarDate },
  { world, random }: Chance,
): void {
  invoice.disputeStatus = 'disputed';
  world.plan.at(addWorkingDays(day, random.int(8, 55)), (on) => {
    invoice.disputeStatus = 'resolved';
    const share = random.weighted([
      [random.int(10, 60), 5],
      [100, 2],
      [0, 3],
    ]);
    const minor = Math.floor((Math.min(invoice.unpaid, invoice.left) * share) / 100);
    if (minor > 0) world.books.credit({ invoice, minor }, on);
    if (reactsToContact(customer.habit)) invoice.plannedOn = addWorkingDays(on, 5);
  });
}
