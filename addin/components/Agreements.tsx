import type { CustomerCard, OpenPromiseView } from '#shared/api/customers.ts';
import { NON_PAYMENT_REASONS } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Words } from '../words/pick-words.ts';
import { useSidebar } from './sidebar-context.ts';

/** The last payment, and the promises and disputes that are open. */
export function Agreements({ card }: { readonly card: CustomerCard }) {
  const { words, formats } = useSidebar();
  const { lastPayment, openPromises, openDisputes, asOf } = card;
  const money = (amount: Money) => formats.value.money(amount);
  const day = (on: CalendarDate) => formats.value.day(on, asOf);
  return (
    <>
      <p>
        <strong>{words.card.lastPayment}:</strong>{' '}
        {lastPayment === null ? words.card.noPayment : `${money(lastPayment.amount)}, ${day(lastPayment.on)}`}
      </p>
      {openPromises.length > 0 && (
        <section>
          <h2>{words.card.promises}</h2>
          <ul class="plain">
            {openPromises.map((promise) => (
              <li key={`${promise.activityId}-${promise.part}`}>
                <PromiseLine promise={promise} today={asOf} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {openDisputes.length > 0 && (
        <section>
          <h2>{words.card.disputes}</h2>
          <ul class="plain">
            {openDisputes.map(({ activityId, source, amount, reason, itemIds }) => (
              <li key={activityId ?? itemIds.join()}>
                {wordsOf(reason, words)}
                {amount !== null && `, ${money(amount)}`}{' '}
                <span class="quiet">({words.card.disputeSource[source]})</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface PromiseLineProps {
  readonly promise: OpenPromiseView;
  readonly today: CalendarDate;
}

function PromiseLine({ promise: { amount, promisedFor, by, part, parts }, today }: PromiseLineProps) {
  const { words, formats } = useSidebar();
  const line = words.card.promise(formats.value.money(amount), formats.value.day(promisedFor, today), by);
  const whole = parts > 1 ? words.card.promisePart(line, part, parts) : line;
  const isPast = promisedFor < today;
  return <span class={isPast ? 'bad' : undefined}>{isPast ? words.card.promisePast(whole) : whole}</span>;
}

/** The log's reasons are codes of the catalogue, the ERP's are its own words. */
function wordsOf(reason: string, words: Words): string {
  const code = NON_PAYMENT_REASONS.find((one) => one === reason);
  return code === undefined ? reason : words.reasons[code];
}
