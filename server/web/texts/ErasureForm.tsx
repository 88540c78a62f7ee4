import { useState } from 'preact/hooks';
import type { AnswerOf } from '#shared/api/operation.ts';
import type { ErasureSubject, previewErasure } from '#shared/api/texts.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { CustomerField, type PickedCustomer } from './CustomerField.tsx';
import { countLines } from './text-words.ts';
import { useEraseTexts, usePeople, usePreviewErasure } from './use-texts.ts';

type Kind = ErasureSubject['kind'];

const KINDS: readonly (readonly [Kind, string])[] = [
  ['contact', 'A person at a customer, by their e-mail address'],
  ['customer', 'A whole customer'],
  ['user', 'One of our own people'],
];

/** Erases a person’s texts: first it says what would go and what a hold keeps, then it is done. */
export function ErasureForm() {
  const [kind, setKind] = useState<Kind>('contact');
  const [customer, setCustomer] = useState<PickedCustomer | null>(null);
  const [subject, setSubject] = useState<ErasureSubject | null>(null);
  const preview = usePreviewErasure();
  const look = (event: SubmitEvent) => {
    event.preventDefault();
    const asked = subjectOf(kind, new FormData(event.currentTarget as HTMLFormElement), customer);
    setSubject(asked);
    if (asked !== null) preview.mutate(asked);
  };
  const forget = () => {
    setSubject(null);
    preview.reset();
  };
  return (
    <section class="part stack" aria-label="Erase">
      <h2>Erase a person’s texts</h2>
      <form class="stack" aria-label="Whose texts" onSubmit={look} onInput={forget}>
        <fieldset>
          <legend>Whose texts</legend>
          {KINDS.map(([one, words]) => (
            <label key={one}>
              <input type="radio" name="kind" value={one} checked={kind === one} onChange={() => setKind(one)} />{' '}
              {words}
            </label>
          ))}
        </fieldset>
        {kind === 'contact' && (
          <label>
            E-mail address <input name="email" type="email" required maxLength={500} />
          </label>
        )}
        {kind === 'customer' && <CustomerField picked={customer} onPick={setCustomer} />}
        {kind === 'user' && <PersonField />}
        {preview.error !== null && <Notice title="Nothing could be shown.">{problemsInFull(preview.error)}</Notice>}
        <div class="actions">
          <button type="submit" disabled={preview.isPending}>
            Show what would go
          </button>
        </div>
      </form>
      {subject !== null && preview.data !== undefined && (
        <Shown key={JSON.stringify([subject, preview.data])} subject={subject} found={preview.data} />
      )}
    </section>
  );
}

function PersonField() {
  const { data } = usePeople();
  return (
    <label>
      Person{' '}
      <select name="userId" required>
        <option value="">choose one</option>
        {(data?.users ?? []).map(({ id, name, email }) => (
          <option key={id} value={id}>
            {name}, {email}
          </option>
        ))}
      </select>
    </label>
  );
}

interface ShownProps {
  readonly subject: ErasureSubject;
  readonly found: AnswerOf<typeof previewErasure>;
}

function Shown({ subject, found: { found, held, heldCustomers } }: ShownProps) {
  const erase = useEraseTexts();
  const lines = countLines(found);
  const kept = countLines(held);
  return (
    <div class="stack">
      <h3>What would go for good</h3>
      {lines.length === 0 ? <p role="status">There is nothing to erase.</p> : <Lines lines={lines} />}
      {kept.length > 0 && (
        <>
          <h3>What is held and stays</h3>
          <Lines lines={kept} />
          <p>Held: {heldCustomers.map(({ name, number }) => `${name} (${number})`).join(', ')}.</p>
        </>
      )}
      {erase.error !== null && <Notice title="It was not erased.">{problemsInFull(erase.error)}</Notice>}
      {lines.length > 0 && (
        <div class="actions">
          <button
            type="button"
            class="primary"
            disabled={erase.isPending || erase.isSuccess}
            onClick={() => erase.mutate({ subject, expected: found })}
          >
            Erase it for good
          </button>
          <span role="status">{erase.isSuccess && 'Erased. The log says so.'}</span>
        </div>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function subjectOf(kind: Kind, given: FormData, customer: PickedCustomer | null): ErasureSubject | null {
  if (kind === 'customer') return customer === null ? null : { kind, customerId: customer.id };
  if (kind === 'user') return { kind, userId: String(given.get('userId') ?? '') };
  return { kind, email: String(given.get('email') ?? '').trim() };
}
