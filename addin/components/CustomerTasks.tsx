import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { TaskView } from '#shared/api/tasks.ts';
import { daysAhead } from '#shared/domain/day-choices.ts';
import { inBackground } from '../state/failure.ts';
import { DateField } from './DateField.tsx';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';
import { useFocusAfterRemoval } from './use-focus-after-removal.ts';

/** What is planned for the customer, read beside the card: done, dropped or moved by a press. Without a task there is nothing to see. */
export function CustomerTasks({ card }: { readonly card: CustomerCard }) {
  const { words, doing } = useSidebar();
  const { lists } = doing.tasks;
  const { id } = card.customer;
  useEffect(() => inBackground(lists.load(id)), [lists, id]);
  const list = lists.of(id);
  const count = list?.at === 'read' ? list.rows.length : 0;
  const hadAny = useRef(false);
  hadAny.current ||= count > 0;
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusAfterRemoval(heading, count);
  if (list?.at !== 'problem' && !hadAny.current) return null;
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {words.tasks.list}
      </h2>
      {list?.at === 'problem' && <Problem failure={list.failure} onRetry={() => inBackground(lists.load(id))} />}
      {list?.at === 'read' && <TaskList tasks={list.rows} today={card.asOf} />}
    </section>
  );
}

interface TaskListProps {
  readonly tasks: readonly TaskView[];
  readonly today: CustomerCard['asOf'];
}

function TaskList({ tasks, today }: TaskListProps) {
  const { words } = useSidebar();
  if (tasks.length === 0) return <p class="quiet">{words.tasks.none}</p>;
  const byDay = [...tasks].sort((a, b) => a.dueOn.localeCompare(b.dueOn));
  return (
    <ul class="plain entries">
      {byDay.map((task) => (
        <Task key={task.id} task={task} today={today} />
      ))}
    </ul>
  );
}

interface TaskProps {
  readonly task: TaskView;
  readonly today: CustomerCard['asOf'];
}

function Task({ task, today }: TaskProps) {
  const { words, formats, doing } = useSidebar();
  const { tasks } = words;
  const moves = useSignal(false);
  const busy = doing.tasks.isUnderWay(task);
  const isLate = task.dueOn < today;
  const when = (isLate ? tasks.overdue : tasks.due)(formats.value.day(task.dueOn, today), task.owner.name);
  const close = (state: 'done' | 'dropped') => inBackground(doing.tasks.change(task, { state }));
  return (
    <li>
      <span class="block note">{task.text}</span>
      <span class={isLate ? 'bad block' : 'quiet block'}>{when}</span>
      <span class="actions">
        <button type="button" disabled={busy} aria-label={tasks.doneThis(task.text)} onClick={() => close('done')}>
          {tasks.done}
        </button>
        <button
          type="button"
          class="link"
          disabled={busy}
          aria-expanded={moves.value}
          aria-label={tasks.moveThis(task.text)}
          onClick={() => {
            moves.value = !moves.value;
          }}
        >
          {tasks.move}
        </button>
        <button
          type="button"
          class="link"
          disabled={busy}
          aria-label={tasks.dropThis(task.text)}
          onClick={() => close('dropped')}
        >
          {tasks.drop}
        </button>
      </span>
      {moves.value && (
        <MoveTask
          task={task}
          today={today}
          onMoved={() => {
            moves.value = false;
          }}
        />
      )}
    </li>
  );
}

function MoveTask({ task, today, onMoved }: TaskProps & { readonly onMoved: () => void }) {
  const { words, doing } = useSidebar();
  return (
    <DateField
      label={words.tasks.dueOn}
      day={task.dueOn}
      today={today}
      choices={daysAhead(today)}
      problem={null}
      onDay={(dueOn) => {
        onMoved();
        if (dueOn !== null && dueOn !== task.dueOn) inBackground(doing.tasks.change(task, { dueOn }));
      }}
    />
  );
}
