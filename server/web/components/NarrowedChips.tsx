import type { ReportAnswer } from '#shared/api/reports.ts';
import type { CustomerCell } from '../pages/report-rows.ts';
import { type AddressQuery, reportHref } from '../state/report-query.ts';

interface NarrowedProps {
  readonly name: string;
  readonly query: AddressQuery;
  readonly answer: ReportAnswer;
}

/** Whose customers the report is narrowed to, and the way back to all. */
export function NarrowedChips({ name, query, answer }: NarrowedProps) {
  const { customer, owner, group } = query;
  const without = (part: 'customer' | 'owner' | 'group') =>
    reportHref(name, { ...query, [part]: undefined, page: undefined });
  return (
    <>
      {customer && <Chip words={nameIn(answer, customer) ?? 'one customer'} all={without('customer')} />}
      {owner && (
        <Chip
          words={owner === 'none' ? 'customers that nobody owns' : `customers of ${owner}`}
          all={without('owner')}
        />
      )}
      {group && <Chip words={`${nameIn(answer, group) ?? 'one group'} with its subsidiaries`} all={without('group')} />}
    </>
  );
}

function Chip({ words, all }: { words: string; all: string }) {
  return (
    <span class="chip">
      Only {words} <a href={all}>Show all customers</a>
    </span>
  );
}

function nameIn({ rows }: ReportAnswer, id: string): string | undefined {
  const row = rows.find(({ customer }) => (customer as CustomerCell | undefined)?.id === id);
  return (row?.customer as CustomerCell | undefined)?.name;
}
