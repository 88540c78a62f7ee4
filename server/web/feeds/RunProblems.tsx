import type { RowProblemView, FeedRunView as Run } from '#shared/api/feed-runs.ts';
import { PlainTable } from '../components/PlainTable.tsx';
import { countText } from '../state/formats.ts';
import { PROBLEMS_A_PAGE } from './use-feeds.ts';

interface RunProblemsProps {
  readonly run: Run;
  readonly problems: readonly RowProblemView[];
  readonly from: number;
  readonly nextFrom: number | null;
}

/** Every wrong cell with its reason, and the row as the file has it beside it. */
export function RunProblems({ run: { id, problemCount }, problems, from, nextFrom }: RunProblemsProps) {
  if (problemCount === 0) return null;
  const at = (start: number) => `/feeds/${id}${start === 0 ? '' : `?from=${start}`}`;
  return (
    <section class="part" aria-label="What is wrong">
      <h2>
        {countText(problemCount)} {problemCount === 1 ? 'problem' : 'problems'}
      </h2>
      <PlainTable
        caption="What is wrong"
        titles={[{ number: 'Line' }, 'Column', 'Value', 'What is wrong', 'The row in the file']}
      >
        {problems.map(({ line, column, value, problem, raw }, index) => (
          <tr key={`${from + index}`}>
            <td class="number">{line}</td>
            <td>{column}</td>
            <td>
              <span class="cell-text">{value}</span>
            </td>
            <td>
              <span class="reason">{problem}</span>
            </td>
            <td>
              <span class="cell-text">{raw}</span>
            </td>
          </tr>
        ))}
      </PlainTable>
      {(from > 0 || nextFrom !== null) && (
        <nav class="pager" aria-label="Problems">
          <span>
            {countText(from + 1)} to {countText(from + problems.length)} of {countText(problemCount)}
          </span>
          {from > 0 && <a href={at(Math.max(0, from - PROBLEMS_A_PAGE))}>Previous {PROBLEMS_A_PAGE}</a>}
          {nextFrom !== null && <a href={at(nextFrom)}>Next {PROBLEMS_A_PAGE}</a>}
        </nav>
      )}
    </section>
  );
}
