import { useMeasures } from '../measures/use-measures.ts';
import type { FiguresDraft, TargetDraft } from './figures-draft.ts';

interface FieldsProps {
  readonly draft: FiguresDraft;
  readonly onEdit: (part: Partial<FiguresDraft>) => void;
}

const LIST = 'measure-keys';

/** What the company aims at, by measure; shown beside each figure as the company's own word. */
export function TargetFields({ draft: { targets }, onEdit }: FieldsProps) {
  const names = useMeasures();
  const change = (place: number, part: Partial<TargetDraft>) =>
    onEdit({ targets: targets.map((target, at) => (at === place ? { ...target, ...part } : target)) });
  const nameOf = (place: number, { measure }: TargetDraft) => measure || `target ${place + 1}`;
  return (
    <section class="part" aria-label="Targets">
      <h2>Targets</h2>
      <p>In the measure’s own unit: days, a count, or a fraction such as 0.95 for 95 %.</p>
      <datalist id={LIST}>
        {names.map(({ key, title }) => (
          <option key={key} value={key}>
            {title}
          </option>
        ))}
      </datalist>
      {targets.map((target, place) => (
        // Lines have no identity but their place.
        <div key={place} class="actions">
          <input
            list={LIST}
            placeholder="dso.countback"
            aria-label={`Measure of target ${place + 1}`}
            value={target.measure}
            onInput={({ currentTarget }) => change(place, { measure: currentTarget.value })}
          />
          <input
            class="number short"
            inputMode="decimal"
            placeholder="40"
            aria-label={`Target of ${nameOf(place, target)}`}
            value={target.value}
            onInput={({ currentTarget }) => change(place, { value: currentTarget.value })}
          />
          <button
            type="button"
            aria-label={`Remove ${nameOf(place, target)}`}
            onClick={() => onEdit({ targets: targets.filter((_, at) => at !== place) })}
          >
            Remove
          </button>
        </div>
      ))}
      <div class="actions">
        <button type="button" onClick={() => onEdit({ targets: [...targets, { measure: '', value: '' }] })}>
          Add a target
        </button>
      </div>
    </section>
  );
}
