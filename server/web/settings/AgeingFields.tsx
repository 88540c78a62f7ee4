import { labelsOf, type SettingsDraft } from './settings-draft.ts';

interface FieldsProps {
  readonly draft: SettingsDraft;
  readonly onEdit: (part: Partial<SettingsDraft>) => void;
}

const CHOICES: readonly (readonly [SettingsDraft['preset'], string])[] = [
  ['to_90', 'to 90+'],
  ['to_120', 'to 120+'],
  ['own', 'buckets of your own'],
];

/** By which days past due the ageing is cut. */
export function AgeingFields({ draft, onEdit }: FieldsProps) {
  const labels = labelsOf(draft);
  return (
    <section class="part" aria-label="Ageing">
      <h2>Ageing</h2>
      <fieldset>
        <legend>Buckets</legend>
        {CHOICES.map(([preset, words]) => (
          <label key={preset}>
            <input type="radio" name="preset" checked={draft.preset === preset} onChange={() => onEdit({ preset })} />{' '}
            {words}
          </label>
        ))}
        {draft.preset === 'own' && (
          <label>
            Last day past due of each, from 0 (not yet due); the one after the last has no end{' '}
            <input
              value={draft.lastDays}
              inputMode="numeric"
              onInput={({ currentTarget }) => onEdit({ lastDays: currentTarget.value })}
            />
          </label>
        )}
      </fieldset>
      <p role="status">
        {labels === null ? (
          <span class="bad">These are no whole numbers with commas between.</span>
        ) : (
          <>
            The ageing is cut into <BucketLabels labels={labels} />
          </>
        )}
      </p>
    </section>
  );
}

/** Each label stays in one piece. */
function BucketLabels({ labels }: { labels: readonly string[] }) {
  return (
    <>
      {labels.map((label, place) => (
        <span key={label} class="nowrap">
          {place > 0 && '| '}
          {label}{' '}
        </span>
      ))}
    </>
  );
}
