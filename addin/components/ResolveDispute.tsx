import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { DISPUTE_RESOLUTIONS } from '#shared/api/disputes.ts';
import { inBackground } from '../state/failure.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';
import { TextField } from './TextField.tsx';

/** How a dispute ended, as it is being said. */
export function ResolveDispute() {
  const { words, doing } = useSidebar();
  const { disputes } = doing;
  const draft = disputes.draft.value;
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => box.current?.querySelector<HTMLElement>('[data-first]')?.focus(), []);
  if (draft === null) return null;

  const handleKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') disputes.discard();
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) inBackground(disputes.resolve());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const heading = words.disputes.resolveThis(words.reasons[draft.dispute.reason]);
  return (
    <section ref={box} class="panel stack" aria-label={heading} onKeyDown={handleKeyDown}>
      {draft.failure !== null && <Problem failure={draft.failure} />}
      <HowItEnded />
      <TextField
        label={words.disputes.note}
        text={draft.note}
        maxLength={20_000}
        problem={null}
        isFirst={false}
        onText={(note) => disputes.write({ note })}
      />
      <p class="actions">
        <button type="button" class="primary" onClick={() => inBackground(disputes.resolve())}>
          {words.form.save}
        </button>
        <button type="button" class="link" onClick={() => disputes.discard()}>
          {words.call.close}
        </button>
      </p>
      <p class="quiet">{words.form.keys}</p>
    </section>
  );
}

function HowItEnded() {
  const { words, doing } = useSidebar();
  const { disputes } = doing;
  const draft = disputes.draft.value;
  const name = useId();
  if (draft === null) return null;
  return (
    <fieldset class="bare field" aria-describedby={`${name}-problem`}>
      <legend>{words.disputes.how}</legend>
      {DISPUTE_RESOLUTIONS.map((how, at) => (
        <label key={how} class="choice">
          <input
            type="radio"
            name={name}
            data-first={at === 0 || undefined}
            checked={draft.how === how}
            onChange={() => disputes.write({ how })}
          />
          {words.disputes.resolutions[how]}
        </label>
      ))}
      <p id={`${name}-problem`} class="bad" role={draft.isMissing ? 'alert' : undefined}>
        {draft.isMissing && words.disputes.needsHow}
      </p>
    </fieldset>
  );
}
