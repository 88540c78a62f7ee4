import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import { money } from '#shared/domain/money.ts';
import { planInvoices } from './billing.ts';
import { Books, type LiveInvoice } from './books.ts';
import { Collector } from './collecting.ts';
import { type CustomerPlan, makeCustomers } from './customers.ts';
import { DayPlan } from './day-plan.ts';
import { DoubleDunning } from './double-dunning.ts';
import { Payer } from './paying.ts';
import { DEMO_USERS } from './people.ts';
import { Random } from './random.ts';
import type { SampleActivity, SampleBooks, SampleCustomer, SampleInvoice } from './sample-company.ts';
import { SHAPES } from './shapes.ts';
import { isWorkingDay, workingDayUpTo } from './working-time.ts';
import type { World } from './world.ts';

/** Eighteen months. */
const DAYS = 548;
const INSOLVENCY_WRITTEN_OFF_DAYS_AGO = 75;

/** The books of the sample company up to the day before `today`, day by day as it would have happened. The same seed and day give the same books. */
export function generateBooks({ seed, today }: { seed: number; today: CalendarDate }): SampleBooks {
  const random = new Random(seed);
  const lastDay = addDays(today, -1);
  const firstDay = addDays(lastDay, 1 - DAYS);
  const world: World = { books: new Books(), plan: new DayPlan(), random, lastDay };
  const plans = makeCustomers(lastDay, random.of('customers'));
  for (const plan of plans) planInvoices(plan, firstDay, world);
  planInsolvency(world);
  const activities = liveThrough(plans, firstDay, world);
  const { books } = world;
  return {
    firstDay,
    lastDay,
    users: DEMO_USERS,
    customers: plans.map(({ customer }) => customer),
    invoices: [...books.invoices.map(recorded), ...books.credits],
    payments: books.payments,
    applications: books.applications,
    unapplications: books.unapplications,
    adjustments: books.adjustments,
    reversals: books.reversals,
    activities,
  };
}

/** In the morning the bookkeeping, then the collectors, then what the customers send. At weekends nobody works and no bank pays. */
function liveThrough(plans: readonly CustomerPlan[], firstDay: CalendarDate, world: World): SampleActivity[] {
  const customers = plans.map(({ customer }) => customer);
  const workers = workersFor(customers, world);
  const payers = customers.map((customer) => new Payer(customer, world));
  const activities: SampleActivity[] = [];
  for (let day = firstDay; day <= world.lastDay; day = addDays(day, 1)) {
    world.plan.run(day);
    if (!isWorkingDay(day)) continue;
    activities.push(...workers.flatMap((worker) => worker.workOn(day)).sort(byTime));
    for (const payer of payers) payer.payOn(day);
  }
  return activities;
}

function workersFor(
  customers: readonly SampleCustomer[],
  world: World,
): { workOn(day: CalendarDate): SampleActivity[] }[] {
  const collectors = DEMO_USERS.filter(({ role }) => role === 'collector');
  const twice = customers.filter(({ number }) => number === SHAPES.dunnedTwice.customerNumber);
  return [
    ...collectors.map(({ email }) => new Collector(email, customers, world)),
    ...twice.map((customer) => new DoubleDunning(customer, world)),
  ];
}

function planInsolvency({ books, plan, lastDay }: World): void {
  plan.at(workingDayUpTo(addDays(lastDay, -INSOLVENCY_WRITTEN_OFF_DAYS_AGO)), (day) => {
    for (const invoice of books.openOf(SHAPES.writtenOff)) {
      books.adjust({ invoice, minor: invoice.left }, day, 'write_off');
    }
  });
}

function recorded(live: LiveInvoice): SampleInvoice {
  const { number, customerNumber, issuedOn, dueOn, disputeStatus, reference } = live;
  const amount = money(live.minor, live.currency);
  return { number, kind: 'invoice', customerNumber, amount, issuedOn, dueOn, disputeStatus, reference };
}

function byTime(a: SampleActivity, b: SampleActivity): number {
  return a.occurredAt < b.occurredAt ? -1 : 1;
}
