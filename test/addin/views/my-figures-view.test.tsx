import { fireEvent, render } from '@testing-library/preact';
import { expect } from 'chai';
import { SidebarContext } from '../../../addin/components/sidebar-context.ts';
import { SidebarView } from '../../../addin/views/SidebarView.tsx';
import { readMyFigures } from '../../../shared/api/my-figures.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aBoardLine, aGoal } from '../../support/board-line.ts';
import { aSignedInSidebar } from '../support/a-sidebar.ts';
import { useDom } from '../support/dom.ts';
import { aMessage } from '../support/fake-host.ts';

const MONTH = { from: calendarDate('2026-11-01'), to: calendarDate('2026-11-20'), knownAt: null };

async function drawn() {
  const made = await aSignedInSidebar();
  made.api.on(readMyFigures, () => ({ ...MONTH, line: aBoardLine(), goals: [aGoal()] }));
  const pane = render(
    <SidebarContext.Provider value={made.sidebar}>
      <SidebarView />
    </SidebarContext.Provider>,
  );
  const press = (name: string) => fireEvent.click(pane.getByRole('button', { name }));
  return { ...made, ...pane, press };
}

describe('MyFiguresView', function () {
  this.timeout(20_000);
  useDom();

  it('shows one’s own line of this month and one’s goals, with how sure the cash is', async () => {
    const pane = await drawn();
    pane.press('My figures');
    await pane.findByText('Touched, not caused');
    const text = pane.container.textContent ?? '';
    for (const words of [
      '1 Nov to 20 Nov',
      'Touches1,204on 310 customers, one a customer and day',
      'Promises kept6 of 9 that fell due1 partly kept, 2 broken, 3 moved',
      'Beyond what would have come anyway€5,415.00cannot be told from luck; 95 % interval -€5,080.00 to €15,910.00',
      'Touches by people · Ana Reyes20 of 42on pace, until 30 Nov',
      'Your manager sees the same line.',
    ]) {
      expect(text).to.include(words);
    }
    expect(document.activeElement?.textContent).to.equal('My figures');
    expect(pane.queryByRole('heading', { name: 'Contoso c1' })).to.equal(null);
  });

  it('goes back to the customer, and the focus to where it was', async () => {
    const pane = await drawn();
    pane.press('My figures');
    await pane.findByText('Goals');
    pane.press('Back');
    await pane.findByRole('heading', { level: 1, name: 'Contoso c1' });
    expect(document.activeElement).to.equal(pane.getByRole('button', { name: 'My figures' }));
  });

  it('gives way to the customer of another message', async () => {
    const pane = await drawn();
    pane.press('My figures');
    await pane.findByText('Goals');
    pane.host.select(aMessage({ key: 'read:2' }));
    await pane.findByRole('heading', { level: 1, name: 'Contoso c1' });
    expect(pane.queryByText('Goals')).to.equal(null);
  });

  it('says that there is nothing yet', async () => {
    const pane = await drawn();
    pane.api.on(readMyFigures, () => ({ ...MONTH, line: null, goals: [] }));
    pane.press('My figures');
    await pane.findByText('Nothing of yours is in this period yet.');
    pane.getByText('No goal is set for you or your teams.');
  });

  it('says when the server does not answer, and tries again', async () => {
    const pane = await drawn();
    pane.api.isAway = true;
    pane.press('My figures');
    await pane.findByText('No connection');
    pane.api.isAway = false;
    pane.press('Try again');
    await pane.findByText('Touched, not caused');
  });
});
