import type { AbsenceView } from '#shared/api/users.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import { Notice } from '../components/Notice.tsx';
import { dayText } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { RequiredSelect } from './RequiredSelect.tsx';
import { useAbsences, useEndAbsence, useNameStandIn } from './use-users.ts';

interface StandInFormProps {
  /** Whose absence it is. */
  readonly userId: string;
  /** How they are called in the form's words: a name, or `you`. */
  readonly who: string;
}

/** Names who stands in for somebody over some days, and ends that. */
export function StandInForm({ userId, who }: StandInFormProps) {
  const { data, error, refetch } = useAbsences();
  const name = useNameStandIn(userId);
  const end = useEndAbsence(userId);
  const absence = data?.absences.find(({ user }) => user.id === userId);
  const others = (data?.people ?? []).filter(({ id }) => id !== userId);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const [from, until] = [String(given.get('from')), String(given.get('until'))];
    if (!isCalendarDate(from) || !isCalendarDate(until)) return;
    name.mutate({ standInId: String(given.get('standIn')), from, until });
  };
  return (
    <form class="part" aria-label={`Stand-in for ${who}`} onSubmit={submit}>
      <h3>Stand-in</h3>
      {error !== null && (
        <Notice title="The absences could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      <p>{absence === undefined ? `Nobody stands in for ${who}.` : absenceWords(absence)}</p>
      <div class="fields">
        <RequiredSelect
          label="Who stands in"
          name="standIn"
          value={absence?.standIn.id}
          options={others.map(({ id, name: words }): [string, string] => [id, words])}
        />
        <label>
          <span>First day</span>
          <input type="date" name="from" defaultValue={absence?.from ?? ''} required />
        </label>
        <label>
          <span>Last day</span>
          <input type="date" name="until" defaultValue={absence?.until ?? ''} required />
        </label>
        <button type="submit" class="primary" disabled={name.isPending}>
          Name the stand-in
        </button>
        {absence !== undefined && (
          <button type="button" disabled={end.isPending} onClick={() => end.mutate()}>
            End the absence
          </button>
        )}
      </div>
      <p class="quiet">
        The stand-in sees the worklist and the customers of those days beside their own. What they do is logged as
        theirs.
      </p>
      {name.error !== null && <Notice title="No stand-in was named.">{problemWords(name.error)}</Notice>}
      {end.error !== null && <Notice title="The absence was not ended.">{problemWords(end.error)}</Notice>}
      <span role="status">{name.isSuccess && 'The stand-in is named.'}</span>
    </form>
  );
}

function absenceWords({ standIn, from, until }: AbsenceView): string {
  return `${standIn.name} stands in from ${dayText(from)} to ${dayText(until)}.`;
}
