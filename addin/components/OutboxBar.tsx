import { inBackground } from '../state/failure.ts';
import type { Deed, Refusal } from '../state/outbox.ts';
import { failureWords } from './failure-words.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

/** What is not saved yet, with what and for whom; what the server will never take; and what is on its way. */
export function OutboxBar() {
  const { outbox } = useSidebar().doing;
  return (
    <>
      {outbox.refusals.value.map((refusal) => (
        <Refused key={refusal.deed.key} refusal={refusal} />
      ))}
      {outbox.deeds.value.length > 0 && (outbox.stalled.value === null ? <Sending /> : <NotSaved />)}
    </>
  );
}

function Sending() {
  const { words, doing } = useSidebar();
  const [deed] = doing.outbox.deeds.value;
  return deed === undefined ? null : <p class="quiet late">{words.outbox.sending(deed.what, deed.customer.name)}</p>;
}

function NotSaved() {
  const { words, doing } = useSidebar();
  const { deeds, stalled } = doing.outbox;
  const failure = stalled.value;
  if (failure === null) return null;
  const isLapse = failure.by === 'server' && failure.kind === 'unauthenticated';
  const { details } = failureWords(failure, words);
  return (
    <section class="notice notice-bad" aria-label={words.writing.unsaved(deeds.value.length)}>
      <strong role="alert">{words.writing.unsaved(deeds.value.length)}</strong>
      <p>{isLapse ? words.outbox.signIn : words.outbox.why}</p>
      {details !== '' && <p class="quiet">{details}</p>}
      <ol class="plain">
        {deeds.value.map((deed) => (
          <DeedLine key={deed.key} deed={deed} />
        ))}
      </ol>
      <p class="quiet">{words.outbox.mayBeSaved}</p>
      <button type="button" onClick={() => inBackground(doing.outbox.wake())}>
        {words.outbox.retryNow}
      </button>
    </section>
  );
}

function DeedLine({ deed: { key, what, customer, reopen } }: { readonly deed: Deed }) {
  const { words, doing } = useSidebar();
  const { outbox } = words;
  const { name } = customer;
  const [press, label] =
    reopen === null ? [outbox.drop, outbox.dropThis(what, name)] : [outbox.change, outbox.changeThis(what, name)];
  return (
    <li class="row">
      <span class="grow">{outbox.deed(what, name)}</span>
      <button
        type="button"
        class="link"
        disabled={doing.outbox.underWay.value?.key === key}
        aria-label={label}
        onClick={() => doing.outbox.takeBack(key)}
      >
        {press}
      </button>
    </li>
  );
}

function Refused({ refusal }: { readonly refusal: Refusal }) {
  const { words, doing } = useSidebar();
  const { what, customer } = refusal.deed;
  return (
    <section class="stack" aria-label={words.outbox.refused(what, customer.name)}>
      <p class="bad">{words.outbox.refused(what, customer.name)}</p>
      <Problem failure={refusal.failure} />
      <button type="button" class="link" onClick={() => doing.outbox.dismiss(refusal)}>
        {words.outbox.dismiss}
      </button>
    </section>
  );
}
