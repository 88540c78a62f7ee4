import { useLocation } from 'preact-iso';
import type { ReportAnswer } from '#shared/api/reports.ts';
import { COMPARED_WITH_NOTHING, COMPARISONS } from '../state/compare.ts';
import type { AddressQuery } from '../state/report-query.ts';
import { Select } from './FilterSelects.tsx';

interface PeriodBarProps {
  readonly query: AddressQuery;
  /** What was answered, which names the days that were left out. */
  readonly shown: ReportAnswer | undefined;
}

const [[, usual], ...OTHER_PERIODS] = COMPARISONS;
const OTHERS = [...OTHER_PERIODS, [COMPARED_WITH_NOTHING, 'nothing']] as const;

/** The period of the overview; its last day is the day of ageing as well. The last 30 days where nothing is chosen. */
export function PeriodBar({ query, shown }: PeriodBarProps) {
  const { route } = useLocation();
  const apply = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const search = new URLSearchParams();
    for (const [key, value] of given) if (value !== '') search.set(key, String(value));
    route(search.size === 0 ? '/' : `/?${search}`);
  };
  return (
    <form class="filters" onSubmit={apply} aria-label="Period" key={JSON.stringify([query, shown?.from, shown?.to])}>
      <label>
        <span>From</span>
        <input type="date" name="from" defaultValue={shown?.from ?? query.from} />
      </label>
      <label>
        <span>To</span>
        <input type="date" name="to" defaultValue={shown?.to ?? query.to} />
      </label>
      <Select label="Compared with" name="compare" value={query.compare} options={OTHERS} none={usual} />
      <button type="submit" class="primary">
        Show
      </button>
      <a class="button" href="/">
        Last 30 days
      </a>
    </form>
  );
}
