import { useId } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import type { Preview, PreviewHint } from '../state/template-state.ts';
import { GateBox } from './GateBox.tsx';
import { ReasonField } from './ReasonField.tsx';
import { useSidebar } from './sidebar-context.ts';
import { TemplateFiles } from './TemplateFiles.tsx';
import { TemplateParts } from './TemplateParts.tsx';
import { WayPicker } from './WayPicker.tsx';

interface TemplatePreviewProps {
  readonly preview: Preview;
  readonly hint: PreviewHint | null;
  readonly isBusy: boolean;
}

/** The filled template below the gate's verdict: how and with what it goes, and its text, which shows all that is said and runs nothing. */
export function TemplatePreview({ preview, hint, isBusy }: TemplatePreviewProps) {
  const { words, templates } = useSidebar();
  const { gate, work, warnings = [] } = preview;
  return (
    <fieldset class="bare stack" disabled={isBusy}>
      {hint === 'tooLate' && (
        <p class="bad" role="alert">
          {words.templates.tooLate}
        </p>
      )}
      <GateBox gate={gate} />
      {warnings.length > 0 && (
        <button type="button" onClick={() => inBackground(templates.acknowledge(preview))}>
          {words.templates.warningSeen}
        </button>
      )}
      {!gate.open && (
        <ReasonField
          reason={work.reason}
          isShort={hint === 'overrideShort'}
          onInput={(typed) => templates.giveReason(typed)}
        />
      )}
      <WayPicker preview={preview} isMissing={hint === 'noRecipient'} />
      <TemplateFiles preview={preview} />
      <PlaceButton preview={preview} hint={hint} isBusy={isBusy} />
      <TemplateParts preview={preview} />
      <button type="button" class="link" onClick={() => inBackground(templates.again())}>
        {words.templates.back}
      </button>
    </fieldset>
  );
}

function PlaceButton({ preview, hint, isBusy }: TemplatePreviewProps) {
  const { words, templates } = useSidebar();
  const hintId = useId();
  const { way, gate } = preview;
  if (way === null) return <p>{words.templates.noWay}</p>;
  const label = gate.open ? words.templates.place[way] : words.templates.placeWithReason[way];
  const isTooLong = hint === 'tooLong';
  return (
    <>
      {isTooLong && (
        <p id={hintId} class="bad" role="alert">
          {words.templates.tooLong}
        </p>
      )}
      <button
        type="button"
        class="primary wide"
        data-first={gate.open || undefined}
        aria-describedby={isTooLong ? hintId : undefined}
        onClick={() => inBackground(templates.place())}
      >
        {isBusy ? words.templates.preparing : label}
      </button>
    </>
  );
}
