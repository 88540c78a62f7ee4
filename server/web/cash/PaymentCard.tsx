import type { UnappliedPaymentView } from '#shared/api/cash-application.ts';
import { DayCell, MoneyCell } from '../components/Cells.tsx';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { OtherDecisions } from './OtherDecisions.tsx';
import { Proposal } from './Proposal.tsx';
import { type Decision, useDecide } from './use-cash-application.ts';
import { useTakeUpAgain } from './use-decisions.ts';

interface PaymentCardProps {
  readonly unapplied: UnappliedPaymentView;
  /** Given what was decided, in a sentence. */
  readonly onDecided: (sentence: string) => void;
}

/** One payment: what the bank or the ERP says of it, what is proposed with the reasons, and the ways to decide. */
export function PaymentCard({ unapplied, onDecided }: PaymentCardProps) {
  const { payment, proposals, leftAside } = unapplied;
  const decide = useDecide(payment.id);
  const take = (decision: Decision) =>
    void decide.mutateAsync(decision).then(
      ({ sentence }) => onDecided(sentence || `Payment ${payment.number} was left aside.`),
      // The card shows it.
      () => undefined,
    );
  return (
    <section class="part" aria-label={`Payment ${payment.number}`} aria-busy={decide.isPending}>
      <PaymentHead unapplied={unapplied} />
      {leftAside !== null && <LeftAside unapplied={unapplied} onDecided={onDecided} />}
      {decide.error !== null && <Notice title="Nothing was posted.">{problemsInFull(decide.error)}</Notice>}
      {proposals.map((proposal) => (
        <Proposal key={proposal.id} of={payment} proposal={proposal} isBusy={decide.isPending} decide={take} />
      ))}
      <OtherDecisions unapplied={unapplied} isBusy={decide.isPending} decide={take} />
    </section>
  );
}

function PaymentHead({ unapplied }: { unapplied: UnappliedPaymentView }) {
  const { payment, customer, payerName, payerAccount, text } = unapplied;
  const payer = [payerName, payerAccount].filter((part) => part !== '').join(', ');
  const isInPart = payment.left.minor !== payment.amount.minor;
  return (
    <>
      <div class="part-head">
        <h3>
          <MoneyCell amount={payment.left} /> <span class="quiet">left of payment {payment.number}</span>
          {isInPart && (
            <span class="quiet">
              {' '}
              over <MoneyCell amount={payment.amount} />
            </span>
          )}
        </h3>
        <span>
          <DayCell day={payment.on} /> ·{' '}
          {customer === null ? 'nobody knows yet whose' : `${customer.name} ${customer.number}`}
        </span>
      </div>
      {payer !== '' && <p>From {payer}</p>}
      {text !== '' && (
        <p>
          <span class="cell-text">{text}</span>
        </p>
      )}
    </>
  );
}

function LeftAside({ unapplied: { payment, leftAside }, onDecided }: PaymentCardProps) {
  const timeOf = useZonedTime();
  const takeUp = useTakeUpAgain(payment.id);
  if (leftAside === null) return null;
  const take = () =>
    void takeUp.mutateAsync().then(
      () => onDecided(`Payment ${payment.number} waits for a decision again.`),
      () => undefined,
    );
  return (
    <div class="actions">
      <span>
        Left aside by {leftAside.by}, {timeOf(leftAside.at)}: {leftAside.note}
      </span>
      <button type="button" disabled={takeUp.isPending} onClick={take}>
        Take it up again
      </button>
      {takeUp.error !== null && <Notice title="It stays aside.">{problemsInFull(takeUp.error)}</Notice>}
    </div>
  );
}
