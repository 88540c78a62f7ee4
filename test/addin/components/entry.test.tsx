import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import {
  type ActivityView,
  correctActivity,
  readActivityText,
  withdrawActivity,
} from '../../../shared/api/activities.ts';
import { readCustomerCard } from '../../../shared/api/customers.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aCard, anActivity, eur, foundContext } from '../support/a-card.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';

function withEntries(...lastContacts: ActivityView[]): Promise<DrawnPane> {
  return drawnPane(({ api }) => {
    api.on(readThreadContext, () => foundContext(aCard('c1', { lastContacts })));
    api.on(readCustomerCard, () => aCard('c1', { lastContacts }));
  });
}

const OLD = calendarDate('2026-10-01');

describe('Entry', () => {
  useDom();

  it('offers to undo what is mine and of today, and to correct whatever is mine', async () => {
    const pane = await withEntries(
      anActivity({ id: 'a1', code: 'phone_refused' }),
      anActivity({ id: 'a2', code: 'phone_no_answer', businessDay: OLD }),
      anActivity({ id: 'a3', actor: { id: 'u2', name: 'Ben Okafor' } }),
      anActivity({ id: 'a4', code: 'email_reply', outcome: null, delivery: 'attempted' }),
      anActivity({ id: 'a5', withdrawn: true }),
    );
    const names = (start: RegExp) =>
      pane.getAllByRole('button', { name: start }).map((one) => one.ariaLabel ?? one.getAttribute('aria-label'));
    expect(names(/^Undo: /)).to.deep.equal(['Undo: Call: refused']);
    expect(names(/^Correct: /)).to.deep.equal(['Correct: Call: refused', 'Correct: Call: no answer']);
    expect(pane.container.textContent).to.include('Email: reply Send was pressed; not confirmed');
  });

  it('undoes an entry by a press, and shows it struck through', async () => {
    const entry = anActivity();
    const pane = await withEntries(entry);
    pane.api.on(withdrawActivity, () => ({ ...entry, withdrawn: true }));
    pane.api.on(readCustomerCard, () => aCard('c1', { lastContacts: [] }));
    fireEvent.click(button(pane, 'Undo: Call: no answer'));
    await pane.findByRole('heading', { name: 'Also logged or undone here' });
    expect(pane.container.querySelectorAll('s')).to.have.length(1);
    expect(pane.container.textContent).to.include(', undone');
  });

  it('is written anew in its form, filled with what it said, and shows what replaced it', async () => {
    const entry = anActivity({
      id: 'a9',
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_full',
      amount: eur(20_000),
      date: calendarDate('2026-11-27'),
      itemIds: ['item-1'],
      itemNumbers: ['104233'],
      note: 'cut…',
    });
    const pane = await withEntries(entry);
    pane.api.on(readActivityText, () => ({ note: 'cut no more', message: null }));
    const after = anActivity({ id: 'a10', code: 'phone_promise_to_pay', corrects: 'a9', amount: eur(21_000) });
    pane.api.on(correctActivity, () => after);
    pane.api.on(readCustomerCard, () => aCard('c1', { lastContacts: [after] }));
    fireEvent.click(button(pane, 'Correct: Call: promise to pay'));
    const amount = (await pane.findByLabelText('Amount')) as HTMLInputElement;
    expect(amount.value).to.equal('200.00');
    expect((pane.getByLabelText('Note (optional)') as HTMLTextAreaElement).value).to.equal('cut no more');
    pane.getByText(/About 104233/);
    fireEvent.input(amount, { target: { value: '210' } });
    fireEvent.click(button(pane, 'Save'));
    await eventually(() => pane.container.querySelector('s') !== null);
    expect(pane.api.of(correctActivity)[0]?.body).to.deep.include({ itemIds: ['item-1'], note: 'cut no more' });
    expect(pane.container.textContent).to.include('corrected: In its place: Call: promise to pay');
    expect(pane.container.textContent).to.include('corrects an earlier entry');
  });

  it('says where the entry could not be opened, and tries again', async () => {
    const pane = await withEntries(anActivity({ note: 'cut…' }));
    await eventually(() => pane.sidebar.doing.tasks.lists.of('c1')?.at === 'read');
    pane.api.isAway = true;
    fireEvent.click(button(pane, 'Correct: Call: no answer'));
    await pane.findByText('No connection');
    pane.api.isAway = false;
    pane.api.on(readActivityText, () => ({ note: 'in full', message: null }));
    fireEvent.click(button(pane, 'Try again'));
    await pane.findByRole('heading', { name: 'Correct: Call with Contoso c1' });
  });

  it('gives the focus back when the correction is closed', async () => {
    const pane = await withEntries(anActivity());
    const correct = button(pane, 'Correct: Call: no answer');
    correct.focus();
    fireEvent.click(correct);
    await pane.findByRole('heading', { name: 'Correct: Call with Contoso c1' });
    await eventually(() => document.activeElement !== correct);
    fireEvent.keyDown(document.activeElement as Element, { key: 'Escape' });
    await eventually(() => document.activeElement === button(pane, 'Correct: Call: no answer'));
  });

  it('is taken back altogether out of its correction', async () => {
    const entry = anActivity({ businessDay: OLD });
    const pane = await withEntries(entry);
    pane.api.on(withdrawActivity, () => ({ ...entry, withdrawn: true }));
    fireEvent.click(button(pane, 'Correct: Call: no answer'));
    fireEvent.click(await pane.findByRole('button', { name: 'Take it back altogether' }));
    await eventually(() => pane.api.of(withdrawActivity).length === 1);
    expect(pane.queryByRole('heading', { name: /^Correct/ })).to.equal(null);
  });
});
