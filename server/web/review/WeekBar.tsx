import { useLocation } from 'preact-iso';
import type { ReportAnswer } from '#shared/api/reports.ts';
import { addDays, isCalendarDate } from '#shared/domain/calendar-date.ts';
import type { AddressQuery } from '../state/report-query.ts';
import { weekHref } from './week-href.ts';

interface WeekBarProps {
  readonly query: AddressQuery;
  readonly shown: ReportAnswer;
}

const WEEK = 7;

/** Which week is talked about, and the ones beside it. */
export function WeekBar({ query, shown: { from, to } }: WeekBarProps) {
  const { route } = useLocation();
  const choose = (day: string) => {
    if (isCalendarDate(day)) route(weekHref({ ...query, from: day, to: addDays(day, WEEK - 1) }));
  };
  const moved = (days: number): AddressQuery =>
    from === undefined || to === undefined ? query : { ...query, from: addDays(from, days), to: addDays(to, days) };
  return (
    <form class="filters" aria-label="Week" onSubmit={(event) => event.preventDefault()}>
      <label>
        <span>First day of the week</span>
        <input type="date" value={from} onChange={({ currentTarget }) => choose(currentTarget.value)} />
      </label>
      <a class="button" href={weekHref(moved(-WEEK))}>
        The week before
      </a>
      <a class="button" href={weekHref(moved(WEEK))}>
        The week after
      </a>
      {query.collector && (
        <a class="button" href={weekHref({ ...query, collector: undefined })}>
          All collectors
        </a>
      )}
    </form>
  );
}
