import { DayCell } from '../components/Cells.tsx';
import { type AddressQuery, reportHref } from '../state/report-query.ts';
import type { ReviewExample, ReviewLine } from './review-lines.ts';

interface ReviewedLineProps {
  readonly line: ReviewLine;
  /** The week with what was known by then. */
  readonly asked: AddressQuery;
}

/** One thing to talk about: why it is here, whom it is about, what can be read together. */
export function ReviewedLine({ line: { title, says, customers, examples, opens }, asked }: ReviewedLineProps) {
  const { knownAt } = asked;
  return (
    <section class="review-line" aria-label={title}>
      <h3>{title}</h3>
      <p>
        {says} <a href={reportHref(opens.report, { ...opens.query, knownAt })}>Show the rows</a>
      </p>
      {customers.length > 0 && (
        <p class="quiet">{customers.map(({ name, number }) => `${name} (${number})`).join(', ')}</p>
      )}
      {examples.length > 0 && (
        <ul>
          {examples.map((example) => (
            <Example key={example.activityId} example={example} asked={asked} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Example({
  example: { customer, on, label, conversation },
  asked,
}: {
  example: ReviewExample;
  asked: AddressQuery;
}) {
  return (
    <li>
      <DayCell day={on} />:{' '}
      <a href={reportHref('activities', { ...asked, customer: customer.id })}>
        {label}, {customer.name}
      </a>
      {conversation !== null && <span class="quiet"> thread {conversation}</span>}
    </li>
  );
}
