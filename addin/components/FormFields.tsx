import type { Form } from '../state/forms.ts';
import { CallFields } from './CallFields.tsx';
import { DisputeFields } from './DisputeFields.tsx';
import { NoteFields } from './NoteFields.tsx';
import { PromiseFields } from './PromiseFields.tsx';
import { TaskFields } from './TaskFields.tsx';

/** The fields of the form's kind. */
export function FormFields({ form }: { readonly form: Form }) {
  switch (form.kind) {
    case 'call':
      return <CallFields form={form} />;
    case 'promise':
      return <PromiseFields form={form} />;
    case 'dispute':
      return <DisputeFields form={form} />;
    case 'task':
      return <TaskFields form={form} />;
    case 'note':
      return <NoteFields form={form} />;
  }
}
