import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { UNDO_SECONDS } from '../../../addin/state/undo-desk.ts';
import { recordActivity, withdrawActivity } from '../../../shared/api/activities.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, anActivity, foundContext } from '../support/a-card.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';
import { aMessage } from '../support/fake-host.ts';

/** The pane after a call was logged. */
async function afterCall(): Promise<DrawnPane> {
  const pane = await drawnPane(({ api }) => {
    api.on(recordActivity, ({ body }) => anActivity({ code: body.code }));
    api.on(withdrawActivity, () => anActivity({ withdrawn: true }));
  });
  fireEvent.click(button(pane, 'Log a call'));
  fireEvent.click(await pane.findByRole('button', { name: 'No answer' }));
  fireEvent.click(await pane.findByRole('button', { name: 'Log: Call again' }));
  await pane.findByRole('region', { name: 'Just done' });
  return pane;
}

function bar({ getByRole }: DrawnPane): HTMLElement {
  return getByRole('region', { name: 'Just done' });
}

function ticks({ sidebar }: DrawnPane, count: number): void {
  for (let at = 0; at < count; at += 1) sidebar.doing.undo.tick();
}

describe('UndoBar', () => {
  useDom();

  it('says what was done, for whom, and for how long it can be undone', async () => {
    const pane = await afterCall();
    expect(bar(pane).textContent).to.include('Call: no answer, Contoso c1');
    ticks(pane, 3);
    await eventually(() => bar(pane).textContent?.includes(`${UNDO_SECONDS - 3} s`) === true);
    expect(pane.sidebar.said.value).to.equal('Logged: Call: no answer');
    ticks(pane, UNDO_SECONDS - 3);
    await eventually(() => pane.queryByRole('region', { name: 'Just done' }) === null);
  });

  it('undoes by a press', async () => {
    const pane = await afterCall();
    fireEvent.click(bar(pane).querySelector('button') as HTMLElement);
    await eventually(() => pane.api.of(withdrawActivity).length === 1);
    await eventually(() => pane.sidebar.said.value.includes('Undone'));
  });

  it('stands still while it is hovered or has the focus', async () => {
    const pane = await afterCall();
    fireEvent.mouseEnter(bar(pane));
    ticks(pane, 20);
    fireEvent.mouseLeave(bar(pane));
    const undo = bar(pane).querySelector('button') as HTMLElement;
    undo.focus();
    ticks(pane, 20);
    expect(pane.sidebar.doing.undo.current.value?.secondsLeft).to.equal(UNDO_SECONDS);
    undo.blur();
    ticks(pane, 1);
    expect(pane.sidebar.doing.undo.current.value?.secondsLeft).to.equal(UNDO_SECONDS - 1);
  });

  it('is still there, and says whose it was, when another message is opened', async () => {
    const pane = await afterCall();
    pane.api.on(readThreadContext, () => foundContext(aCard('c2')));
    pane.host.select(aMessage({ key: 'read:2' }));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c2' });
    expect(bar(pane).textContent).to.include('Contoso c1');
  });
});
