import { useState } from 'preact/hooks';
import { usePageSession } from '../state/page-context.ts';
import { problemWords } from '../state/problem-words.ts';
import { saveCsv } from '../state/save-csv.ts';

/** Keeps all rows of the question as a file. */
export function CsvButton({ name, question }: { name: string; question: Record<string, string> }) {
  const session = usePageSession();
  const [state, setState] = useState<{ busy: boolean; problem: string }>({ busy: false, problem: '' });
  const save = async () => {
    setState({ busy: true, problem: '' });
    try {
      await saveCsv(session, name, question);
      setState({ busy: false, problem: '' });
    } catch (error) {
      setState({ busy: false, problem: problemWords(error) });
    }
  };
  return (
    <>
      <button type="button" disabled={state.busy} onClick={() => void save()}>
        Save as CSV
      </button>
      {state.problem !== '' && (
        <span class="bad" role="alert">
          {state.problem}
        </span>
      )}
    </>
  );
}
