import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { changeTask } from '../../../shared/api/tasks.ts';
import { readWorklist } from '../../../shared/api/worklist.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aTask, aWorklist } from '../support/a-worklist.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';

async function opened(changes: Parameters<typeof aWorklist>[0] = {}): Promise<DrawnPane> {
  const pane = await drawnPane(({ api }) => {
    api.on(readWorklist, () => aWorklist(changes));
  });
  fireEvent.click(button(pane, 'Mine today'));
  await pane.findByText(/^For 20 Nov/);
  return pane;
}

describe('WorklistView', () => {
  useDom();

  it('shows tasks, promises and customers left alone, with how many there are', async () => {
    const pane = await opened();
    expect(document.activeElement?.textContent).to.equal('Mine today');
    const text = pane.container.textContent ?? '';
    for (const words of [
      'Tasks due (1)',
      'Ask for the remittance',
      'Promises due or broken (1)',
      'Contoso c2broken€3,000.00 promised for 13 Nov€400.00 came, taken by Ben Okafor',
      'Past due, no contact in 14 days (60)',
      'Contoso c3€9,000.0066 days past due, last contact 30 Oct, 11:00, Cleo Marsh',
      '1 of 60 are shown',
    ]) {
      expect(text).to.include(words);
    }
    button(pane, 'Mine today (62)');
  });

  it('says for whom the reader stands in', async () => {
    const onBehalfOf = { id: 'u9', name: 'Ines Roth', until: calendarDate('2026-11-27') };
    const whole = aWorklist();
    const marked = <T,>(entries: readonly T[]) => entries.map((entry) => ({ ...entry, onBehalfOf }));
    const pane = await opened({
      tasks: marked(whole.tasks),
      promises: marked(whole.promises),
      untouched: marked(whole.untouched),
    });
    const lines = [...pane.container.querySelectorAll('.entries li')].map(({ textContent }) => textContent);
    expect(lines).to.have.length(3);
    for (const line of lines) expect(line).to.include('for Ines Roth (absent until 27 Nov)');
  });

  it('opens the customer’s card without a message, and comes back to the list', async () => {
    const pane = await opened();
    fireEvent.click(button(pane, 'Open the card of Contoso c2'));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c2' });
    expect(pane.sidebar.state.value).to.deep.include({ at: 'customer', item: null });
    fireEvent.click(button(pane, 'Back to the list'));
    await pane.findByRole('heading', { level: 1, name: 'Mine today' });
    fireEvent.click(button(pane, 'Back'));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c2' });
  });

  it('takes a task as done, and puts one off to the next working day', async () => {
    const pane = await opened({ tasks: [aTask(), aTask({ id: 'task-2', text: 'Send a copy' })], taskCount: 2 });
    pane.api.on(changeTask, ({ path, body }) => {
      pane.api.on(readWorklist, () => aWorklist({ tasks: [aTask({ id: 'task-2', text: 'Send a copy' })] }));
      return aTask({ id: path.split('/')[3] ?? '', state: body.state ?? 'open' });
    });
    const done = button(pane, 'Done: Ask for the remittance');
    done.focus();
    fireEvent.click(done);
    await eventually(() => pane.queryByText('Ask for the remittance') === null);
    expect(document.activeElement?.textContent).to.equal('Tasks due (1)');
    fireEvent.click(button(pane, 'Next working day: Send a copy'));
    await eventually(() => pane.api.of(changeTask).length === 2);
    expect(pane.api.of(changeTask).map(({ path, body }) => [path, body])).to.deep.equal([
      ['/api/tasks/task-1/changes', { state: 'done' }],
      ['/api/tasks/task-2/changes', { dueOn: '2026-11-23' }],
    ]);
  });

  it('gives the focus back to the footer', async () => {
    const pane = await opened();
    fireEvent.click(button(pane, 'Back'));
    await eventually(() => document.activeElement?.textContent === 'Mine today (62)');
    pane.getByRole('heading', { level: 1, name: 'Contoso c1' });
  });

  it('says that nothing is due', async () => {
    const pane = await opened({
      tasks: [],
      taskCount: 0,
      promises: [],
      promiseCount: 0,
      untouched: [],
      untouchedCount: 0,
    });
    pane.getByText('Nothing is due, and nobody past due was left alone.');
    expect(pane.queryAllByRole('heading', { level: 2 })).to.deep.equal([]);
  });

  it('keeps the list while it is read anew, and where that fails', async () => {
    const pane = await opened();
    pane.api.on(readWorklist, () => aWorklist({ tasks: [aTask({ text: 'Send a copy' })] }));
    pane.api.isAway = true;
    fireEvent.click(button(pane, 'Refresh'));
    await pane.findByText('No connection');
    pane.getByText('Ask for the remittance');
    pane.api.isAway = false;
    fireEvent.click(button(pane, 'Try again'));
    await pane.findByText('Send a copy');
  });

  it('marks a task that was due before today', async () => {
    const pane = await opened({ tasks: [aTask({ dueOn: calendarDate('2026-11-18') })] });
    expect(pane.getByText('18 Nov').className).to.equal('bad');
  });

  it('shows nothing of one person’s list to the next', async () => {
    const pane = await opened();
    fireEvent.click(button(pane, 'Sign out'));
    expect(pane.sidebar.worklist.state.value.worklist).to.equal(null);
  });
});
