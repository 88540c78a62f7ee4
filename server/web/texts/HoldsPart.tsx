import { useState } from 'preact/hooks';
import type { TextHoldView } from '#shared/api/texts.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { problemsInFull, problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { CustomerField, type PickedCustomer } from './CustomerField.tsx';
import { useLiftTextHold, useSetTextHold, useTextHolds } from './use-texts.ts';

/** The customers of whom nothing that was said may go, and the way to hold another. */
export function HoldsPart() {
  const { data, error, refetch } = useTextHolds();
  return (
    <section class="part stack" aria-label="Held">
      <h2>Held</h2>
      <p>What was said to a customer who is held stays, whatever its time and whoever asks for its erasure.</p>
      {error !== null && (
        <Notice title="The holds could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data?.holds.length === 0 && <p>Nobody is held.</p>}
      {data !== undefined && data.holds.length > 0 && <HoldTable holds={data.holds} />}
      <HoldForm />
    </section>
  );
}

function HoldTable({ holds }: { holds: readonly TextHoldView[] }) {
  const lift = useLiftTextHold();
  const timeOf = useZonedTime();
  return (
    <>
      {lift.error !== null && <Notice title="The hold stands.">{problemWords(lift.error)}</Notice>}
      <PlainTable caption="Customers who are held" titles={['Customer', 'Why', 'Set', 'Lifting']}>
        {holds.map(({ id, customer, reason, setBy, setAt, lifting }) => (
          <tr key={id}>
            <th scope="row">
              {customer.name} <span class="quiet">{customer.number}</span>
            </th>
            <td>
              <div class="reason">{reason}</div>
            </td>
            <td>
              {timeOf(setAt)} by {setBy}
            </td>
            <td>
              {lifting !== null && <p>{lifting.askedBy} asks for it. Another admin has to confirm.</p>}
              {stepsOf(lifting !== null).map(([step, words]) => (
                <button
                  key={step}
                  type="button"
                  disabled={lift.isPending}
                  aria-label={`${words}: ${customer.name}`}
                  onClick={() => lift.mutate({ id, step })}
                >
                  {words}
                </button>
              ))}
            </td>
          </tr>
        ))}
      </PlainTable>
    </>
  );
}

function stepsOf(isAsked: boolean): (readonly ['ask' | 'confirm' | 'keep', string])[] {
  return isAsked
    ? [
        ['confirm', 'Confirm'],
        ['keep', 'Keep it held'],
      ]
    : [['ask', 'Ask for it to be lifted']];
}

function HoldForm() {
  const [customer, setCustomer] = useState<PickedCustomer | null>(null);
  const set = useSetTextHold();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const reason = String(new FormData(form).get('reason') ?? '');
    if (customer === null) return;
    const done = () => {
      form.reset();
      setCustomer(null);
    };
    set.mutate({ customerId: customer.id, reason }, { onSuccess: done });
  };
  return (
    <form class="stack" aria-label="Hold a customer" onSubmit={submit}>
      <h3>Hold a customer</h3>
      <CustomerField picked={customer} onPick={setCustomer} />
      <label>
        Why <input name="reason" required minLength={3} maxLength={500} />
      </label>
      {set.error !== null && <Notice title="Nothing is held.">{problemsInFull(set.error)}</Notice>}
      <div class="actions">
        <button type="submit" class="primary" disabled={set.isPending || customer === null}>
          Hold what was said
        </button>
        <span role="status">{set.isSuccess && 'It is held.'}</span>
      </div>
    </form>
  );
}
