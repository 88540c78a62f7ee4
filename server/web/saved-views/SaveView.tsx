import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { useOnlyReads } from '../state/use-who.ts';
import { useSaveView } from './use-saved-views.ts';

/** Keeps the page with its filters under a name; a reader keeps nothing. */
export function SaveView({ address }: { address: string }) {
  return useOnlyReads() ? null : <SaveViewForm address={address} />;
}

function SaveViewForm({ address }: { address: string }) {
  const save = useSaveView();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const scope = given.get('scope') === 'shared' ? 'shared' : 'own';
    save.mutate({ name: String(given.get('name')).trim(), address, scope }, { onSuccess: () => form.reset() });
  };
  return (
    <details class="save-view">
      <summary>Save this view</summary>
      <form class="fields" aria-label="Save this view" onSubmit={submit}>
        <label>
          <span>Name</span>
          <input name="name" maxLength={100} required />
        </label>
        <label>
          <span>Seen by</span>
          <select name="scope">
            <option value="own">me alone</option>
            <option value="shared">all managers</option>
          </select>
        </label>
        <button type="submit" disabled={save.isPending}>
          Save
        </button>
        <span role="status">{save.isSuccess && 'Saved; it stands in the menu.'}</span>
      </form>
      {save.error !== null && <Notice title="It was not saved.">{problemsInFull(save.error)}</Notice>}
    </details>
  );
}
