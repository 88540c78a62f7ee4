import type { ReportAnswer } from '#shared/api/reports.ts';
import { Notice } from '../components/Notice.tsx';
import type { NamedRef } from '../pages/report-rows.ts';
import { problemsInFull } from '../state/problem-words.ts';
import { useAddReviewNote } from './use-review.ts';

/** Keeps a note of the talk; the lines over it are kept with it as they stand. */
export function NoteForm({ collector, answer: { from, to } }: { collector: NamedRef; answer: ReportAnswer }) {
  const add = useAddReviewNote();
  if (from === undefined || to === undefined) return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const note = String(new FormData(form).get('note')).trim();
    if (note !== '') add.mutate({ collectorId: collector.id, from, to, note }, { onSuccess: () => form.reset() });
  };
  return (
    <form class="note-form" aria-label={`A note of the talk with ${collector.name}`} onSubmit={submit}>
      <label>
        <span>A note of the talk with {collector.name}, kept with these lines</span>
        <textarea name="note" rows={3} maxLength={20_000} required />
      </label>
      {add.error !== null && <Notice title="The note was not kept.">{problemsInFull(add.error)}</Notice>}
      <div class="actions">
        <button type="submit" disabled={add.isPending}>
          Keep the note
        </button>
        <span role="status">{add.isSuccess && 'The note is kept.'}</span>
      </div>
    </form>
  );
}
