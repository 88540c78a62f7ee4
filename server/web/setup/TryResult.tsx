import type { StepTry } from '#shared/api/setup.ts';
import { useZonedTime } from '../state/use-who.ts';

/** What the last try of a step found; open where something did not pass. */
export function TryResult({ lastTry }: { lastTry: StepTry | null }) {
  const timeText = useZonedTime();
  if (lastTry === null) return null;
  const { at, by, passed, findings } = lastTry;
  const failed = findings.filter((found) => !found.passed).length;
  const verdict = passed ? 'all passed' : `${failed} of ${findings.length} did not pass`;
  return (
    <details class="try" open={!passed}>
      <summary>
        Tried {timeText(at)} by {by}: {verdict}
      </summary>
      <ul>
        {findings.map(({ what, passed: isWell, sentence }) => (
          <li key={what} class={isWell ? 'well' : 'bad'}>
            <strong>
              {isWell ? '✓' : '✗'} <span class="unseen">{isWell ? 'passed' : 'did not pass'}</span> {what}
            </strong>{' '}
            {sentence}
          </li>
        ))}
      </ul>
    </details>
  );
}
