import { useState } from 'preact/hooks';
import type { TeamView } from '#shared/api/teams.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { useSaveTeam } from './use-teams.ts';

interface TeamFormProps {
  /** The team that is changed; null for a new one. */
  readonly team: TeamView | null;
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  readonly onDone: () => void;
}

/** A team’s name and its people. */
export function TeamForm({ team, people, onDone }: TeamFormProps) {
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<readonly string[]>(team?.members.map(({ id }) => id) ?? []);
  const save = useSaveTeam(team?.id ?? null);
  const title = team === null ? 'A new team' : `Change the team ${team.name}`;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate({ name: name.trim(), memberIds: [...members] }, { onSuccess: done });
  };
  const done = () => {
    setName('');
    setMembers([]);
    onDone();
  };
  const toggle = (id: string, isIn: boolean) =>
    setMembers(isIn ? [...members, id] : members.filter((member) => member !== id));
  return (
    <form class="part" aria-label={title} onSubmit={submit}>
      <h2>{title}</h2>
      <label>
        Name{' '}
        <input value={name} maxLength={100} required onInput={({ currentTarget }) => setName(currentTarget.value)} />
      </label>
      <fieldset>
        <legend>Its people</legend>
        {people.map(({ id, name: person, role }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={members.includes(id)}
              onChange={({ currentTarget }) => toggle(id, currentTarget.checked)}
            />{' '}
            {person} <span class="quiet">{role}</span>
          </label>
        ))}
      </fieldset>
      {save.error !== null && <Notice title="It was not saved.">{problemsInFull(save.error)}</Notice>}
      <div class="actions">
        <button type="submit" class="primary" disabled={save.isPending}>
          {team === null ? 'Make the team' : 'Save'}
        </button>
        {team !== null && (
          <button type="button" onClick={onDone}>
            Leave it as it is
          </button>
        )}
        <span role="status">{save.isSuccess && 'Saved.'}</span>
      </div>
    </form>
  );
}
