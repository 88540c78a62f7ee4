import { useState } from 'preact/hooks';
import { MAX_KEY_DAYS } from '#shared/api/machine-keys.ts';
import { MACHINE_SCOPES, type MachineScope } from '#shared/api/machine-scope.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { SCOPE_WORDS } from './key-words.ts';
import { useCreateKey } from './use-keys.ts';

/** Makes a key, and shows it the only time that it can be seen. */
export function KeyForm() {
  const create = useCreateKey();
  const [problem, setProblem] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const scopes = MACHINE_SCOPES.filter((scope) => given.getAll('scopes').includes(scope));
    setProblem(scopes.length === 0 ? 'Choose what the key opens.' : '');
    if (scopes.length === 0) return;
    const body = { name: String(given.get('name')), scopes: [...scopes], days: Number(given.get('days')) };
    create.mutate(body, { onSuccess: () => form.reset() });
  };
  return (
    <form class="part stack" aria-label="A new key" onSubmit={submit}>
      <h2>A new key</h2>
      <div class="fields">
        <label>
          <span>Name of the program</span>
          <input name="name" required maxLength={100} />
        </label>
        <label>
          <span>Days until it runs out, at most {MAX_KEY_DAYS}</span>
          <input
            class="number short"
            type="number"
            name="days"
            min={1}
            max={MAX_KEY_DAYS}
            defaultValue="365"
            required
          />
        </label>
      </div>
      <fieldset>
        <legend>What it opens</legend>
        {MACHINE_SCOPES.map((scope) => (
          <ScopeChoice key={scope} scope={scope} />
        ))}
      </fieldset>
      <div>
        <button type="submit" class="primary" disabled={create.isPending}>
          Make the key
        </button>
      </div>
      {problem !== '' && <Notice title="No key was made.">{problem}</Notice>}
      {problem === '' && create.error !== null && (
        <Notice title="No key was made.">{problemsInFull(create.error)}</Notice>
      )}
      <div role="status">
        {create.data !== undefined && (
          <NewKey shown={create.data.key} name={create.data.machineKey.name} onDone={() => create.reset()} />
        )}
      </div>
    </form>
  );
}

function ScopeChoice({ scope }: { scope: MachineScope }) {
  return (
    <label class="choice">
      <input type="checkbox" name="scopes" value={scope} /> {SCOPE_WORDS[scope]}
    </label>
  );
}

function NewKey({ shown, name, onDone }: { shown: string; name: string; onDone: () => void }) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(shown);
    setIsCopied(true);
  };
  return (
    <section class="new-key" aria-label={`The key of ${name}`}>
      <p>
        <strong>Copy the key of {name} now.</strong> It is shown this once; here it is kept as a hash only.
      </p>
      <p>
        <code>{shown}</code>
      </p>
      <button type="button" onClick={() => copy().catch(() => setIsCopied(false))}>
        {isCopied ? 'Copied' : 'Copy'}
      </button>{' '}
      <button type="button" onClick={onDone}>
        I have it
      </button>
    </section>
  );
}
