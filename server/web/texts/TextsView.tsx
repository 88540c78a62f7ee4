import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { ErasureForm } from './ErasureForm.tsx';
import { HoldsPart } from './HoldsPart.tsx';
import { RulesForm } from './RulesForm.tsx';
import { useTextRules } from './use-texts.ts';

/** What was said: who may read it, how long it is kept, what is held, and how a person’s texts are erased. */
export function TextsView() {
  useTitle('What was said');
  const { data, error, refetch } = useTextRules();
  return (
    <main id="content">
      <h1>What was said</h1>
      <p>
        Words of mail and notes lie apart from the log. When they go, the log keeps that something was said, by whom and
        when, and figures stay as they are.
      </p>
      {error !== null && (
        <Notice title="The rules could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <RulesForm rules={data} />}
      <HoldsPart />
      <ErasureForm />
    </main>
  );
}
