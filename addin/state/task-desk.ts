import type { BodyInput } from '#shared/api/operation.ts';
import { changeTask, listTasks, type TaskView } from '#shared/api/tasks.ts';
import { newKey } from '../host/clock.ts';
import type { Words } from '../words/pick-words.ts';
import { CustomerLists } from './customer-lists.ts';
import { inBackground } from './failure.ts';
import type { Outbox } from './outbox.ts';
import type { PaneApi } from './pane-api.ts';
import type { UndoDesk } from './undo-desk.ts';

export type TaskChange = BodyInput<typeof changeTask>;

export interface TaskDeskParts {
  readonly api: PaneApi;
  readonly outbox: Outbox;
  readonly undo: UndoDesk;
  readonly words: Words;
  readonly say: (words: string) => void;
  /** Called when a task was put down or changed. */
  readonly changed: () => void;
}

/** The open tasks of the customers on screen. */
export class TaskDesk {
  readonly lists: CustomerLists<TaskView>;

  constructor(private readonly parts: TaskDeskParts) {
    this.lists = new CustomerLists(async (customerId) => {
      const { tasks } = await parts.api.call(listTasks, { query: { customerId } });
      return tasks;
    });
  }

  /** The server took a new task: undoing it drops it. */
  taken(task: TaskView): void {
    const { words, undo } = this.parts;
    this.show(task);
    this.parts.say(words.tasks.put(task.text));
    undo.offer({
      customer: task.customer,
      what: words.tasks.named(task.text),
      undo: () => inBackground(this.send(task, { state: 'dropped' }, null)),
    });
  }

  /** Closes, moves or gives away a task; undoing it brings it back to before. */
  change(task: TaskView, change: TaskChange): Promise<void> {
    return this.send(task, change, before(task, change));
  }

  isUnderWay({ id }: TaskView): boolean {
    return this.parts.outbox.holds(id);
  }

  private send(task: TaskView, change: TaskChange, back: TaskChange | null): Promise<void> {
    const { api, outbox } = this.parts;
    if (outbox.holds(task.id)) return outbox.wake();
    const call = { params: { id: task.id }, body: change, idempotencyKey: newKey() };
    const what = this.nameOf(task, change);
    return outbox.add({
      key: call.idempotencyKey,
      customer: task.customer,
      what,
      subject: task.id,
      send: async () => {
        const changed = await api.call(changeTask, call);
        return () => this.changed(changed, what, back);
      },
      reopen: null,
    });
  }

  private changed(task: TaskView, what: string, back: TaskChange | null): void {
    const { undo, say } = this.parts;
    this.show(task);
    say(what);
    if (back === null) return;
    undo.offer({ customer: task.customer, what, undo: () => inBackground(this.send(task, back, null)) });
  }

  private show(task: TaskView): void {
    this.lists.put(task.customer.id, task, task.state === 'open');
    this.parts.changed();
  }

  private nameOf({ text }: TaskView, { state, ownerId }: TaskChange): string {
    const { tasks } = this.parts.words;
    if (state !== undefined) return tasks.states[state](text);
    return ownerId === undefined ? tasks.moved(text) : tasks.given(text);
  }
}

/** The change that takes the change back. */
function before({ dueOn, owner, state }: TaskView, change: TaskChange): TaskChange {
  return {
    ...(change.dueOn === undefined ? {} : { dueOn }),
    ...(change.ownerId === undefined ? {} : { ownerId: owner.id }),
    ...(change.state === undefined ? {} : { state }),
  };
}
