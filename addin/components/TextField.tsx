import { useId } from 'preact/hooks';
import type { FormProblem } from '../state/form-base.ts';
import { FieldProblem } from './FieldProblem.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly text: string;
  readonly maxLength: number;
  readonly problem: FormProblem | null;
  readonly isFirst: boolean;
  readonly onText: (text: string) => void;
}

/** A few lines of one's own. */
export function TextField({ label, text, maxLength, problem, isFirst, onText }: TextFieldProps) {
  const fieldId = useId();
  return (
    <div class="field">
      <label for={fieldId}>{label}</label>
      <textarea
        id={fieldId}
        rows={2}
        maxLength={maxLength}
        data-first={isFirst || undefined}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={`${fieldId}-problem`}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <FieldProblem id={`${fieldId}-problem`} problem={problem} />
    </div>
  );
}
