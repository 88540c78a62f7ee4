import { useState } from 'preact/hooks';
import { DIGEST_RHYTHMS, type DigestView as Digest } from '#shared/api/digests.ts';
import { Notice } from '../components/Notice.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { useMeasures } from '../measures/use-measures.ts';
import { problemsInFull, problemWords } from '../state/problem-words.ts';
import { useIsCollector, useZonedTime } from '../state/use-who.ts';
import { DigestPreview } from './DigestPreview.tsx';
import { useChooseDigest, useDigest } from './use-digest.ts';

/** The digest that one gets by e-mail: how often, which measures, and how it looks. */
export function DigestView() {
  useTitle('Digest');
  const { data, error, refetch } = useDigest();
  return (
    <main id="content">
      <h1>Digest by e-mail</h1>
      {error !== null && (
        <Notice title="The digest could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data !== undefined && <Standing digest={data} />}
      {data !== undefined && <DigestForm digest={data} />}
      {data !== undefined && <DigestPreview />}
    </main>
  );
}

/** When the next one leaves, and what became of the last. */
function Standing({ digest: { rhythm, next, last } }: { digest: Digest }) {
  const timeOf = useZonedTime();
  return (
    <p>
      {rhythm === null ? 'You get none. ' : `You get it ${rhythm}. `}
      {next !== null && `The next one leaves at ${timeOf(next)}. `}
      {last?.state === 'sent' && `The last one was sent at ${timeOf(last.at)}.`}
      {last?.state === 'failed' && (
        <span class="bad">
          The last one, of {timeOf(last.at)}, did not leave: {last.why ?? 'no reason is known.'}
        </span>
      )}
      {last?.state === 'in_doubt' && (
        <span class="bad">
          The last one, of {timeOf(last.at)}, may or may not have left: {last.why ?? 'no reason is known.'}
        </span>
      )}
    </p>
  );
}

function DigestForm({ digest }: { digest: Digest }) {
  const choose = useChooseDigest();
  const [rhythm, setRhythm] = useState<Digest['rhythm']>(digest.rhythm);
  const [measures, setMeasures] = useState<readonly string[]>(digest.measures);
  const isCollector = useIsCollector();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    choose.mutate(isCollector ? { rhythm } : { rhythm, measures: [...measures] });
  };
  return (
    <form class="part" aria-label="How you get it" onSubmit={submit}>
      <h2>How you get it</h2>
      <fieldset>
        <legend>How often</legend>
        {[null, ...DIGEST_RHYTHMS].map((each) => (
          <label key={each ?? ''}>
            <input type="radio" name="rhythm" checked={rhythm === each} onChange={() => setRhythm(each)} />{' '}
            {each ?? 'never'}
          </label>
        ))}
      </fieldset>
      {isCollector ? (
        <p>It brings your own line of the collectors’ board.</p>
      ) : (
        <MeasureChoice chosen={measures} onChoose={setMeasures} />
      )}
      {choose.error !== null && <Notice title="It was not saved.">{problemsInFull(choose.error)}</Notice>}
      <div class="actions">
        <button type="submit" class="primary" disabled={choose.isPending}>
          Save
        </button>
        <span role="status">{choose.isSuccess && 'Saved.'}</span>
      </div>
    </form>
  );
}

interface MeasureChoiceProps {
  readonly chosen: readonly string[];
  readonly onChoose: (measures: readonly string[]) => void;
}

/** Measures keep the order in which they were chosen. */
function MeasureChoice({ chosen, onChoose }: MeasureChoiceProps) {
  const measures = useMeasures();
  const toggle = (key: string, isIn: boolean) =>
    onChoose(isIn ? [...chosen, key] : chosen.filter((other) => other !== key));
  return (
    <fieldset class="choices">
      <legend>Which measures, in the order chosen</legend>
      {measures.map(({ key, title }) => (
        <label key={key}>
          <input
            type="checkbox"
            checked={chosen.includes(key)}
            onChange={({ currentTarget }) => toggle(key, currentTarget.checked)}
          />{' '}
          {title}
        </label>
      ))}
    </fieldset>
  );
}
