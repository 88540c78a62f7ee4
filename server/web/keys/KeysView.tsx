import type { MachineKeyView } from '#shared/api/machine-keys.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { dayText } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { KeyForm } from './KeyForm.tsx';
import { keyStateOf } from './key-words.ts';
import { useMachineKeys, useRevokeKey } from './use-keys.ts';

/** The keys of programs: who made them, what they open, when they were last used; and the way to make and to end one. */
export function KeysView() {
  useTitle('Keys');
  const { data, error, refetch } = useMachineKeys();
  return (
    <main id="content">
      <h1>Keys</h1>
      <p>
        A program signs in with a key of its own: the ERP’s night feed, a tool that reads the reports. Give each one its
        own key, with no more than it needs, so that one can be ended without the others.
      </p>
      {error !== null && (
        <Notice title="The keys could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data?.machineKeys.length === 0 && <p>There is no key yet.</p>}
      {data !== undefined && data.machineKeys.length > 0 && <KeyTable keys={data.machineKeys} />}
      <KeyForm />
    </main>
  );
}

function KeyTable({ keys }: { keys: readonly MachineKeyView[] }) {
  const revoke = useRevokeKey();
  return (
    <>
      {revoke.error !== null && <Notice title="The key was not ended.">{problemWords(revoke.error)}</Notice>}
      <PlainTable caption="Keys" titles={['Name', 'Opens', 'State', 'Made', 'Runs out', 'Last used', 'Change']}>
        {keys.map((key) => (
          <KeyRow key={key.id} of={key} onEnd={() => revoke.mutate(key.id)} isBusy={revoke.isPending} />
        ))}
      </PlainTable>
      <span role="status">{revoke.isSuccess && 'The key is ended.'}</span>
    </>
  );
}

interface KeyRowProps {
  readonly of: MachineKeyView;
  readonly onEnd: () => void;
  readonly isBusy: boolean;
}

function KeyRow({ of, onEnd, isBusy }: KeyRowProps) {
  const timeOf = useZonedTime();
  const { name, begins, scopes, createdBy, createdAt, expiresAt, lastUsedOn } = of;
  const state = keyStateOf(of, Date.now());
  return (
    <tr>
      <th scope="row">
        {name} <span class="quiet">{begins}</span>
      </th>
      <td>{scopes.join(', ')}</td>
      <td>{state}</td>
      <td>
        {timeOf(createdAt)} by {createdBy}
      </td>
      <td>{timeOf(expiresAt)}</td>
      <td>{lastUsedOn === null ? <span class="quiet">never</span> : dayText(lastUsedOn)}</td>
      <td>
        {(state === 'valid' || state === 'ends soon') && (
          <button type="button" disabled={isBusy} aria-label={`End the key ${name}`} onClick={onEnd}>
            End
          </button>
        )}
      </td>
    </tr>
  );
}
