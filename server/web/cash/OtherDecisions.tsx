import { useState } from 'preact/hooks';
import type { UnappliedPaymentView } from '#shared/api/cash-application.ts';
import { CustomerPicker } from './CustomerPicker.tsx';
import { SplitForm } from './SplitForm.tsx';
import type { Decision } from './use-cash-application.ts';

interface OtherDecisionsProps {
  readonly unapplied: UnappliedPaymentView;
  readonly isBusy: boolean;
  readonly decide: (decision: Decision) => void;
}

/** What a person can do where no proposal is right: say whose money it is, split it, leave it. */
export function OtherDecisions({ unapplied, isBusy, decide }: OtherDecisionsProps) {
  const { customer } = unapplied;
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null);
  const payer = customer ?? picked;
  return (
    <details>
      <summary>Decide otherwise</summary>
      <div class="stack">
        {customer === null && (
          <div class="stack">
            <CustomerPicker picked={picked} onPick={setPicked} />
            {picked !== null && (
              <div class="actions">
                <button
                  type="button"
                  disabled={isBusy}
                  onClick={() => decide({ decision: 'identify', customerId: picked.id })}
                >
                  It is {picked.name}’s money
                </button>
              </div>
            )}
          </div>
        )}
        {payer !== null && <SplitForm unapplied={unapplied} customerId={payer.id} isBusy={isBusy} decide={decide} />}
        <Leave isBusy={isBusy} decide={decide} />
      </div>
    </details>
  );
}

function Leave({ isBusy, decide }: Pick<OtherDecisionsProps, 'isBusy' | 'decide'>) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget as HTMLFormElement).get('note')).trim();
    decide({ decision: 'leave', note });
  };
  return (
    <form class="fields" onSubmit={submit} aria-label="Leave it aside">
      <label>
        <span>Leave it aside, because</span>
        <input name="note" required maxLength={500} />
      </label>
      <button type="submit" disabled={isBusy}>
        Leave it
      </button>
    </form>
  );
}
