import type { NoteForm } from '../state/note-form.ts';
import { problemOf } from './problem-of.ts';
import { useSidebar } from './sidebar-context.ts';
import { TextField } from './TextField.tsx';

/** A note for the colleagues, about what is ticked. */
export function NoteFields({ form }: { readonly form: NoteForm }) {
  const { words, work } = useSidebar();
  return (
    <TextField
      label={words.note.text}
      text={form.note}
      maxLength={20_000}
      problem={problemOf(form, ['needsText'])}
      isFirst={true}
      onText={(note) => work.change(form, { note })}
    />
  );
}
