import { useLocation } from 'preact-iso';
import type { GoalView } from '#shared/api/goals.ts';
import { ProgressBar } from '../charts/ProgressBar.tsx';
import { DayCell } from '../components/Cells.tsx';
import { Notice } from '../components/Notice.tsx';
import { PlainTable } from '../components/PlainTable.tsx';
import { useTitle } from '../components/use-title.ts';
import { Waiting } from '../components/Waiting.tsx';
import { dayText } from '../state/formats.ts';
import { problemWords } from '../state/problem-words.ts';
import { reportHref } from '../state/report-query.ts';
import { useOnlyReads } from '../state/use-who.ts';
import { GoalForm } from './GoalForm.tsx';
import { goalText, paceOf, progressOf, progressWords, STATE_TONES, STATE_WORDS } from './goal-words.ts';
import { useGoals, useRemoveGoal } from './use-goals.ts';

/** The goals of a day with how they stand, and the way to set one. */
export function GoalsView() {
  useTitle('Goals');
  const { query, route } = useLocation();
  const { data, error, refetch } = useGoals(query.on);
  const onlyReads = useOnlyReads();
  const choose = (day: string) => route(day === '' ? '/goals' : `/goals?on=${day}`);
  return (
    <main id="content">
      <h1>Goals</h1>
      <form class="filters" aria-label="Day" onSubmit={(event) => event.preventDefault()}>
        <label>
          <span>Goals of the day</span>
          <input
            type="date"
            value={data?.on ?? query.on ?? ''}
            onChange={({ currentTarget }) => choose(currentTarget.value)}
          />
        </label>
      </form>
      {error !== null && (
        <Notice title="The goals could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {data === undefined && error === null && <Waiting />}
      {data?.goals.length === 0 && <p>No goal has {dayText(data.on)} in its days.</p>}
      {data !== undefined && data.goals.length > 0 && <GoalTable goals={data.goals} />}
      {!onlyReads && <GoalForm />}
    </main>
  );
}

function GoalTable({ goals }: { goals: readonly GoalView[] }) {
  const remove = useRemoveGoal();
  const onlyReads = useOnlyReads();
  return (
    <>
      {remove.error !== null && <Notice title="The goal is still there.">{problemWords(remove.error)}</Notice>}
      <PlainTable
        caption="Goals"
        titles={[
          'For',
          'Measure',
          'Days',
          { number: 'Target' },
          { number: 'So far' },
          'Progress',
          { number: 'Forecast' },
          'How it stands',
          ...(onlyReads ? [] : ['Change']),
        ]}
      >
        {goals.map((goal) => (
          <GoalRow
            key={goal.id}
            goal={goal}
            onRemove={onlyReads ? null : () => remove.mutate(goal.id)}
            isBusy={remove.isPending}
          />
        ))}
      </PlainTable>
    </>
  );
}

interface GoalRowProps {
  readonly goal: GoalView;
  /** Null for who changes nothing. */
  readonly onRemove: (() => void) | null;
  readonly isBusy: boolean;
}

function GoalRow({ goal, onRemove, isBusy }: GoalRowProps) {
  const { title, from, to, target, forecast, state, measure } = goal;
  const name = `${title} of ${goal.for.name}`;
  const kind = goal.for.kind === 'company' ? '' : `, ${goal.for.kind}`;
  return (
    <tr>
      <th scope="row">
        {goal.for.name}
        <span class="quiet">{kind}</span>
      </th>
      <td>
        <a
          href={reportHref('measure-rows', {
            ...ofWhom(goal),
            measure,
            from,
            to,
            currency: goal.currency ?? undefined,
          })}
        >
          {title}
        </a>
      </td>
      <td>
        <DayCell day={from} /> to <DayCell day={to} />
      </td>
      <td class="number">{goalText(target, goal)}</td>
      <td class="number">
        <SoFar goal={goal} />
      </td>
      <td>
        <Progress goal={goal} />
      </td>
      <td class="number">{forecast === null ? <span class="quiet">none</span> : goalText(forecast, goal)}</td>
      <td>{STATE_WORDS[state]}</td>
      {onRemove !== null && (
        <td>
          <button type="button" disabled={isBusy} aria-label={`Remove the goal ${name}`} onClick={onRemove}>
            Remove
          </button>
        </td>
      )}
    </tr>
  );
}

function SoFar({ goal }: { goal: GoalView }) {
  const { value, reason } = goal;
  return value === null ? <span class="reason quiet">{reason ?? 'nothing yet'}</span> : goalText(value, goal);
}

function Progress({ goal }: { goal: GoalView }) {
  const part = progressOf(goal);
  if (part === null) return null;
  const pace = paceOf(goal);
  return (
    <ProgressBar words={progressWords(goal)} part={part} pace={pace ?? undefined} tone={STATE_TONES[goal.state]} />
  );
}

function ofWhom({ for: { kind, id } }: GoalView): Record<string, string | undefined> {
  return kind === 'company' || id === null ? {} : { [kind]: id };
}
