import { useEffect, useId } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

interface ColleaguePickerProps {
  readonly label: string;
  /** The id of the colleague who is chosen; empty where that is oneself, or nobody yet. */
  readonly chosen: string;
  /** The choice that stands first, where one need not name a colleague. */
  readonly unnamed?: string;
  readonly onChoose: (colleagueId: string) => void;
}

/** One of those who work here; they are asked for when the choice is on screen. */
export function ColleaguePicker({ label, chosen, unnamed, onChoose }: ColleaguePickerProps) {
  const { words, doing } = useSidebar();
  const { colleagues, failure } = doing.colleagues;
  const fieldId = useId();
  useEffect(() => inBackground(doing.colleagues.load()), [doing]);
  const isReading = colleagues.value === null && failure.value === null;
  return (
    <div class="field">
      <label for={fieldId}>{label}</label>
      <select id={fieldId} value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {unnamed !== undefined && <option value="">{unnamed}</option>}
        {(colleagues.value ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {isReading && <p class="quiet late">{words.form.loadingColleagues}</p>}
      {failure.value !== null && (
        <Problem failure={failure.value} onRetry={() => inBackground(doing.colleagues.load())} />
      )}
    </div>
  );
}
