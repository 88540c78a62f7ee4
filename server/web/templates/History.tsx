import type { TextDeed } from '#shared/api/templates.ts';
import { PlainTable } from '../components/PlainTable.tsx';
import { useZonedTime } from '../state/use-who.ts';
import { deedWords } from './template-words.ts';

/** Who did what to a version, the latest first. */
export function History({ of, history }: { readonly of: string; readonly history: readonly TextDeed[] }) {
  const timeOf = useZonedTime();
  if (history.length === 0) return <p class="quiet">It was loaded before its history was kept.</p>;
  return (
    <PlainTable caption={`History of ${of}`} titles={['When', 'What']}>
      {[...history].reverse().map((deed) => (
        <tr key={`${deed.at} ${deed.deed}`}>
          <td>{timeOf(deed.at)}</td>
          <td>
            <div class="reason">{deedWords(deed)}</div>
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
