import type { CurrencyPosition } from '#shared/api/customers.ts';
import { AgeingPicture } from './AgeingPicture.tsx';
import { useSidebar } from './sidebar-context.ts';

/** What is owed in one currency: net open, past due, and how old it is. */
export function Position({ position }: { readonly position: CurrencyPosition }) {
  const { words, formats } = useSidebar();
  const { buckets, netOpen, pastDue, unapplied } = position;
  return (
    <section class="position" aria-label={`${words.card.netOpen} ${position.currency}`}>
      <dl class="figures">
        <dt>{words.card.netOpen}</dt>
        <dd class="big">{formats.value.money(netOpen)}</dd>
        <dt>{words.card.pastDue}</dt>
        <dd class={pastDue.minor > 0 ? 'big bad' : 'big'}>{formats.value.money(pastDue)}</dd>
        {unapplied.minor !== 0 && (
          <>
            <dt>{words.card.unapplied}</dt>
            <dd>{formats.value.money(unapplied)}</dd>
          </>
        )}
      </dl>
      <AgeingPicture buckets={buckets} />
    </section>
  );
}
