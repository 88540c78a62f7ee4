import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { changeTask, listTasks, type TaskView } from '../../../shared/api/tasks.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aTask } from '../support/a-plan.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';

function withTasks(...tasks: TaskView[]): Promise<DrawnPane> {
  return drawnPane(({ api }) => {
    api.on(listTasks, () => ({ tasks }));
    api.on(changeTask, ({ body }) => ({ ...aTask(), ...body }) as TaskView);
  });
}

describe('CustomerTasks', () => {
  useDom();

  it('shows what is planned by its day, and what is late', async () => {
    const pane = await withTasks(aTask(), aTask({ id: 't2', text: 'Late one', dueOn: calendarDate('2026-11-10') }));
    await pane.findByText('Late one');
    const section = pane.getByRole('heading', { name: 'Tasks' }).parentElement;
    const texts = [...(section?.querySelectorAll('li') ?? [])].map(({ textContent }) => textContent);
    expect(texts[0]).to.include('was for 10 Nov, Ana Reyes');
    expect(texts[1]).to.include('for 23 Nov, Ana Reyes');
  });

  it('is nothing where nothing is planned', async () => {
    const pane = await withTasks();
    await eventually(() => pane.api.of(listTasks).length > 0);
    expect(pane.queryByRole('heading', { name: 'Tasks' })).to.equal(null);
  });

  it('closes a task by a press, offers to undo that, and does not lose the focus', async () => {
    const pane = await withTasks(aTask());
    const done = await pane.findByRole('button', { name: 'Done: Send the contract' });
    done.focus();
    fireEvent.click(done);
    await pane.findByText('Nothing is planned.');
    expect(pane.api.of(changeTask)[0]?.body).to.deep.equal({ state: 'done' });
    await eventually(() => document.activeElement === pane.getByRole('heading', { name: 'Tasks' }));
    fireEvent.click(button(pane, 'Undo: Done: Send the contract'));
    await pane.findByRole('button', { name: 'Done: Send the contract' });
  });

  it('moves a task to another day', async () => {
    const pane = await withTasks(aTask());
    fireEvent.click(await pane.findByRole('button', { name: 'Move to another day: Send the contract' }));
    fireEvent.click(await pane.findByRole('button', { name: 'Friday' }));
    await eventually(() => pane.api.of(changeTask).length === 1);
    expect(pane.api.of(changeTask)[0]?.body).to.deep.equal({ dueOn: '2026-11-27' });
    await pane.findByText('for 27 Nov, Ana Reyes');
  });
});
