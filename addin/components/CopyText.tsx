import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import { useSidebar } from './sidebar-context.ts';

interface CopyTextProps {
  readonly subject: string;
  readonly text: string;
  readonly onCopied: () => void;
}

/** A message to be put into another by hand. Where the pane's frame may not write to the clipboard, the text is selected for the person to copy. */
export function CopyText({ subject, text, onCopied }: CopyTextProps) {
  const { words } = useSidebar();
  const fieldId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isByHand = useSignal(false);

  const handleCopy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      isByHand.value = true;
      field.current?.focus();
      field.current?.select();
      return;
    }
    onCopied();
  };

  return (
    <div class="field stack">
      <p>
        <span class="quiet">{words.templates.subject}:</span> {subject}
      </p>
      <label for={fieldId}>{words.templates.copy}</label>
      <textarea ref={field} id={fieldId} rows={8} readOnly value={text} />
      {isByHand.value && <p role="alert">{words.templates.copyByHand}</p>}
      <button type="button" class="wide" onClick={isByHand.value ? onCopied : () => inBackground(handleCopy())}>
        {isByHand.value ? words.templates.copiedByHand : words.templates.copyIt}
      </button>
    </div>
  );
}
