import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { type ActivityView, recordActivity } from '../../../shared/api/activities.ts';
import { listColleagues } from '../../../shared/api/colleagues.ts';
import { recordDispute } from '../../../shared/api/disputes.ts';
import { type PromiseView, recordPromise } from '../../../shared/api/promises-to-pay.ts';
import { createTask } from '../../../shared/api/tasks.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aCard, anActivity, eur, foundContext } from '../support/a-card.ts';
import { aDispute, aTask } from '../support/a-plan.ts';
import { aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { useDom } from '../support/dom.ts';
import { button, type DrawnPane, draw, drawnPane } from '../support/drawn-pane.tsx';
import { eventually } from '../support/eventually.ts';
import { aMessage } from '../support/fake-host.ts';

const PROMISE: PromiseView = {
  activityId: 'a1',
  customerId: 'c1',
  itemIds: [],
  by: { id: 'u1', name: 'Ana Reyes' },
  madeOn: calendarDate('2026-11-20'),
  instalments: [
    {
      amount: eur(1),
      promisedFor: calendarDate('2026-11-27'),
      lastDay: calendarDate('2026-11-30'),
      paid: eur(0),
      state: 'open',
    },
  ],
};

function takeAll({ api }: SidebarSetUp): void {
  const entry = (changes: Partial<ActivityView>) => anActivity(changes);
  api.on(recordActivity, ({ body }) => entry({ code: body.code, note: body.note ?? null }));
  api.on(recordPromise, () => ({ activity: entry({ code: 'phone_promise_to_pay' }), promise: PROMISE }));
  api.on(recordDispute, () => ({ activity: entry({ code: 'email_dispute_raised' }), dispute: aDispute() }));
  api.on(createTask, ({ body }) => aTask({ text: body.text }));
  api.on(listColleagues, () => ({ colleagues: [{ id: 'u2', name: 'Ben Okafor', role: 'collector' as const }] }));
}

function pane(): Promise<DrawnPane> {
  return drawnPane(takeAll);
}

function type(label: string | RegExp, value: string, { getByLabelText }: DrawnPane): void {
  fireEvent.input(getByLabelText(label), { target: { value } });
}

function choose(label: string | RegExp, value: string, { getByLabelText }: DrawnPane): void {
  fireEvent.change(getByLabelText(label), { target: { value } });
}

async function focused(text: string): Promise<Element> {
  await eventually(() => document.activeElement?.textContent?.startsWith(text) === true);
  return document.activeElement as Element;
}

describe('FormPanel', () => {
  useDom();

  it('logs a call by two presses, and gives the focus back', async () => {
    const made = await pane();
    const open = button(made, 'Log a call');
    open.focus();
    fireEvent.click(open);
    fireEvent.click(await made.findByRole('button', { name: 'No answer' }));
    fireEvent.click(await made.findByRole('button', { name: 'Log: Call again' }));
    await eventually(() => made.api.of(recordActivity).length === 1);
    await eventually(() => document.activeElement === open);
  });

  it('logs a call by keys alone', async () => {
    const made = await pane();
    fireEvent.keyDown(document.body, { key: 'c' });
    fireEvent.keyDown(await focused('1 No answer'), { key: '2' });
    fireEvent.keyDown(await focused('1 Log: Awaiting a reply'), { key: '2' });
    await eventually(() => made.api.of(recordActivity).length === 1);
    expect(made.api.of(recordActivity)[0]?.body).to.deep.include({
      code: 'phone_left_voicemail',
      outcome: 'call_again',
    });
  });

  it('takes no letter from what is typed, and none with Ctrl', async () => {
    const made = await pane();
    fireEvent.keyDown(document.body, { key: 'n' });
    const note = await made.findByLabelText('Note');
    fireEvent.keyDown(note, { key: 'p' });
    fireEvent.keyDown(document.body, { key: 'p', ctrlKey: true });
    expect(made.queryByRole('heading', { name: 'Promise of Contoso c1' })).to.equal(null);
    made.getByRole('heading', { name: 'Note on Contoso c1' });
  });

  it('takes no letter any more where they were turned off', async () => {
    const made = await pane();
    fireEvent.keyDown(document.body, { key: 'n' });
    const note = await made.findByLabelText('Note');
    fireEvent.click(button(made, 'Turn the letter keys off'));
    await made.findByRole('button', { name: 'Turn the letter keys on' });
    fireEvent.keyDown(note, { key: 'Escape' });
    await eventually(() => made.queryByLabelText('Note') === null);
    fireEvent.keyDown(document.body, { key: 'n' });
    expect(made.sidebar.work.onScreen.value).to.equal(null);
    expect(button(made, 'Write a note').hasAttribute('aria-keyshortcuts')).to.equal(false);
  });

  it('closes with Esc and gives the focus back to what opened it', async () => {
    const made = await pane();
    const open = button(made, 'Record a promise to pay');
    open.focus();
    fireEvent.click(open);
    const amount = await made.findByLabelText('Amount');
    await eventually(() => document.activeElement === amount);
    fireEvent.keyDown(amount, { key: 'Escape' });
    await eventually(() => document.activeElement === open);
    expect(made.queryByLabelText('Amount')).to.equal(null);
  });

  it('goes on from a call to the promise, with the ticked total filled in, and asks for the day', async () => {
    const made = await pane();
    fireEvent.click(made.getByRole('checkbox', { name: /104300/ }));
    fireEvent.click(button(made, 'Log a call'));
    fireEvent.click(await made.findByRole('button', { name: 'Promise to pay' }));
    const amount = (await made.findByLabelText('Amount')) as HTMLInputElement;
    expect(amount.value).to.equal('500.00');
    expect((made.getByLabelText('By phone') as HTMLInputElement).checked).to.equal(true);
    fireEvent.click(button(made, 'Save'));
    await made.findByText('Give the day.');
    await eventually(() => document.activeElement === made.getByLabelText('Another day'));
    fireEvent.click(button(made, 'Friday'));
    type('Note (optional)', 'By bank transfer', made);
    fireEvent.click(button(made, 'Save'));
    await eventually(() => made.api.of(recordPromise).length === 1);
    expect(made.api.of(recordPromise)[0]?.body).to.deep.include({
      channel: 'phone',
      itemIds: ['item-2'],
      instalments: [{ amount: { minor: 50_000, currency: 'EUR' }, promisedFor: '2026-11-27' }],
      note: 'By bank transfer',
    });
  });

  it('follows what is ticked until an amount is typed', async () => {
    const made = await pane();
    fireEvent.click(button(made, 'Record a promise to pay'));
    const amount = (await made.findByLabelText('Amount')) as HTMLInputElement;
    expect(amount.value).to.equal('1500.00');
    fireEvent.click(made.getByRole('checkbox', { name: /104233/ }));
    await eventually(() => amount.value === '1000.00');
    type('Amount', '7', made);
    fireEvent.click(made.getByRole('checkbox', { name: /104300/ }));
    await made.findByText('Reads as €7.00');
    expect(amount.value).to.equal('7');
  });

  it('splits a promise evenly, and shows what the parts come to against what is ticked', async () => {
    const made = await pane();
    fireEvent.click(made.getByRole('checkbox', { name: /104233/ }));
    fireEvent.click(button(made, 'Record a promise to pay'));
    await made.findByLabelText('Amount');
    fireEvent.click(made.getByText('Instalments'));
    fireEvent.click(button(made, 'Split evenly'));
    await made.findByText('Together €1,000.00 of €1,000.00 ticked');
    const amounts = made.getAllByLabelText('Amount') as HTMLInputElement[];
    expect(amounts.map(({ value }) => value)).to.deep.equal(['333.34', '333.33', '333.33']);
    fireEvent.input(amounts[0] as HTMLElement, { target: { value: '300' } });
    await made.findByText('Together €966.66 of €1,000.00 ticked', { selector: '.bad' });
    fireEvent.click(button(made, 'Remove part 3'));
    await eventually(() => made.getAllByLabelText('Amount').length === 2);
    fireEvent.click(button(made, 'Save'));
    await eventually(() => made.api.of(recordPromise).length === 1);
    expect(made.api.of(recordPromise)[0]?.body).to.have.deep.property('instalments', [
      { amount: { minor: 30_000, currency: 'EUR' }, promisedFor: '2026-11-27' },
      { amount: { minor: 33_333, currency: 'EUR' }, promisedFor: '2026-12-28' },
    ]);
  });

  it('says what is wrong beside the very part, and takes the focus there', async () => {
    const made = await pane();
    fireEvent.click(button(made, 'Record a promise to pay'));
    await made.findByLabelText('Amount');
    fireEvent.click(made.getByText('Instalments'));
    fireEvent.click(button(made, 'Split evenly'));
    await eventually(() => made.getAllByLabelText('Another day').length === 3);
    const second = made.getAllByLabelText('Another day')[1] as HTMLInputElement;
    fireEvent.change(second, { target: { value: '2026-11-27' } });
    fireEvent.click(button(made, 'Save'));
    await made.findByText('Another part is for this day.');
    await eventually(() => document.activeElement === made.getAllByLabelText('Another day')[1]);
    expect(made.api.of(recordPromise)).to.deep.equal([]);
  });

  it('says beneath the amount what it reads, and what is wrong with it', async () => {
    const made = await pane();
    fireEvent.click(button(made, 'Record a promise to pay'));
    const amount = (await made.findByLabelText('Amount')) as HTMLInputElement;
    type('Amount', '1,200', made);
    await made.findByText('Reads as €1,200.00');
    type('Amount', '1.200,00', made);
    await made.findByText('This is no amount. Write it as 1250.00.');
    expect(amount.getAttribute('aria-invalid')).to.equal('true');
  });

  it('records a dispute of what is ticked, with reason and owner', async () => {
    const made = await pane();
    fireEvent.click(button(made, 'Record a dispute'));
    const reason = await made.findByLabelText('What it is about');
    await eventually(() => document.activeElement === reason);
    fireEvent.click(button(made, 'Save'));
    await made.findByText('Give the reason.');
    choose('What it is about', 'deduction', made);
    fireEvent.click(button(made, 'Save'));
    await made.findByText('Tick what is disputed, or give the amount.');
    fireEvent.click(made.getByRole('checkbox', { name: /104300/ }));
    await made.findByText('About 1 ticked item');
    await made.findByRole('option', { name: 'Ben Okafor' });
    choose('Who sees to it', 'u2', made);
    fireEvent.click(button(made, 'Save'));
    await eventually(() => made.api.of(recordDispute).length === 1);
    expect(made.api.of(recordDispute)[0]?.body).to.deep.include({
      itemIds: ['item-2'],
      reason: 'deduction',
      ownerId: 'u2',
      channel: 'email',
    });
  });

  it('puts a task down by a text and a day', async () => {
    const made = await pane();
    fireEvent.click(button(made, 'Put down a task'));
    type('What is to be done', 'Send the contract', { ...made });
    fireEvent.click(button(made, 'Next working day'));
    fireEvent.keyDown(made.getByLabelText('What is to be done'), { key: 'Enter', ctrlKey: true });
    await eventually(() => made.api.of(createTask).length === 1);
    expect(made.api.of(createTask)[0]?.body).to.deep.equal({
      customerId: 'c1',
      text: 'Send the contract',
      dueOn: '2026-11-23',
    });
  });

  it('logs with Ctrl+Enter where the code leaves no choice', async () => {
    const made = await pane();
    fireEvent.click(button(made, 'Log a call'));
    fireEvent.click(await made.findByRole('button', { name: 'Refused' }));
    fireEvent.keyDown(await made.findByLabelText('Note (optional)'), { key: 'Enter', ctrlKey: true });
    await eventually(() => made.api.of(recordActivity).length === 1);
  });

  it('says whose the half-written form is when another message is open', async () => {
    const made = await pane();
    fireEvent.click(button(made, 'Log a call'));
    fireEvent.click(await made.findByRole('button', { name: 'Refused' }));
    made.api.on(readThreadContext, () => foundContext(aCard('c2')));
    made.host.select(aMessage({ key: 'read:2', conversation: 'conv-2' }));
    await made.findByRole('heading', { level: 1, name: 'Contoso c2' });
    made.getByText('Still writing for Contoso c1: Call: refused');
    fireEvent.click(button(made, 'Go on writing for Contoso c1: Call: refused'));
    await made.findByRole('heading', { level: 2, name: 'Call with Contoso c1' });
    expect(made.queryByText(/Still writing/)).to.equal(null);
    fireEvent.click(button(made, 'Put down a task'));
    await eventually(() => made.queryByRole('heading', { level: 2, name: 'Call with Contoso c1' }) === null);
  });

  it('keeps what is written for one customer when another form is opened, until it is discarded', async () => {
    const made = await pane();
    fireEvent.click(button(made, 'Write a note'));
    await made.findByLabelText('Note');
    type('Note', 'half', made);
    fireEvent.click(button(made, 'Put down a task'));
    await made.findByText('Still writing for Contoso c1: Note');
    fireEvent.click(button(made, 'Discard what was written for Contoso c1: Note'));
    await eventually(() => made.queryByText(/Still writing/) === null);
  });

  it('offers no template where the client cannot send', async () => {
    const made = await aSignedInSidebar();
    Object.assign(made.host.can, { sending: false });
    const drawn = draw(made);
    expect(drawn.queryByRole('button', { name: 'Use a template' })).to.equal(null);
    button(drawn, 'Log a call');
  });
});
