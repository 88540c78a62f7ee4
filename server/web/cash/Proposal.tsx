import { useState } from 'preact/hooks';
import type { CashMatchProposalView, UnappliedPaymentView } from '#shared/api/cash-application.ts';
import { DayCell } from '../components/Cells.tsx';
import { moneyText } from '../state/formats.ts';
import { CONFIDENCE_WORDS, ruleWords, SAME_MONEY } from './match-words.ts';
import { ShortPay, type ShortPayChoice } from './ShortPay.tsx';
import type { Decision } from './use-cash-application.ts';

interface ProposalProps {
  /** The payment that the page shows it with; it may be of others as well. */
  readonly of: UnappliedPaymentView['payment'];
  readonly proposal: CashMatchProposalView;
  readonly isBusy: boolean;
  readonly decide: (decision: Decision) => void;
}

/** What is proposed of a payment, why, and how sure it is. */
export function Proposal({ of, proposal, isBusy, decide }: ProposalProps) {
  const { id, confidence, rule, evidence, customer, paymentLeft, itemsLeft } = proposal;
  const [shortPay, setShortPay] = useState<ShortPayChoice | null>(null);
  const isSameMoney = rule === SAME_MONEY;
  const accept = () => decide({ decision: 'accept', proposalId: id, ...(shortPay === null ? {} : { shortPay }) });
  return (
    <article class={`proposal ${confidence}`}>
      <h4>
        {CONFIDENCE_WORDS[confidence]}: {ruleWords(rule)}
        {customer !== null && <span class="quiet"> · {customer.name}</span>}
      </h4>
      {isSameMoney ? <SameMoney proposal={proposal} /> : <Parts of={of} proposal={proposal} />}
      <ul class="evidence">
        {evidence.map(({ kind, sentence }) => (
          <li key={`${kind} ${sentence}`}>{sentence}</li>
        ))}
      </ul>
      {paymentLeft.minor !== 0 && <p>{moneyText(paymentLeft)} would stay unapplied.</p>}
      {itemsLeft.minor !== 0 && !isSameMoney && <ShortPay left={itemsLeft} value={shortPay} onChange={setShortPay} />}
      <div class="actions">
        <button type="button" class="primary" disabled={isBusy} onClick={accept} aria-label={labelOf(of, proposal)}>
          {isSameMoney ? 'It is the same money' : 'Accept'}
        </button>
      </div>
    </article>
  );
}

function labelOf({ number }: ProposalProps['of'], { rule, items }: CashMatchProposalView): string {
  const numbers = items.map((item) => item.number).join(', ');
  return rule === SAME_MONEY
    ? `It is the same money: ${number} and ${numbers}`
    : `Accept: payment ${number} on ${numbers}`;
}

/** The ERP has brought the payment itself: its entry stays, the bank's is taken out. */
function SameMoney({ proposal: { items } }: { proposal: CashMatchProposalView }) {
  return (
    <ul class="parts">
      {items.map(({ id, number, on, amount, left }) => (
        <li key={id}>
          The ERP has it already, as payment {number} of <DayCell day={on} /> over <strong>{moneyText(amount)}</strong>,
          of which {moneyText(left)} is unapplied. The bank’s entry would be taken out, so that it counts once.
        </li>
      ))}
    </ul>
  );
}

function Parts({ of, proposal: { items, parts } }: Pick<ProposalProps, 'of' | 'proposal'>) {
  return (
    <ul class="parts">
      {items.map((item) => (
        <li key={item.id}>
          {parts
            .filter(({ itemId }) => itemId === item.id)
            .map(({ paymentId, amount }) => (
              <span key={paymentId}>
                <strong>{moneyText(amount)}</strong> {paymentId === of.id ? '' : 'of another payment '}
              </span>
            ))}
          on {item.number}, of which {moneyText(item.left)} is open
          {item.dueOn !== null && (
            <>
              , due <DayCell day={item.dueOn} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
