import type { CustomerCard } from '#shared/api/customers.ts';
import { money } from '#shared/domain/money.ts';
import type { Words } from '../words/pick-words.ts';
import { Position } from './Position.tsx';
import { useSidebar } from './sidebar-context.ts';

/** What the customer owes, how much of the credit limit that uses, and how the customer pays. */
export function Standing({ card }: { readonly card: CustomerCard }) {
  const { words } = useSidebar();
  const { positions, habit } = card;
  return (
    <>
      {positions.length === 0 && <p>{words.card.nothingOpen}</p>}
      {positions.map((position) => (
        <Position key={position.currency} position={position} />
      ))}
      <CreditLine card={card} />
      {habit !== null && <p>{habitInWords(habit, words)}</p>}
    </>
  );
}

/** Of the limit counts what is net open in its currency, credits taken off. */
function CreditLine({ card: { creditLimit, positions } }: { readonly card: CustomerCard }) {
  const { words, formats } = useSidebar();
  if (creditLimit === null) return null;
  const { currency } = creditLimit;
  const inCurrency = positions.find((position) => position.currency === currency);
  const used = Math.max(0, inCurrency?.netOpen.minor ?? 0);
  const over = used - creditLimit.minor;
  const limit = formats.value.money(creditLimit);
  const share = creditLimit.minor > 0 ? used / creditLimit.minor : 0;
  return (
    <p>
      <strong>{words.card.creditLimit}:</strong>{' '}
      {over > 0 ? (
        <span class="bad">{words.card.creditOver(formats.value.money(money(over, currency)), limit)}</span>
      ) : (
        words.card.creditUsed(formats.value.percent(share), limit)
      )}
      {positions.some((position) => position.currency !== currency) && (
        <span class="quiet"> {words.card.creditOnly(currency)}</span>
      )}
    </p>
  );
}

function habitInWords(habit: NonNullable<CustomerCard['habit']>, { card }: Words): string {
  const { invoices, medianDaysLate } = habit;
  if (medianDaysLate === 0) return card.habitOnTime(invoices);
  return medianDaysLate > 0 ? card.habitLate(medianDaysLate, invoices) : card.habitEarly(-medianDaysLate, invoices);
}
