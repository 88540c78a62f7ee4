import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { UnappliedPaymentView } from '#shared/api/cash-application.ts';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { countText } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { CashHead } from './CashHead.tsx';
import { DecisionList } from './DecisionList.tsx';
import { PaymentCard } from './PaymentCard.tsx';
import { PAYMENTS_A_PAGE, useUnappliedPayments } from './use-cash-application.ts';

/** Money received that is not wholly applied: what is proposed of it, the decisions that only a person can take, and those that were taken. */
export function CashApplicationView() {
  useTitle('Cash application');
  const { query } = useLocation();
  const offset = Math.max(0, Number.parseInt(query.from ?? '0', 10) || 0);
  const all = query.all === 'yes' ? 'yes' : 'no';
  const { data, error, refetch, isFetching } = useUnappliedPayments(offset, all);
  const [said, setSaid] = useState('');
  const timeOf = useZonedTime();
  return (
    <main id="content" aria-busy={isFetching}>
      <h1>Cash application</h1>
      {data !== undefined && data.dataAsOf !== null && (
        <p class="asked">
          <span class="quiet">ERP data as of {timeOf(data.dataAsOf)}</span>
          <a href="#decisions">What was decided lately</a>
        </p>
      )}
      {error !== null && (
        <Notice title="The payments could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && (
        <>
          <CashHead total={data.total} autoPost={data.autoPost} all={all} />
          <Said sentence={said} />
          <Payments payments={data.payments} onDecided={setSaid} />
          <Pages offset={offset} shown={data.payments.length} total={data.total} all={all} />
        </>
      )}
      <DecisionList onUndone={setSaid} />
    </main>
  );
}

/** What was just done. It takes the focus, since what had it may have left the page. */
function Said({ sentence }: { sentence: string }) {
  const place = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (sentence !== '') place.current?.focus();
  }, [sentence]);
  return (
    <div role="status">
      {sentence !== '' && (
        <p class="part done" ref={place} tabIndex={-1}>
          {sentence}
        </p>
      )}
    </div>
  );
}

interface PaymentsProps {
  readonly payments: readonly UnappliedPaymentView[];
  readonly onDecided: (sentence: string) => void;
}

/** Those that something is proposed of come first: they are quickly decided. */
function Payments({ payments, onDecided }: PaymentsProps) {
  const proposed = payments.filter(({ proposals }) => proposals.length > 0);
  const others = payments.filter(({ proposals }) => proposals.length === 0);
  const cardOf = (payment: UnappliedPaymentView) => (
    <PaymentCard key={payment.payment.id} unapplied={payment} onDecided={onDecided} />
  );
  return (
    <>
      <Group title="Something is proposed" count={proposed.length}>
        {proposed.map(cardOf)}
      </Group>
      <Group title="Nothing is proposed: no document fits what the payer said" count={others.length}>
        {others.map(cardOf)}
      </Group>
    </>
  );
}

function Group({ title, count, children }: { title: string; count: number; children: ComponentChildren }) {
  if (count === 0) return null;
  return (
    <>
      <h2>
        {title} <span class="quiet">({countText(count)})</span>
      </h2>
      {children}
    </>
  );
}

interface PagesProps {
  readonly offset: number;
  readonly shown: number;
  readonly total: number;
  readonly all: 'yes' | 'no';
}

function Pages({ offset, shown, total, all }: PagesProps) {
  if (total <= PAYMENTS_A_PAGE) return null;
  const at = (from: number) => `/cash-application?from=${from}${all === 'yes' ? '&all=yes' : ''}`;
  return (
    <nav class="pager" aria-label="Payments">
      <span>
        {countText(offset + 1)} to {countText(offset + shown)} of {countText(total)} payments, the oldest first
      </span>
      {offset > 0 && <a href={at(Math.max(0, offset - PAYMENTS_A_PAGE))}>Previous {PAYMENTS_A_PAGE}</a>}
      {offset + shown < total && <a href={at(offset + shown)}>Next {PAYMENTS_A_PAGE}</a>}
    </nav>
  );
}
