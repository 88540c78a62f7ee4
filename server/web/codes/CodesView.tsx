import { useState } from 'preact/hooks';
import type { CodesView as Codes } from '#shared/api/codes.ts';
import { ACTIVITY_CODES } from '#shared/domain/activity-code.ts';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemsInFull, problemWords } from '../state/problem-words.ts';
import { CodeRow } from './CodeRow.tsx';
import { type CodeDraft, codesOf, draftOf, moved } from './codes-draft.ts';
import { useChangeCodes, useCodes } from './use-codes.ts';

/** Which activity codes the company uses, in which order and under what names. */
export function CodesView() {
  useTitle('Activity codes');
  const { data, error, refetch } = useCodes();
  return (
    <main id="content">
      <h1>Activity codes</h1>
      <p>
        What a code means and asks for is the standard’s, so that figures can be compared. A code that is switched off
        is offered no more; what was logged by it stays readable.
      </p>
      {error !== null && (
        <Notice title="The codes could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <CodesForm key={data.version} codes={data} />}
    </main>
  );
}

function CodesForm({ codes }: { codes: Codes }) {
  const [drafts, setDrafts] = useState<readonly CodeDraft[]>(() => draftOf(codes));
  const change = useChangeCodes();
  const edit = (place: number, part: Partial<CodeDraft>) =>
    setDrafts(drafts.map((draft, at) => (at === place ? { ...draft, ...part } : draft)));
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate({ version: codes.version, ...codesOf(drafts, ACTIVITY_CODES) });
  };
  return (
    <form class="stack" aria-label="Codes" onSubmit={save}>
      <p class="quiet">{codes.version === 0 ? 'The standard as it is.' : `Version ${codes.version}.`}</p>
      <PlainTable
        caption="Codes"
        titles={['Standard term', 'In use', 'Own name, English', 'Own name, German', 'Order']}
      >
        {drafts.map((draft, place) => (
          <CodeRow
            key={draft.line.code}
            draft={draft}
            isFirst={place === 0}
            isLast={place === drafts.length - 1}
            onEdit={(part) => edit(place, part)}
            onMove={(by) => setDrafts(moved(drafts, place, by))}
          />
        ))}
      </PlainTable>
      {change.error !== null && <Notice title="Nothing was changed.">{problemsInFull(change.error)}</Notice>}
      <div class="actions">
        <button type="submit" class="primary" disabled={change.isPending}>
          Save the codes
        </button>
      </div>
    </form>
  );
}
