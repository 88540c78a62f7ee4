import { useSignal } from '@preact/signals';
import type { WatchedDispatch } from '../state/dispatch-watch.ts';
import { inBackground } from '../state/failure.ts';
import { MIN_REASON } from '../state/template-state.ts';
import { GateBox } from './GateBox.tsx';
import { Problem } from './Problem.tsx';
import { ReasonField } from './ReasonField.tsx';
import { useSidebar } from './sidebar-context.ts';

/** What is known of the template in the message on screen, and what can be done about it. */
export function DispatchBox() {
  const { words, dispatches } = useSidebar();
  const watched = dispatches.current.value;
  if (watched === null) return null;
  const { view, item, reasonKept, failure } = watched;
  const willStop = item.mode === 'compose' && view.delivery === 'drafted' && !view.gate.open;
  return (
    <section class="panel stack" aria-label={words.dispatch.heading}>
      <h2>{words.dispatch.heading}</h2>
      <p role="status">{words.dispatch.line(words.stages[view.template.stage], words.deliveries[view.delivery])}</p>
      {item.carried?.gateNotReached === true && <p class="bad">{words.dispatch.gateNotReached}</p>}
      {reasonKept && willStop && <p class="notice notice-good">{words.dispatch.reasonKept}</p>}
      {!reasonKept && willStop && <GiveReason watched={watched} />}
      {view.delivery === 'drafted' && (
        <button type="button" class="link" onClick={() => inBackground(dispatches.markSent())}>
          {words.dispatch.markSent}
        </button>
      )}
      {failure !== null && <Problem failure={failure} />}
    </section>
  );
}

function GiveReason({ watched: { view } }: { readonly watched: WatchedDispatch }) {
  const { words, dispatches } = useSidebar();
  const reason = useSignal('');
  const isShort = useSignal(false);
  const handleKeep = () => {
    isShort.value = reason.value.trim().length < MIN_REASON;
    if (!isShort.value) inBackground(dispatches.giveReason(reason.value.trim()));
  };
  return (
    <>
      <p>{words.dispatch.stopped}</p>
      <GateBox gate={view.gate} />
      <ReasonField
        reason={reason.value}
        isShort={isShort.value}
        onInput={(typed) => {
          reason.value = typed;
          isShort.value = false;
        }}
      />
      <button type="button" class="primary wide" onClick={handleKeep}>
        {words.dispatch.giveReason}
      </button>
    </>
  );
}
