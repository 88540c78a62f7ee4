import { useId } from 'preact/hooks';
import { useSidebar } from './sidebar-context.ts';

interface ReasonFieldProps {
  readonly reason: string;
  readonly isShort: boolean;
  readonly onInput: (reason: string) => void;
}

/** Why a message goes out although the gate is closed. */
export function ReasonField({ reason, isShort, onInput }: ReasonFieldProps) {
  const { words } = useSidebar();
  const fieldId = useId();
  return (
    <div class="field">
      <label for={fieldId}>{words.templates.overrideLabel}</label>
      <textarea
        id={fieldId}
        rows={2}
        maxLength={500}
        required
        data-first
        value={reason}
        aria-invalid={isShort}
        aria-describedby={`${fieldId}-hint`}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      <p id={`${fieldId}-hint`} class={isShort ? 'bad' : 'quiet'} role={isShort ? 'alert' : undefined}>
        {isShort ? words.templates.overrideShort : words.templates.overrideHint}
      </p>
    </div>
  );
}
