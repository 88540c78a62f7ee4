import type { SetupStepView } from '#shared/api/setup.ts';
import { ProgressBar } from '../charts/ProgressBar.tsx';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { StepCard } from './StepCard.tsx';
import { useSetup } from './use-setup.ts';

/** The set-up of the company in its order: each step knows from the data how it stands, and can be tried. */
export function SetupView() {
  useTitle('Set-up');
  const { data, error, refetch } = useSetup();
  return (
    <main id="content">
      <h1>Set-up of the company</h1>
      {error !== null && (
        <Notice title="The set-up could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <Steps steps={data.steps} />}
    </main>
  );
}

function Steps({ steps }: { steps: readonly SetupStepView[] }) {
  const needed = steps.filter(({ state }) => state !== 'not_needed');
  const done = needed.filter(({ state }) => state === 'done').length;
  const words = `${done} of ${needed.length} steps are done`;
  return (
    <>
      <div class="progress-line">
        <p>{words}.</p>
        <ProgressBar words={words} part={needed.length === 0 ? 1 : done / needed.length} pace={undefined} tone="kept" />
      </div>
      <ol class="steps">
        {steps.map((step) => (
          <StepCard key={step.step} {...step} />
        ))}
      </ol>
    </>
  );
}
