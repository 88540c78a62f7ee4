import type { CallForm } from '../state/call-form.ts';
import type { DisputeForm } from '../state/dispute-form.ts';
import type { PromiseForm } from '../state/promise-form.ts';
import { ContactField } from './ContactField.tsx';
import { useSidebar } from './sidebar-context.ts';
import { TextField } from './TextField.tsx';

/** What every form about a talk ends with: with whom it was, and a note. */
export function WithWhomAndNote({ form }: { readonly form: CallForm | DisputeForm | PromiseForm }) {
  const { words, work } = useSidebar();
  return (
    <>
      <ContactField card={form.card} contact={form.contact} onContact={(contact) => work.change(form, { contact })} />
      <TextField
        label={words.call.note}
        text={form.note}
        maxLength={20_000}
        problem={null}
        isFirst={false}
        onText={(note) => work.change(form, { note })}
      />
    </>
  );
}
