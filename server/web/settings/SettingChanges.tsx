import type { SettingsView } from '#shared/api/settings.ts';
import type { Money } from '#shared/domain/money.ts';
import { weekdayName } from '#shared/words/weekdays.ts';
import { PlainTable } from '../components/PlainTable.tsx';
import { moneyText } from '../state/formats.ts';
import { useZonedTime } from '../state/use-who.ts';

interface Change {
  readonly at: string;
  readonly by: string;
  readonly before: SettingsView;
  readonly after: SettingsView;
}

/** Who changed what, the last change first. */
export function SettingChanges({ changes }: { changes: readonly Change[] }) {
  const timeOf = useZonedTime();
  if (changes.length === 0) return null;
  return (
    <section class="part" aria-label="Who changed what">
      <h2>Who changed what</h2>
      <PlainTable caption="Who changed what" titles={['When', 'What', 'Who']}>
        {changes.map(({ at, by, before, after }) => (
          <tr key={at}>
            <td>{timeOf(at)}</td>
            <td>
              {differences(before, after).map((words) => (
                <div key={words} class="reason">
                  {words}
                </div>
              ))}
            </td>
            <td>{by}</td>
          </tr>
        ))}
      </PlainTable>
    </section>
  );
}

/** Each setting in words, in the order of the form. */
const IN_WORDS: readonly (readonly [string, (settings: SettingsView) => string])[] = [
  ['Buckets', ({ ageing }) => ageing.labels.join(' | ')],
  ['Posting by itself', ({ autoPost }) => (autoPost ? 'yes' : 'no')],
  ['Oldest items where nothing is named', ({ oldestFirst }) => (oldestFirst ? 'yes' : 'no')],
  ['Paid short up to', ({ matchingTolerance: { fraction, amounts } }) => toleranceText(fraction, amounts)],
  ['Written off up to', ({ writeOffTolerance }) => amountsText(writeOffTolerance)],
  ['Weekend', ({ calendar }) => listText(calendar.weekend.map(weekdayName))],
  ['Holidays', ({ calendar }) => listText(calendar.holidays)],
  ['Working days a promise is waited for', ({ promiseGraceDays }) => String(promiseGraceDays)],
  ['Targets', ({ targets }) => listText(targets.map(({ measure, value }) => `${measure} ${value}`))],
  ['Never logged', ({ neverLog }) => listText(neverLog)],
  ['Subject and recipients of other mail kept', ({ keptOfMail }) => (keptOfMail === 'nothing' ? 'no' : 'yes')],
  ['Sending in spite of the gate without a reason', ({ sendAnyway }) => (sendAnyway ? 'yes' : 'no')],
];

function differences(before: SettingsView, after: SettingsView): string[] {
  return IN_WORDS.map(([name, wordsOf]) => ({ name, was: wordsOf(before), is: wordsOf(after) }))
    .filter(({ was, is }) => was !== is)
    .map(({ name, was, is }) => `${name}: ${was} → ${is}`);
}

function toleranceText(fraction: number, amounts: readonly Money[]): string {
  const percent = `${Number((fraction * 100).toFixed(6))} %`;
  return amounts.length === 0 ? percent : `${percent} or ${amountsText(amounts)}`;
}

function listText(words: readonly string[]): string {
  return words.length === 0 ? 'none' : words.join(', ');
}

function amountsText(amounts: readonly Money[]): string {
  return amounts.length === 0 ? 'nothing' : amounts.map(moneyText).join(', ');
}
