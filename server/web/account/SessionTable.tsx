import type { PageSessionView } from '#shared/api/page-sessions.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { useEndSession } from './use-account.ts';

/** The sign-ins to the pages that hold, and a way to end each of the others. */
export function SessionTable({ sessions }: { sessions: readonly PageSessionView[] }) {
  const end = useEndSession();
  const timeOf = useZonedTime();
  if (sessions.length === 0) return <p>Nowhere else on these pages.</p>;
  return (
    <>
      {end.error !== null && <Notice title="That session still holds.">{problemWords(end.error)}</Notice>}
      <PlainTable caption="Sessions" titles={['Device', 'From', 'Signed in', 'Last seen', 'Change']}>
        {sessions.map(({ id, device, place, begunAt, lastSeenAt, isThisOne }) => (
          <tr key={id}>
            <th scope="row">{device}</th>
            <td>{place}</td>
            <td>{timeOf(begunAt)}</td>
            <td>{timeOf(lastSeenAt)}</td>
            <td>
              {isThisOne ? (
                'this one'
              ) : (
                <button
                  type="button"
                  disabled={end.isPending}
                  aria-label={`End the session of ${device} of ${timeOf(begunAt)}`}
                  onClick={() => end.mutate(id)}
                >
                  End
                </button>
              )}
            </td>
          </tr>
        ))}
      </PlainTable>
      <span role="status">{end.isSuccess && 'The session is ended.'}</span>
    </>
  );
}
