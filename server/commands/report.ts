import { parseArgs } from 'node:util';
import { REPORT_FILTERS, REPORT_GROUPINGS, type ReportFilter, ReportQuery } from '#shared/api/reports.ts';
import { type CalendarDate, isCalendarDate } from '#shared/domain/calendar-date.ts';
import { inTenant } from '../mongo/tenancy.ts';
import { reportText } from '../reporting/report-text.ts';
import { CommandFailed, commandArguments, runCommand, withCommandContext } from './command-context.ts';
import { instantArgument } from './instant-argument.ts';

const USAGE = `Usage: npm run report -- <name> [--tenant T] [--as-of D] [--known-at I] [--from D --to D] [--json]
                         [--by ${REPORT_GROUPINGS.join('|')}] [--basis due|issued] [--buckets to_90|to_120] [--currency C] [--owner E] …
Days are written as 2026-11-20, instants as 2026-11-20T22:00:00Z. What a report can be narrowed by is said where it does not take a filter.`;

await runCommand(USAGE, async () => {
  const { name, tenantName, query, json } = reportArguments(commandArguments());
  await withCommandContext(async ({ services, resolveTenant, print }) => {
    const report = services.reports.find(name);
    const tenant = await resolveTenant(tenantName);
    const answer = await inTenant(tenant.id, () => services.reports.answer(name, query, tenant));
    print(json ? JSON.stringify(answer) : reportText(report, answer));
  });
});

interface ReportArguments {
  readonly name: string;
  readonly tenantName: string | undefined;
  readonly query: ReportQuery;
  readonly json: boolean;
}

/** Reads the command's arguments. Throws CommandFailed with a sentence, before any database is opened. */
function reportArguments(args: string[]): ReportArguments {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      tenant: text,
      'as-of': text,
      'known-at': text,
      from: text,
      to: text,
      json: { type: 'boolean' },
      ...Object.fromEntries(REPORT_FILTERS.map((filter) => [filter, text])),
    },
  });
  const [name, ...others] = positionals;
  if (name === undefined) throw new CommandFailed(`The name of a report is missing.\n${USAGE}`);
  if (others.length > 0) throw new CommandFailed(`One report at a time; "${others.join(' ')}" is too much.\n${USAGE}`);
  const knownAt = values['known-at'];
  const query: ReportQuery = {
    ...dayOf('asOf', 'as-of', values['as-of']),
    ...dayOf('from', 'from', values.from),
    ...dayOf('to', 'to', values.to),
    ...(knownAt === undefined ? {} : { knownAt: instantArgument('known-at', knownAt).toISOString() }),
    ...filtersIn(values),
  };
  return { name, tenantName: values.tenant?.trim() || undefined, query, json: values.json ?? false };
}

/** The filters among the options; each is checked as it is in a request. Throws CommandFailed. */
function filtersIn(values: Readonly<Record<string, unknown>>): Pick<ReportQuery, ReportFilter> {
  const given = Object.fromEntries(
    REPORT_FILTERS.map((filter) => [filter, values[filter]]).filter(([, value]) => value !== undefined),
  );
  const parsed = ReportQuery.safeParse(given);
  if (parsed.success) return parsed.data;
  const [wrong] = parsed.error.issues;
  const option = String(wrong?.path[0] ?? '');
  throw new CommandFailed(`--${option} is "${String(given[option])}": ${wrong?.message ?? 'is not valid'}.`);
}

function dayOf(
  field: 'asOf' | 'from' | 'to',
  option: string,
  day: string | undefined,
): Partial<Record<typeof field, CalendarDate>> {
  if (day === undefined) return {};
  if (isCalendarDate(day)) return { [field]: day };
  throw new CommandFailed(`--${option} is "${day}", which is no day of the calendar; write it as 2026-11-20.`);
}
