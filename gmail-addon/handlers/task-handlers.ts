import { readCustomerCard } from '#shared/api/customers.ts';
import { changeTask, listTasks, type TaskView } from '#shared/api/tasks.ts';
import { isCalendarDate } from '#shared/domain/calendar-date.ts';
import type { ActionArgs } from '../actions.ts';
import { shortened } from '../card-html.ts';
import { moveTaskCard } from '../cards/task-section.ts';
import { afterEffect } from '../customer-screen.ts';
import type { Answer } from '../envelopes.ts';
import { FIELD } from '../forms/draft.ts';
import { dayIn, wordIn } from '../google-event.ts';
import type { GoogleRequest } from '../google-request.ts';
import { worklistAnew } from './worklist-handlers.ts';

const LONGEST_TASK = 160;

/** Closes a task, opens it again, or puts it off, by one press. */
export async function onChangeTask(
  request: GoogleRequest,
  { taskId, change, on, ...place }: ActionArgs<'change-task'>,
  idempotencyKey: string,
): Promise<Answer> {
  const { api, kit } = request;
  const task = await api.call(changeTask, { params: { id: taskId }, body: change, idempotencyKey });
  const { tasks, entry } = kit.words;
  const text = shortened(task.text, LONGEST_TASK);
  const notice = change.state === undefined ? tasks.moved(text) : tasks.states[change.state](text);
  const back = { ...place, on, taskId, change: { state: 'open' } } as const;
  const isClosed = change.state === 'done' || change.state === 'dropped';
  const undo = isClosed ? [kit.button(entry.undo, 'change-task', back, entry.undoThis(notice))] : [];
  return on === 'card' ? afterEffect(request, place, notice, undo) : worklistAnew(request, notice, undo);
}

/** Asks to which day a task is moved. */
export async function onOpenTask(
  request: GoogleRequest,
  { taskId, ...place }: ActionArgs<'open-task'>,
): Promise<Answer> {
  const { api, kit } = request;
  const [{ asOf: today }, { tasks }] = await Promise.all([
    api.call(readCustomerCard, { params: { id: place.customerId } }),
    api.call(listTasks, { query: { customerId: place.customerId } }),
  ]);
  const task: TaskView | undefined = tasks.find(({ id }) => id === taskId);
  // It was closed or dropped meanwhile: the card is shown without it.
  if (task === undefined) return afterEffect(request, place, kit.words.apiFailures.not_found);
  return { show: 'push', card: moveTaskCard(kit, task, { today, place }) };
}

export async function onMoveTask(
  request: GoogleRequest,
  { taskId, ...place }: ActionArgs<'move-task'>,
  idempotencyKey: string,
): Promise<Answer> {
  const { api, kit, event } = request;
  const { call, tasks, cards } = kit.words;
  const days = [wordIn(event, FIELD.likely(1, 0)), dayIn(event, FIELD.picked(1, 0)) ?? ''].filter(isCalendarDate);
  const [dueOn, other = dueOn] = days;
  if (dueOn === undefined) return { show: 'notice', notice: call.needsDate };
  if (other !== dueOn) return { show: 'notice', notice: cards.form.twoDays };
  const task = await api.call(changeTask, { params: { id: taskId }, body: { dueOn }, idempotencyKey });
  return afterEffect(request, place, tasks.moved(shortened(task.text, LONGEST_TASK)));
}
