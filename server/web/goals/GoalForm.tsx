import { useState } from 'preact/hooks';
import { Select } from '../components/FilterSelects.tsx';
import { Notice } from '../components/Notice.tsx';
import { useMeasures } from '../measures/use-measures.ts';
import { problemsInFull } from '../state/problem-words.ts';
import { useTeams } from '../teams/use-teams.ts';
import { type GoalDraft, goalOf, targetUnit } from './goal-draft.ts';
import { useAddGoal } from './use-goals.ts';

/** Sets a goal on any measure, for the company, a team or a collector. */
export function GoalForm() {
  const measures = useMeasures();
  const [measure, setMeasure] = useState('');
  const [problem, setProblem] = useState('');
  const add = useAddGoal();
  const unit = measures.find(({ key }) => key === measure)?.unit ?? '';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const asked = goalOf(draftOf(form, { measure, unit }));
    setProblem('problem' in asked ? asked.problem : '');
    if ('goal' in asked) add.mutate(asked.goal, { onSuccess: () => form.reset() });
  };
  return (
    <form class="part" aria-label="A new goal" onSubmit={submit}>
      <h2>A new goal</h2>
      <div class="fields">
        <OwnerSelect />
        <label>
          <span>Measure</span>
          <select name="measure" value={measure} onChange={({ currentTarget }) => setMeasure(currentTarget.value)}>
            <option value="">choose one</option>
            {measures.map(({ key, title }) => (
              <option key={key} value={key}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Target{unit === '' ? '' : `, ${targetUnit(unit) || 'number'}`}</span>
          <input name="target" class="number short" inputMode="decimal" required />
        </label>
        {unit === 'money' && (
          <label>
            <span>Currency</span>
            <input name="currency" class="code" maxLength={3} required />
          </label>
        )}
        <label>
          <span>From</span>
          <input type="date" name="from" required />
        </label>
        <label>
          <span>To</span>
          <input type="date" name="to" required />
        </label>
        <button type="submit" class="primary" disabled={add.isPending}>
          Set the goal
        </button>
      </div>
      {problem !== '' && <Notice title="No goal was set.">{problem}</Notice>}
      {problem === '' && add.error !== null && <Notice title="No goal was set.">{problemsInFull(add.error)}</Notice>}
      <span role="status">{add.isSuccess && 'The goal is set.'}</span>
    </form>
  );
}

function OwnerSelect() {
  const { data } = useTeams();
  const teams = (data?.teams ?? []).map(({ id, name }): [string, string] => [`team ${id}`, name]);
  const people = (data?.people ?? []).map(({ id, name }): [string, string] => [`collector ${id}`, name]);
  return <Select label="For" name="owner" value={undefined} options={[...teams, ...people]} none="the company" />;
}

function draftOf(form: HTMLFormElement, chosen: Pick<GoalDraft, 'measure' | 'unit'>): GoalDraft {
  const given = new FormData(form);
  const text = (name: string) => String(given.get(name) ?? '');
  return {
    ...chosen,
    owner: text('owner'),
    from: text('from'),
    to: text('to'),
    target: text('target'),
    currency: text('currency'),
  };
}
