import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Failure, failureOf } from '../state/failure.ts';
import type { ShownCustomer } from '../state/sidebar-state.ts';
import { Candidates } from './Candidates.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

/** Whose card it is and why we think so, with the way to say that it is not. */
export function CustomerHeading({ state }: { readonly state: ShownCustomer }) {
  const { words, mayChange } = useSidebar();
  const { card, item, evidence, others } = state;
  const { customer, doNotContact } = card;
  return (
    <header>
      <Name state={state} />
      <p class="quiet">
        {words.card.number} {customer.number} · {ownerInWords(card, words.card)}
      </p>
      {doNotContact && <p class="notice notice-bad">{words.card.doNotContact}</p>}
      {item !== null && <EvidenceList evidence={evidence} />}
      {item !== null && evidence.length > 0 && mayChange.value && <NotThisOne state={state} />}
      {item !== null && others.length > 0 && (
        <details>
          <summary>{words.thread.others(others.length)}</summary>
          <Candidates item={item} candidates={others} />
        </details>
      )}
    </header>
  );
}

/** Takes the focus where a press opened the card and what was pressed is gone; another message leaves it where it is. */
function Name({ state: { card, item } }: { readonly state: ShownCustomer }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (item === null && (activeElement === null || activeElement === body)) heading.current?.focus();
  }, [item]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {card.customer.name}
    </h1>
  );
}

function NotThisOne({ state: { card, item } }: { readonly state: ShownCustomer }) {
  const { words, thread } = useSidebar();
  const busy = useSignal(false);
  const failure = useSignal<Failure | null>(null);
  if (item === null) return null;
  const handleNot = async () => {
    busy.value = true;
    failure.value = null;
    try {
      await thread.link(item, card.customer, 'is_not');
    } catch (error) {
      failure.value = failureOf(error);
    }
    busy.value = false;
  };
  return (
    <>
      <button type="button" class="link" disabled={busy.value} onClick={handleNot}>
        {words.thread.notThisOne}
      </button>
      {failure.value !== null && <Problem failure={failure.value} />}
    </>
  );
}

function ownerInWords(
  { owner, ownerName }: ShownCustomer['card'],
  words: { readonly noOwner: string; readonly owner: (name: string) => string },
): string {
  return owner === '' ? words.noOwner : words.owner(ownerName ?? owner);
}
