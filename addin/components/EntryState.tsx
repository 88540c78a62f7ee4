import type { ActivityView } from '#shared/api/activities.ts';
import { useSidebar } from './sidebar-context.ts';

/** Whether an entry stands: it may have been undone, or another stands in its place. Continues a line after a comma. */
export function EntryState({ entry }: { readonly entry: ActivityView }) {
  const { words, state, doing } = useSidebar();
  const { correctedBy, corrects, withdrawn } = entry;
  if (correctedBy !== null) {
    const known = state.value.at === 'customer' ? state.value.card.lastContacts : [];
    const instead = known.find(({ id }) => id === correctedBy) ?? doing.entries.inPlaceOf(entry);
    const name = instead === null ? '' : `: ${words.entry.replacedBy(words.codes[instead.code])}`;
    return (
      <>
        , {words.entry.corrected}
        {name}
      </>
    );
  }
  if (withdrawn) return <>, {words.entry.undone}</>;
  return corrects === null ? null : <>, {words.entry.correctsEarlier}</>;
}
