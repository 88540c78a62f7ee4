import { useState } from 'preact/hooks';
import type { CashDecisionView } from '#shared/api/cash-application.ts';
import { Notice } from '../components/Notice.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { moneyText, wordsOf } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { DECISION_STATE_WORDS, DECISION_WORDS, ruleWords, undoWords } from './match-words.ts';
import { useDecisions, useUndo } from './use-decisions.ts';

/** What was decided, the last first, each with who and why, and the way to undo it. */
export function DecisionList({ onUndone }: { onUndone: (sentence: string) => void }) {
  const [before, setBefore] = useState<string | undefined>(undefined);
  const { data, error, refetch } = useDecisions(before);
  return (
    <section class="part" id="decisions" aria-label="What was decided" tabIndex={-1}>
      <h2>What was decided</h2>
      {error !== null && (
        <Notice title="This part could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data?.decisions.length === 0 && <p>Nothing has been decided yet.</p>}
      <ul class="decisions">
        {data?.decisions.map((decision) => (
          <li key={decision.id}>
            <OneDecision decision={decision} onUndone={onUndone} />
          </li>
        ))}
      </ul>
      {data !== undefined && (before !== undefined || data.nextBefore !== null) && (
        <div class="actions">
          {before !== undefined && (
            <button type="button" onClick={() => setBefore(undefined)}>
              The latest decisions
            </button>
          )}
          {data.nextBefore !== null && (
            <button type="button" onClick={() => setBefore(data.nextBefore ?? undefined)}>
              Earlier decisions
            </button>
          )}
        </div>
      )}
    </section>
  );
}

interface OneDecisionProps {
  readonly decision: CashDecisionView;
  readonly onUndone: (sentence: string) => void;
}

function OneDecision({ decision, onUndone }: OneDecisionProps) {
  const { decision: kind, sentence, note, state, by, at, customer, runNumber } = decision;
  const timeOf = useZonedTime();
  const stands = state === 'posted' || state === 'open';
  // Of one that has given way, a part may still stand.
  const canBeUndone = stands || state === 'displaced';
  return (
    <article class={stands ? 'decision' : 'decision fallen'}>
      <p>
        <strong>{DECISION_WORDS[kind]}:</strong> {sentence}
        {note !== '' && <> “{note}”</>}
      </p>
      <p class="quiet">
        {customer !== null && `${customer.name} ${customer.number} · `}
        {timeOf(at)}, {by}
        {runNumber !== null && ` · run ${runNumber}`}
        {state !== 'posted' && <strong> · {DECISION_STATE_WORDS[state]}</strong>}
      </p>
      <UndoneWords decision={decision} />
      <Why decision={decision} />
      {canBeUndone && <Undo decision={decision} onUndone={onUndone} />}
    </article>
  );
}

function UndoneWords({ decision: { undone } }: { decision: CashDecisionView }) {
  const timeOf = useZonedTime();
  if (undone === null) return null;
  return (
    <p class="quiet">
      Undone {timeOf(undone.at)} by {undone.by}: {undone.reason}
    </p>
  );
}

function Why({ decision: { rule, evidence, shortPay } }: { decision: CashDecisionView }) {
  if (rule === '' && shortPay === null) return null;
  return (
    <details>
      <summary>What spoke for it</summary>
      <ul class="evidence">
        {rule !== '' && <li>Rule: {ruleWords(rule)}</li>}
        {evidence.map(({ kind, sentence }) => (
          <li key={`${kind} ${sentence}`}>{sentence}</li>
        ))}
        {shortPay?.rests.map(({ itemId, amount }) => (
          <li key={itemId}>
            {moneyText(amount)} paid short ({wordsOf(shortPay.reason)}),{' '}
            {shortPay.writeOff ? 'written off' : 'still open'}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Undo({ decision, onUndone }: OneDecisionProps) {
  const undo = useUndo(decision.id);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget as HTMLFormElement).get('reason')).trim();
    // What is undone has no form any more, so its own words are lost with it: the page says them.
    void undo.mutateAsync(reason).then(
      ({ sentence }) => onUndone(sentence),
      () => undefined,
    );
  };
  return (
    <details>
      <summary>Undo this</summary>
      <form class="stack" onSubmit={submit} aria-label="Undo this">
        <p>{undoWords(decision)} That it was decided, and that it was undone, stays to be seen.</p>
        <label>
          <span>Why it is undone</span> <input name="reason" required maxLength={500} />
        </label>
        {undo.error !== null && <Notice title="It was not undone.">{problemWords(undo.error)}</Notice>}
        <div class="actions">
          <button type="submit" disabled={undo.isPending}>
            Undo it
          </button>
        </div>
      </form>
    </details>
  );
}
