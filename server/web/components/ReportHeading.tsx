import type { ReportAnswer } from '#shared/api/reports.ts';
import { dayText } from '../state/formats.ts';
import { useZonedTime } from '../state/use-who.ts';

/** What was asked, and how fresh and complete the figures are. It is printed with the figures. */
export function AskedAndKnown({ answer }: { answer: ReportAnswer }) {
  const timeOf = useZonedTime();
  const { asOf, from, to, knownAt, dataAsOf } = answer;
  const period = asOf === undefined ? `${dayText(from ?? '')} to ${dayText(to ?? '')}` : `As of ${dayText(asOf)}`;
  return (
    <p class="asked">
      <strong>{period}</strong>
      <span class="quiet">
        {knownAt === null ? 'Nothing has been fed yet.' : `Ledger as known at ${timeOf(knownAt)}`}
      </span>
      {dataAsOf !== null && <span class="quiet">ERP data as of {timeOf(dataAsOf)}</span>}
    </p>
  );
}

/** The report's own words on how its figures are made. */
export function Definition({ answer }: { answer: ReportAnswer }) {
  return (
    <details class="definition">
      <summary>How this is computed</summary>
      {answer.definition.words.map((words) => (
        <p key={words}>{words}</p>
      ))}
    </details>
  );
}
