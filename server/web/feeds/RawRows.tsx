import { useState } from 'preact/hooks';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { RAW_ROWS_A_PAGE, useFeedRows } from './use-feeds.ts';

/** The file's own rows, had only when somebody asks for them. */
export function RawRows({ id }: { id: string }) {
  const [from, setFrom] = useState(1);
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useFeedRows(id, from, isOpen);
  return (
    <details class="definition" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>The rows of the file</summary>
      <div class="stack">
        <label>
          From line{' '}
          <input
            type="number"
            class="short"
            min={1}
            value={from}
            onChange={({ currentTarget }) => setFrom(Math.max(1, currentTarget.valueAsNumber || 1))}
          />
        </label>
        {error !== null && (
          <Notice title="The rows could not be had." onRetry={refetch}>
            {problemWords(error)}
          </Notice>
        )}
        {isOpen && data === undefined && error === null && <Waiting />}
        {data?.rows.length === 0 && <p role="status">The file has no rows from line {from} on.</p>}
        {data !== undefined && data.rows.length > 0 && (
          <PlainTable caption="The rows of the file" titles={[{ number: 'Line' }, 'Row']}>
            {data.rows.map(({ line, raw }) => (
              <tr key={line}>
                <td class="number">{line}</td>
                <td>
                  <span class="cell-text">{raw}</span>
                </td>
              </tr>
            ))}
          </PlainTable>
        )}
        {data !== undefined && data.nextFrom !== null && (
          <div class="actions">
            <button type="button" onClick={() => setFrom(data.nextFrom ?? 1)}>
              Next {RAW_ROWS_A_PAGE}
            </button>
          </div>
        )}
      </div>
    </details>
  );
}
