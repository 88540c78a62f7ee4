import { useState } from 'preact/hooks';
import type { SettingsView as Settings } from '#shared/api/settings.ts';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useIsAdmin } from '../state/use-who.ts';
import { AgeingFields } from './AgeingFields.tsx';
import { CashFields } from './CashFields.tsx';
import { MailFields } from './MailFields.tsx';
import { SettingChanges } from './SettingChanges.tsx';
import { changesOf, draftOf, type SettingsDraft } from './settings-draft.ts';
import { TargetFields } from './TargetFields.tsx';
import { useChangeSettings, useSettings } from './use-settings.ts';
import { WorkingDaysFields } from './WorkingDaysFields.tsx';

/** How the company wants its figures cut and its money applied, when it works and what it aims at, and what of its mail is logged. */
export function SettingsView() {
  useTitle('Settings');
  const isAdmin = useIsAdmin();
  const { data, error, refetch } = useSettings();
  return (
    <main id="content">
      <h1>Settings of the company</h1>
      {error !== null && (
        <Notice title="The settings could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {!isAdmin && <p>Only admins change them.</p>}
      {data !== undefined && isAdmin && <SettingsForm settings={data.settings} />}
      {data !== undefined && <SettingChanges changes={data.changes} />}
    </main>
  );
}

function SettingsForm({ settings }: { settings: Settings }) {
  const [draft, setDraft] = useState<SettingsDraft>(() => draftOf(settings));
  const [problem, setProblem] = useState('');
  const change = useChangeSettings();
  const edit = (part: Partial<SettingsDraft>) => {
    change.reset();
    setDraft({ ...draft, ...part });
  };
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const asked = changesOf(draft);
    setProblem('problem' in asked ? asked.problem : '');
    if ('changes' in asked) change.mutate(asked.changes, { onSuccess: (after) => setDraft(draftOf(after)) });
  };
  return (
    <form class="stack" onSubmit={save} aria-label="Settings">
      <AgeingFields draft={draft} onEdit={edit} />
      <CashFields draft={draft} onEdit={edit} />
      <WorkingDaysFields draft={draft} onEdit={edit} />
      <TargetFields draft={draft} onEdit={edit} />
      <MailFields draft={draft} onEdit={edit} />
      {problem !== '' && <Notice title="Nothing was changed.">{problem}</Notice>}
      {change.error !== null && problem === '' && (
        <Notice title="It was not saved.">{problemWords(change.error)}</Notice>
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
