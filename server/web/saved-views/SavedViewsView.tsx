import type { SavedViewView } from '#shared/api/saved-views.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useRemoveView, useSavedViews } from './use-saved-views.ts';

/** Every saved view, and the way to be rid of one’s own. */
export function SavedViewsView() {
  useTitle('Saved views');
  const { data, error, refetch } = useSavedViews();
  return (
    <main id="content">
      <h1>Saved views</h1>
      {error !== null && (
        <Notice title="The saved views could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data?.views.length === 0 && <p>Nothing is saved yet: open a report, narrow it and choose “Save this view”.</p>}
      {data !== undefined && data.views.length > 0 && <ViewTable views={data.views} />}
    </main>
  );
}

function ViewTable({ views }: { views: readonly SavedViewView[] }) {
  const remove = useRemoveView();
  return (
    <>
      {remove.error !== null && <Notice title="The view is still there.">{problemWords(remove.error)}</Notice>}
      <PlainTable caption="Saved views" titles={['View', 'Seen by', 'Saved by', 'Change']}>
        {views.map(({ id, name, address, scope, by, isMine }) => (
          <tr key={id}>
            <th scope="row">
              <a href={address}>{name}</a>
            </th>
            <td>{scope === 'own' ? 'me alone' : 'all managers'}</td>
            <td>{by}</td>
            <td>
              {isMine && (
                <button
                  type="button"
                  aria-label={`Remove the view ${name}`}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(id)}
                >
                  Remove
                </button>
              )}
            </td>
          </tr>
        ))}
      </PlainTable>
    </>
  );
}
