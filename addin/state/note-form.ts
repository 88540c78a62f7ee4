import { baseOf, type Filled, type FormBase, type FormStart } from './form-base.ts';

/** A note of what nobody was told; its text is `note`. */
export interface NoteForm extends FormBase {
  readonly kind: 'note';
}

export function newNoteForm(start: FormStart): NoteForm {
  return { ...baseOf(start), kind: 'note' };
}

export function noteSaid({ note }: NoteForm): Filled<{ readonly code: 'note' }> {
  return note.trim() === '' ? { ok: false, problem: 'needsText' } : { ok: true, body: { code: 'note' } };
}
