import { daysAhead } from '#shared/domain/day-choices.ts';
import type { TaskForm } from '../state/task-form.ts';
import { DateField } from './DateField.tsx';
import { OwnerField } from './OwnerField.tsx';
import { problemOf } from './problem-of.ts';
import { useSidebar } from './sidebar-context.ts';
import { TextField } from './TextField.tsx';

/** Something to do on a day, for oneself or a colleague. */
export function TaskFields({ form }: { readonly form: TaskForm }) {
  const { words, work } = useSidebar();
  const { asOf } = form.card;
  return (
    <>
      <TextField
        label={words.tasks.text}
        text={form.note}
        maxLength={500}
        problem={problemOf(form, ['needsText'])}
        isFirst={true}
        onText={(note) => work.change(form, { note })}
      />
      <DateField
        label={words.tasks.dueOn}
        day={form.dueOn}
        today={asOf}
        choices={daysAhead(asOf)}
        problem={problemOf(form, ['needsDate', 'dateInPast'])}
        onDay={(dueOn) => work.change(form, { dueOn })}
      />
      <OwnerField
        label={words.tasks.owner}
        ownerId={form.ownerId}
        onOwner={(ownerId) => work.change(form, { ownerId })}
      />
    </>
  );
}
