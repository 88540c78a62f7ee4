import { useId, useState } from 'preact/hooks';
import type { TextStepBody } from '#shared/api/templates.ts';
import type { TextStep } from '#shared/domain/text-version.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { STEP_WORDS } from './template-words.ts';

interface StepButtonsProps {
  /** What the steps are of, for those who do not see it: `First notice, version 2`. */
  readonly of: string;
  readonly revision: number;
  readonly may: readonly TextStep[];
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly onStep: (body: TextStepBody) => void;
}

/** The steps that whoever looks may take of a version; sending it back asks for a reason. */
export function StepButtons({ of, revision, may, isBusy, error, onStep }: StepButtonsProps) {
  const [reason, setReason] = useState('');
  const id = useId();
  const take = (step: TextStep) => onStep({ step, revision, ...(step === 'reject' ? { reason: reason.trim() } : {}) });
  const needsReason = may.includes('reject');
  return (
    <div class="stack">
      {needsReason && (
        <label for={id}>
          What its author is to change, where you send it back{' '}
          <input
            id={id}
            value={reason}
            maxLength={500}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
        </label>
      )}
      <div class="actions">
        {may.map((step) => (
          <button
            key={step}
            type="button"
            class={step === 'retire' || step === 'reject' ? undefined : 'primary'}
            disabled={isBusy || (step === 'reject' && reason.trim().length < 3)}
            aria-label={`${STEP_WORDS[step]}: ${of}`}
            onClick={() => take(step)}
          >
            {STEP_WORDS[step]}
          </button>
        ))}
      </div>
      {error !== null && <Notice title="The step was not taken.">{problemsInFull(error)}</Notice>}
    </div>
  );
}
