import { useSignal } from '@preact/signals';
import type { DispatchView } from '#shared/api/dispatches.ts';
import type { WatchedDispatch } from '../state/dispatch-watch.ts';
import { inBackground } from '../state/failure.ts';
import { MIN_REASON } from '../state/template-state.ts';
import { FilesLeft } from './FilesLeft.tsx';
import { GateBox } from './GateBox.tsx';
import { LoggedNote } from './LoggedNote.tsx';
import { Problem } from './Problem.tsx';
import { ReasonField } from './ReasonField.tsx';
import { useSidebar } from './sidebar-context.ts';

/** What is known of the message on screen as one that goes out, and what can be done about it. */
export function DispatchBox() {
  const { words, dispatches } = useSidebar();
  const watched = dispatches.current.value;
  if (watched === null) return <LoggedNote />;
  const { view, item, reasonKept, missing, failure } = watched;
  const isDraft = item?.mode === 'compose' && view.delivery === 'drafted';
  const willStop = isDraft && !view.gate.open;
  return (
    <section class="panel stack" aria-label={words.dispatch.heading}>
      <h2>{words.dispatch.heading}</h2>
      <p role="status">{words.dispatch.line(words.stages[view.template.stage], words.deliveries[view.delivery])}</p>
      <Unknowns view={view} />
      {item?.carried?.gateNotReached === true && <p class="bad">{words.dispatch.gateNotReached}</p>}
      {isDraft && <FilesLeft files={missing} onAttach={() => dispatches.attachMissing()} />}
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

/** What is not known of a message, and since when. */
function Unknowns({ view: { delivery, attemptedAt } }: { readonly view: DispatchView }) {
  const { words, formats } = useSidebar();
  const { unknowns, pressedAt } = words.dispatch;
  if (delivery === 'drafted' || delivery === 'confirmed') return null;
  return (
    <p class="quiet">
      {attemptedAt !== undefined && `${pressedAt(formats.value.instant(attemptedAt))} `}
      {unknowns[delivery]}
    </p>
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
