import type { AmountDraft } from './settings-draft.ts';

interface AmountFieldsProps {
  /** What the amounts are of, for those who do not see the lines. */
  readonly of: string;
  readonly amounts: readonly AmountDraft[];
  readonly onEdit: (amounts: readonly AmountDraft[]) => void;
}

/** An amount for each of some currencies. */
export function AmountFields({ of, amounts, onEdit }: AmountFieldsProps) {
  const change = (place: number, part: Partial<AmountDraft>) =>
    onEdit(amounts.map((amount, at) => (at === place ? { ...amount, ...part } : amount)));
  const nameOf = (place: number, { currency }: AmountDraft) => `${currency || `line ${place + 1}`} that ${of}`;
  return (
    <>
      {amounts.map((amount, place) => (
        // Lines have no identity but their place.
        <div key={place} class="actions">
          <input
            class="code"
            maxLength={3}
            placeholder="EUR"
            aria-label={`Currency of line ${place + 1} that ${of}`}
            value={amount.currency}
            onInput={({ currentTarget }) => change(place, { currency: currentTarget.value })}
          />
          <input
            class="number short"
            inputMode="decimal"
            placeholder="5.00"
            aria-label={`Amount in ${nameOf(place, amount)}`}
            value={amount.amount}
            onInput={({ currentTarget }) => change(place, { amount: currentTarget.value })}
          />
          <button
            type="button"
            aria-label={`Remove ${nameOf(place, amount)}`}
            onClick={() => onEdit(amounts.filter((_, at) => at !== place))}
          >
            Remove
          </button>
        </div>
      ))}
      <div class="actions">
        <button
          type="button"
          aria-label={`Add a currency that ${of}`}
          onClick={() => onEdit([...amounts, { currency: '', amount: '' }])}
        >
          Add a currency
        </button>
      </div>
    </>
  );
}
