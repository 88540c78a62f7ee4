import type { TrailEventRow } from '../pages/report-rows.ts';
import { dayText, wordsOf } from '../state/formats.ts';

/** What came before a payment, in one line of time: how many days before, who, what. */
export function TrailEvents({ events }: { events: readonly TrailEventRow[] }) {
  if (events.length === 0) return <span class="quiet">nobody</span>;
  return (
    <ol class="trail">
      {events.map(({ activityId, on, daysBefore, by, label, outcome }) => (
        <li key={activityId}>
          <time class="nowrap" dateTime={on} title={dayText(on)}>
            {daysBefore === 1 ? '1 day before' : `${daysBefore} days before`}
          </time>{' '}
          <span>
            {by.name}: {label}
            {outcome === null ? '' : `, ${wordsOf(outcome)}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
