import type { TaskView } from '#shared/api/tasks.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { daysAhead } from '#shared/domain/day-choices.ts';
import type { CustomerPlace } from '../actions.ts';
import { buttons, type Card, paragraph, row, type Section, section } from '../card.ts';
import { bold, html, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { moreThan } from './agreement-section.ts';
import { dayFields } from './form-fields.ts';

const MAX_TASKS = 3;
/** Of what a button is about, in what is said of it. */
const LONGEST_SPOKEN = 40;
const LONGEST_TASK = 120;
const LONGEST_NAME = 80;

export interface TasksOnScreen {
  /** Null where they could not be read. */
  readonly tasks: readonly TaskView[] | null;
  readonly today: CalendarDate;
  readonly place: CustomerPlace;
}

/** What is planned for the customer, by day: done by a press, or moved and dropped on a card of its own. Without a task there is nothing to see. */
export function taskSection(kit: CardKit, { tasks, today, place }: TasksOnScreen): Section[] {
  const { words } = kit;
  if (tasks === null) return section([paragraph(html`${words.cards.card.tasksUnread}`)], { header: words.tasks.list });
  const byDay = [...tasks].sort((a, b) => a.dueOn.localeCompare(b.dueOn)).slice(0, MAX_TASKS);
  return section(
    [...byDay.flatMap((task) => taskRows(kit, task, { today, place })), ...moreThan(kit, tasks.length, byDay)],
    {
      header: words.tasks.list,
    },
  );
}

function taskRows(kit: CardKit, task: TaskView, { today, place }: Omit<TasksOnScreen, 'tasks'>) {
  const { tasks } = kit.words;
  const { id: taskId, text, dueOn, owner } = task;
  const isLate = dueOn < today;
  const named = shortened(text, LONGEST_TASK);
  const spoken = shortened(text, LONGEST_SPOKEN);
  const who = shortened(owner.name, LONGEST_NAME);
  const when = (isLate ? tasks.overdue : tasks.due)(kit.formats.day(dueOn, today), who);
  const target = { ...place, on: 'card', taskId } as const;
  return [
    row(isLate ? bold(named) : html`${named}`, { bottomLabel: when }),
    buttons(
      kit.button(tasks.done, 'change-task', { ...target, change: { state: 'done' } }, tasks.doneThis(spoken)),
      kit.button(tasks.move, 'open-task', { ...place, taskId }, tasks.moveThis(spoken)),
    ),
  ];
}

/** Another day for a task, or none at all. */
export function moveTaskCard(kit: CardKit, task: TaskView, { today, place }: Omit<TasksOnScreen, 'tasks'>): Card {
  const { tasks, form } = kit.words;
  const { id: taskId } = task;
  const drop = { ...place, on: 'card', taskId, change: { state: 'dropped' } } as const;
  const asked = { label: tasks.dueOn, part: 1, turn: 0, choices: daysAhead(today), today };
  return {
    name: 'move-task',
    header: { title: tasks.move, subtitle: shortened(task.text, LONGEST_TASK) },
    sections: section([
      ...dayFields(kit, { ...asked, day: { likely: null, picked: null } }),
      buttons(kit.button(form.save, 'move-task', { ...place, taskId }), kit.button(tasks.drop, 'change-task', drop)),
    ]),
  };
}
