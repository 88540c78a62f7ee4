import { useLocation } from 'preact-iso';
import { ADMIN_AREAS, type AdminChangeView } from '#shared/api/admin-log.ts';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useZonedTime } from '../state/use-who.ts';
import { ChangedFields } from './ChangedFields.tsx';
import { inWords } from './changed-fields.ts';
import { type AskedChanges, adminLogHref, askedIn, useAdminLog } from './use-admin-log.ts';

/** All that was changed in the company's set-up, the latest first, each with how it was before. */
export function AdminLogView() {
  useTitle('What was changed');
  const { query, route } = useLocation();
  const asked = askedIn(query);
  const { data, error, refetch } = useAdminLog(asked);
  return (
    <main id="content">
      <h1>What was changed</h1>
      <Filters asked={asked} onChoose={(chosen) => route(adminLogHref(chosen))} />
      {error !== null && (
        <Notice title="The changes could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data?.changes.length === 0 && <p>Nothing was changed that fits.</p>}
      {data !== undefined && data.changes.length > 0 && <ChangeList changes={data.changes} />}
      <nav class="pager" aria-label="Pages">
        {asked.after !== undefined && <a href={adminLogHref({ ...asked, after: undefined })}>The latest changes</a>}
        {data !== undefined && data.next !== null && (
          <a href={adminLogHref({ ...asked, after: data.next })}>Earlier changes</a>
        )}
      </nav>
    </main>
  );
}

interface FiltersProps {
  readonly asked: AskedChanges;
  readonly onChoose: (chosen: Partial<AskedChanges>) => void;
}

function Filters({ asked, onChoose }: FiltersProps) {
  const choose = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(given.get(name) ?? '');
    onChoose({ ...askedIn({ area: text('area'), by: text('by') }), after: undefined });
  };
  return (
    <form class="filters" aria-label="Which changes" onSubmit={choose}>
      <label>
        <span>Of what</span>
        <select name="area" defaultValue={asked.area ?? ''}>
          <option value="">everything</option>
          {ADMIN_AREAS.map((area) => (
            <option key={area} value={area} selected={area === asked.area}>
              {inWords(area)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>By whom (e-mail address)</span>
        <input name="by" defaultValue={asked.by ?? ''} autocomplete="off" />
      </label>
      <button type="submit">Show</button>
    </form>
  );
}

function ChangeList({ changes }: { changes: readonly AdminChangeView[] }) {
  const timeOf = useZonedTime();
  return (
    <ol class="stack" aria-label="Changes, the latest first">
      {changes.map((change) => (
        <li key={change.id}>
          <details>
            <summary>
              {timeOf(change.at)} <strong>{inWords(change.deed)}</strong>
              {change.subject !== '' && `: ${change.subject}`}{' '}
              <span class="quiet">
                {inWords(change.area)}, by {change.by}
              </span>
            </summary>
            <ChangedFields before={change.before} after={change.after} />
          </details>
        </li>
      ))}
    </ol>
  );
}
