import { useState } from 'preact/hooks';
import { usePageSession } from '../state/page-context.ts';
import { problemWords } from '../state/problem-words.ts';
import { type FileFormat, saveReport } from '../state/save-report.ts';

interface SaveButtonsProps {
  readonly name: string;
  readonly question: Readonly<Record<string, string>>;
}

const FORMATS: readonly (readonly [FileFormat, string])[] = [
  ['csv', 'Save as CSV'],
  ['xlsx', 'Save as XLSX'],
];

/** Keeps all rows of the question as a file. */
export function SaveButtons({ name, question }: SaveButtonsProps) {
  const session = usePageSession();
  const [state, setState] = useState<{ busy: boolean; problem: string }>({ busy: false, problem: '' });
  const save = async (format: FileFormat) => {
    setState({ busy: true, problem: '' });
    try {
      await saveReport(session, name, question, format);
      setState({ busy: false, problem: '' });
    } catch (error) {
      setState({ busy: false, problem: problemWords(error) });
    }
  };
  return (
    <div class="actions">
      {FORMATS.map(([format, words]) => (
        <button key={format} type="button" disabled={state.busy} onClick={() => void save(format)}>
          {words}
        </button>
      ))}
      {state.problem !== '' && (
        <span class="bad" role="alert">
          {state.problem}
        </span>
      )}
    </div>
  );
}
