import type { CurrencyPosition } from '#shared/api/customers.ts';
import type { Money } from '#shared/domain/money.ts';
import { useSidebar } from './sidebar-context.ts';

/** What is owed in one currency: net open, past due, and each ageing bucket as a bar beside its figure. */
export function Position({ position }: { readonly position: CurrencyPosition }) {
  const { words, formats } = useSidebar();
  const money = (amount: Money) => formats.value.money(amount);
  const { buckets, netOpen, pastDue, unapplied } = position;
  const most = Math.max(1, ...buckets.map(({ amount }) => amount.minor));
  return (
    <section class="position" aria-label={`${words.card.netOpen} ${position.currency}`}>
      <dl class="figures">
        <dt>{words.card.netOpen}</dt>
        <dd class="big">{money(netOpen)}</dd>
        <dt>{words.card.pastDue}</dt>
        <dd class={pastDue.minor > 0 ? 'big bad' : 'big'}>{money(pastDue)}</dd>
        {unapplied.minor !== 0 && (
          <>
            <dt>{words.card.unapplied}</dt>
            <dd>{money(unapplied)}</dd>
          </>
        )}
      </dl>
      <h3 class="quiet">{words.card.buckets}</h3>
      <ul class="buckets">
        {buckets.map(({ label, amount }, at) => (
          <li key={label}>
            <span>{at === 0 ? words.card.current : label}</span>
            <svg
              class={`bar bar-${Math.min(at, 4)}`}
              viewBox="0 0 100 10"
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <rect width={(100 * amount.minor) / most} height="10" />
            </svg>
            <span class="amount">{money(amount)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
