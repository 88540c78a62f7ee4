import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { CustomerService } from '../../features/customers/customer-service.ts';
import { customerColumns, withCustomers } from '../customer-refs.ts';
import type { Report, ReportQuestion, ReportRow } from '../report.ts';
import { type LoggedActivity, loggedActivities } from '../touched-cash/logged-activities-read-model.ts';

/** The activities of a period one by one: what the counts of the other reports open down to. */
export function activityListReport(customers: CustomerService): Report {
  return {
    name: 'activities',
    about: 'period',
    holdsUntilChange: true,
    filters: ['collector', 'code', 'customer', 'reach', 'delivery'],
    definition: () => ({
      title: 'Activities one by one',
      words: ['Every activity of the period’s days in the company’s zone, first to last; withdrawn ones are left out.'],
    }),
    async run({ from, to, knownAt, position, filters }) {
      const activities = await loggedActivities({ from, to, knownAt });
      const rows = activities.filter((activity) => fits(activity, filters)).map(rowOf);
      const named = await withCustomers(rows, customers, position.run);
      return { totals: [{ activities: rows.length }], rows: named as unknown as ReportRow[] };
    },
    lines: (rows) => rows,
    columns: [
      { title: 'Day', cells: ({ on }) => String(on) },
      { title: 'Collector', cells: ({ collector }) => (collector as { name: string }).name },
      { title: 'Code', cells: ({ label }) => String(label) },
      { title: 'Outcome', cells: ({ outcome }) => (outcome === null ? '' : String(outcome)) },
      { title: 'Delivery', cells: ({ delivery }) => (delivery === null ? '' : String(delivery)) },
      ...customerColumns,
      { title: 'Items', cells: ({ itemNumbers }) => (itemNumbers as string[]).join(', ') },
    ],
  };
}

function rowOf({
  id,
  on,
  occurredAt,
  actorId,
  actorName,
  code,
  outcome,
  delivery,
  client,
  customerId,
  itemNumbers,
}: LoggedActivity) {
  const { label } = codeDefinition(code);
  const collector = { id: actorId, name: actorName };
  return {
    id,
    on,
    occurredAt: occurredAt.toISOString(),
    collector,
    code,
    label,
    outcome,
    delivery,
    client,
    customerId,
    itemNumbers,
  };
}

function fits(
  activity: LoggedActivity,
  { collector, code, customer, reach, delivery }: ReportQuestion['filters'],
): boolean {
  return (
    (collector === undefined || activity.actorId === collector) &&
    (code === undefined || activity.code === code) &&
    (customer === undefined || activity.customerId === customer) &&
    (reach === undefined || codeDefinition(activity.code).reach === reach) &&
    (delivery === undefined || activity.delivery === delivery)
  );
}
