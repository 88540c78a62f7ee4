import { expect } from 'chai';
import { changeTask, listTasks, type TaskView } from '../../../shared/api/tasks.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aTask } from '../support/a-plan.ts';
import { aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';

const OTHER = aTask({ id: 'task-2', text: 'Call Ben' });

async function withTasks(): Promise<SidebarSetUp> {
  const made = await aSignedInSidebar({ retryAfterMs: [60_000] });
  const tasks = new Map([aTask(), OTHER].map((task) => [task.id, task]));
  made.api.on(listTasks, () => ({ tasks: [...tasks.values()] }));
  made.api.on(changeTask, ({ path, body }) => {
    const id = path.split('/')[3] ?? '';
    const task = { ...(tasks.get(id) ?? aTask()), ...body } as TaskView;
    tasks.set(id, task);
    return task;
  });
  await made.sidebar.doing.tasks.lists.load('c1');
  return made;
}

function shown({ sidebar }: SidebarSetUp): string[] {
  const list = sidebar.doing.tasks.lists.of('c1');
  return list?.at === 'read' ? list.rows.map(({ text, dueOn }) => `${text} ${dueOn}`) : [];
}

describe('TaskDesk', () => {
  const changes = [
    { what: 'done', change: { state: 'done' as const }, left: ['Call Ben 2026-11-23'], back: { state: 'open' } },
    { what: 'dropped', change: { state: 'dropped' as const }, left: ['Call Ben 2026-11-23'], back: { state: 'open' } },
    {
      what: 'moved',
      change: { dueOn: calendarDate('2026-11-27') },
      left: ['Send the contract 2026-11-27', 'Call Ben 2026-11-23'],
      back: { dueOn: '2026-11-23' },
    },
  ];
  for (const { what, change, left, back } of changes) {
    it(`shows that a task is ${what}, and undoing it brings it back to before`, async () => {
      const made = await withTasks();
      const before = shown(made);
      await made.sidebar.doing.tasks.change(aTask(), change);
      expect(shown(made)).to.deep.equal(left);
      made.sidebar.doing.undo.press();
      await eventually(() => made.api.of(changeTask).length === 2);
      expect(made.api.of(changeTask)[1]?.body).to.deep.equal(back);
      await eventually(() => shown(made).length === 2);
      expect([...shown(made)].sort()).to.deep.equal([...before].sort());
      expect(made.sidebar.doing.undo.current.value).to.equal(null);
    });
  }

  it('changes a task once, however often it is pressed', async () => {
    const made = await withTasks();
    const { tasks } = made.sidebar.doing;
    await Promise.all([1, 2, 3].map(() => tasks.change(aTask(), { state: 'done' })));
    expect(made.api.of(changeTask)).to.have.length(1);
  });

  it('keeps a change that does not get through', async () => {
    const made = await withTasks();
    const { tasks, outbox } = made.sidebar.doing;
    made.api.isAway = true;
    await tasks.change(aTask(), { state: 'done' });
    expect(outbox.deeds.value.map(({ what }) => what)).to.deep.equal(['Done: Send the contract']);
    expect(tasks.isUnderWay(aTask())).to.equal(true);
    made.api.isAway = false;
    await outbox.wake();
    expect(shown(made)).to.deep.equal(['Call Ben 2026-11-23']);
  });

  it('says what the server refuses, and leaves the list as it is', async () => {
    const made = await withTasks();
    made.api.on(changeTask, () => {
      throw new Refusal('task_not_found');
    });
    await made.sidebar.doing.tasks.change(aTask(), { state: 'done' });
    expect(shown(made)).to.have.length(2);
    expect(made.sidebar.doing.outbox.refusals.value.map(({ deed }) => deed.what)).to.deep.equal([
      'Done: Send the contract',
    ]);
  });

  it('says of a list that it could not be read, and reads it again', async () => {
    const made = await aSignedInSidebar();
    const { lists } = made.sidebar.doing.tasks;
    made.api.isAway = true;
    await lists.load('c1');
    expect(lists.of('c1')).to.deep.equal({ at: 'problem', failure: { by: 'network' } });
    made.api.isAway = false;
    await lists.load('c1');
    expect(lists.of('c1')).to.deep.equal({ at: 'read', rows: [] });
  });

  it('does not bring back what was done meanwhile by a list that was asked for before', async () => {
    const made = await withTasks();
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    made.api.on(listTasks, async () => {
      await held;
      return { tasks: [aTask(), OTHER] };
    });
    const late = made.sidebar.doing.tasks.lists.load('c1');
    await made.sidebar.doing.tasks.change(aTask(), { state: 'done' });
    letGo();
    await late;
    expect(shown(made)).to.deep.equal(['Call Ben 2026-11-23']);
  });
});
