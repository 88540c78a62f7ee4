import { LinkPicker } from '../components/LinkPicker.tsx';
import { MailboxNotes } from '../components/MailboxNotes.tsx';
import { useSidebar } from '../components/sidebar-context.ts';
import type { SidebarState } from '../state/sidebar-state.ts';

interface LinkViewProps {
  readonly state: Extract<SidebarState, { at: 'unknown' | 'internal' | 'ambiguous' }>;
}

/** Nobody knows whose thread it is, or several customers fit: a person says which. */
export function LinkView({ state }: LinkViewProps) {
  const { words, mayChange } = useSidebar();
  const { thread } = words;
  const heading = { unknown: thread.unknown, internal: thread.internal, ambiguous: thread.ambiguous }[state.at];
  const why = { unknown: thread.unknownWhy, internal: thread.internalWhy, ambiguous: thread.ambiguousWhy }[state.at];
  return (
    <article class="stack">
      <MailboxNotes item={state.item} />
      <h1>{heading}</h1>
      <p>{mayChange.value ? why : words.card.readOnly}</p>
      <LinkPicker item={state.item} candidates={state.at === 'ambiguous' ? state.candidates : []} />
    </article>
  );
}
