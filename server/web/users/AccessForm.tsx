import { useState } from 'preact/hooks';
import type { AccessView } from '#shared/api/access.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull, problemWords } from '../state/problem-words.ts';
import { type AccessDraft, accessOf, draftOf } from './access-draft.ts';
import { useAccess, useChangeAccess } from './use-users.ts';

/** By which directories people come in, who joins by themselves, and whether collectors see their own customers alone. */
export function AccessForm() {
  const { data, error, refetch } = useAccess();
  if (error !== null) {
    return (
      <Notice title="How people come in could not be had." onRetry={refetch}>
        {problemWords(error)}
      </Notice>
    );
  }
  return data === undefined ? null : <AccessFields access={data} />;
}

function AccessFields({ access }: { access: AccessView }) {
  const [draft, setDraft] = useState<AccessDraft>(() => draftOf(access));
  const [problem, setProblem] = useState('');
  const change = useChangeAccess();
  const edit = (part: Partial<AccessDraft>) => {
    change.reset();
    setDraft({ ...draft, ...part });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const asked = accessOf(draft);
    setProblem('problem' in asked ? asked.problem : '');
    if ('access' in asked) change.mutate(asked.access, { onSuccess: (after) => setDraft(draftOf(after)) });
  };
  return (
    <form class="part stack" aria-label="Who may come in" onSubmit={submit}>
      <h2>Who may come in</h2>
      <Lines
        label="Entra tenants (Microsoft), one tenant id a line"
        value={draft.entra}
        onInput={(entra) => edit({ entra })}
      />
      <Lines label="Google Workspace domains, one a line" value={draft.google} onInput={(google) => edit({ google })} />
      <Lines
        label="Who joins by signing in, one rule a line; the first that fits decides"
        value={draft.rules}
        onInput={(rules) => edit({ rules })}
      />
      <p class="quiet">
        <code>group 11111111-2222-4333-8444-555555555555 reader</code> for the members of a group of Entra’s,{' '}
        <code>domain brightwater.example collector</code> for all with an address of a domain. Whom no rule fits needs
        an invitation.
      </p>
      <label>
        <input
          type="checkbox"
          checked={draft.portfolios}
          onChange={({ currentTarget }) => edit({ portfolios: currentTarget.checked })}
        />{' '}
        Collectors see only their own customers, those of nobody, and of those for whom they stand in
      </label>
      {problem !== '' && <Notice title="Nothing was changed.">{problem}</Notice>}
      {change.error !== null && problem === '' && (
        <Notice title="Nothing was changed.">{problemsInFull(change.error)}</Notice>
      )}
      <div class="actions">
        <button type="submit" class="primary" disabled={change.isPending}>
          Save
        </button>
        <span role="status">{change.isSuccess && 'Saved.'}</span>
      </div>
    </form>
  );
}

interface LinesProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}

function Lines({ label, value, onInput }: LinesProps) {
  return (
    <label>
      <span>{label}</span>
      <textarea rows={3} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)} />
    </label>
  );
}
