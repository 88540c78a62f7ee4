import { codeOf, type Form, type FormKind } from '../state/forms.ts';
import type { Words } from '../words/pick-words.ts';

/** What the form is for, and for whom. */
export function formHeading(form: Form, words: Words): string {
  const { name } = form.card.customer;
  const heading = headings(words)[form.kind](name);
  return form.corrects === null ? heading : words.entry.correctThis(heading);
}

/** The form in a word: its code where one is chosen. */
export function formName(form: Form, words: Words): string {
  const code = codeOf(form);
  const name = code === null ? words.actions[form.kind].name : words.codes[code];
  return form.corrects === null ? name : words.entry.correctThis(name);
}

function headings({ call, promise, disputes, tasks, note }: Words): Record<FormKind, (name: string) => string> {
  return {
    call: call.heading,
    promise: promise.heading,
    dispute: disputes.heading,
    task: tasks.heading,
    note: note.heading,
  };
}
