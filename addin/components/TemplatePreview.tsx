import { useId } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import type { Preview, PreviewHint } from '../state/template-state.ts';
import { GateBox } from './GateBox.tsx';
import { ReasonField } from './ReasonField.tsx';
import { useSidebar } from './sidebar-context.ts';

interface TemplatePreviewProps {
  readonly preview: Preview;
  readonly hint: PreviewHint | null;
  readonly isBusy: boolean;
}

/** The filled template as text, which shows all that is said and runs nothing, below the gate's verdict. */
export function TemplatePreview({ preview, hint, isBusy }: TemplatePreviewProps) {
  const { words, templates } = useSidebar();
  const { gate, filled, reason } = preview;
  return (
    <fieldset class="bare stack" disabled={isBusy}>
      {hint === 'tooLate' && (
        <p class="bad" role="alert">
          {words.templates.tooLate}
        </p>
      )}
      <GateBox gate={gate} />
      {!gate.open && (
        <ReasonField
          reason={reason}
          isShort={hint === 'overrideShort'}
          onInput={(typed) => templates.giveReason(typed)}
        />
      )}
      <PlaceButton hasReason={!gate.open} isBusy={isBusy} />
      <h3>{words.templates.preview}</h3>
      <FilledText subject={filled.subject} text={filled.text} />
      <button type="button" class="link" onClick={() => inBackground(templates.again())}>
        {words.templates.back}
      </button>
    </fieldset>
  );
}

function PlaceButton({ hasReason, isBusy }: { readonly hasReason: boolean; readonly isBusy: boolean }) {
  const { words, templates, state, host } = useSidebar();
  const hintId = useId();
  const current = state.value;
  const isCompose = current.at === 'customer' && current.item.mode === 'compose';
  const { reply, replyWithReason, insert, insertWithReason } = words.templates;
  const [plain, reasoned] = isCompose ? [insert, insertWithReason] : [reply, replyWithReason];
  if (!isCompose && !host.canReply) return <p id={hintId}>{words.templates.noReply}</p>;
  return (
    <button
      type="button"
      class="primary wide"
      data-first={!hasReason || undefined}
      onClick={() => inBackground(templates.place())}
    >
      {isBusy && words.templates.preparing}
      {!isBusy && (hasReason ? reasoned : plain)}
    </button>
  );
}

/** A message as text: subject first. */
export function FilledText({ subject, text }: { readonly subject: string; readonly text: string }) {
  const { words } = useSidebar();
  return (
    <div class="box">
      <p>
        <span class="quiet">{words.templates.subject}:</span> {subject}
      </p>
      <p class="filled">{text}</p>
    </div>
  );
}
