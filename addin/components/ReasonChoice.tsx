import { useId } from 'preact/hooks';
import { NON_PAYMENT_REASONS, type NonPaymentReason } from '#shared/domain/activity-code.ts';
import type { FormProblem } from '../state/form-base.ts';
import { FieldProblem } from './FieldProblem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface ReasonChoiceProps {
  readonly label: string;
  readonly reason: NonPaymentReason | null;
  readonly isRequired: boolean;
  readonly problem: FormProblem | null;
  readonly isFirst: boolean;
  readonly onReason: (reason: NonPaymentReason | null) => void;
}

/** Why it is not paid, out of the closed list. */
export function ReasonChoice({ label, reason, isRequired, problem, isFirst, onReason }: ReasonChoiceProps) {
  const { words } = useSidebar();
  const fieldId = useId();
  return (
    <div class="field">
      <label for={fieldId}>{label}</label>
      <select
        id={fieldId}
        required={isRequired}
        data-first={isFirst || undefined}
        value={reason ?? ''}
        aria-invalid={problem !== null}
        aria-describedby={`${fieldId}-problem`}
        onChange={({ currentTarget: { value } }) => onReason(NON_PAYMENT_REASONS.find((one) => one === value) ?? null)}
      >
        <option value="">{words.call.noReason}</option>
        {NON_PAYMENT_REASONS.map((one) => (
          <option key={one} value={one}>
            {words.reasons[one]}
          </option>
        ))}
      </select>
      <FieldProblem id={`${fieldId}-problem`} problem={problem} />
    </div>
  );
}
