import { expect } from 'chai';
import type { CallForm } from '../../../addin/state/call-form.ts';
import { type Form, type FormKind, formId } from '../../../addin/state/forms.ts';
import type { PromiseForm } from '../../../addin/state/promise-form.ts';
import type { TaskForm } from '../../../addin/state/task-form.ts';
import {
  type ActivityView,
  correctActivity,
  readActivityText,
  recordActivity,
  withdrawActivity,
} from '../../../shared/api/activities.ts';
import { readCustomerCard } from '../../../shared/api/customers.ts';
import { recordDispute } from '../../../shared/api/disputes.ts';
import { recordPromise } from '../../../shared/api/promises-to-pay.ts';
import { openSession } from '../../../shared/api/sessions.ts';
import { changeTask, createTask } from '../../../shared/api/tasks.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aCard, anActivity, eur, foundContext } from '../support/a-card.ts';
import { aDispute, aTask } from '../support/a-plan.ts';
import { aSignedInSidebar, type SidebarOptions, type SidebarSetUp } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal, SESSION } from '../support/fake-api.ts';
import { aMessage } from '../support/fake-host.ts';

const CALL = formId('c1', 'call');

function takeAll({ api }: SidebarSetUp): void {
  let count = 0;
  const next = (changes: Partial<ActivityView>) => {
    count += 1;
    return anActivity({ id: `a${count}`, ...changes });
  };
  api.on(recordActivity, ({ body }) => next({ customerId: body.customerId, code: body.code }));
  api.on(withdrawActivity, () => anActivity({ withdrawn: true }));
  api.on(correctActivity, ({ body, path }) => next({ code: body.code, corrects: path.split('/')[3] ?? null }));
  api.on(recordPromise, ({ body }) => ({
    activity: next({ code: 'email_promise_to_pay' }),
    promise: {
      activityId: 'a1',
      customerId: 'c1',
      itemIds: [],
      by: { id: 'u1', name: 'Ana' },
      madeOn: '2026-11-20' as never,
      instalments: body.instalments.map((part) => ({
        ...part,
        lastDay: part.promisedFor,
        paid: eur(0),
        state: 'open' as const,
      })) as never,
    },
  }));
  api.on(recordDispute, () => ({ activity: next({ code: 'email_dispute_raised' }), dispute: aDispute() }));
  api.on(createTask, ({ body }) => aTask({ text: body.text, dueOn: calendarDate(body.dueOn) }));
  api.on(changeTask, ({ body }) => aTask({ state: body.state ?? 'open' }));
}

async function signedIn(options: SidebarOptions = {}): Promise<SidebarSetUp> {
  const made = await aSignedInSidebar(options);
  takeAll(made);
  return made;
}

/** The form that is open of that kind for `c1`. */
function form<F extends Form>({ sidebar }: SidebarSetUp, kind: F['kind']): F {
  const found = sidebar.work.form(formId('c1', kind));
  if (found === null) throw new Error(`No ${kind} form is open.`);
  return found as F;
}

async function withCall(options: SidebarOptions = {}): Promise<SidebarSetUp> {
  const made = await signedIn(options);
  made.sidebar.openForm('call');
  made.sidebar.work.chooseCode(form<CallForm>(made, 'call'), 'phone_no_answer');
  return made;
}

function write(made: SidebarSetUp, note: string): void {
  made.sidebar.work.change(form<CallForm>(made, 'call'), { note });
}

/** Another message, of customer `c2`. */
async function selectOther({ api, host, sidebar }: SidebarSetUp): Promise<void> {
  api.on(readThreadContext, () => foundContext(aCard('c2')));
  host.select(aMessage({ key: 'read:2', conversation: 'conv-2' }));
  await eventually(() => sidebar.state.value.at === 'customer' && sidebar.state.value.card.customer.id === 'c2');
}

describe('WorkDesk', () => {
  it('records, shows the entry, closes the form, lets the ticks go and says so', async () => {
    const made = await withCall();
    const { sidebar, api } = made;
    sidebar.work.toggleItem('c1', 'item-1');
    await sidebar.work.save(CALL);
    expect(api.of(recordActivity)[0]?.body).to.deep.include({
      customerId: 'c1',
      itemIds: ['item-1'],
      outcome: 'call_again',
      occurredAt: '2026-11-20T09:00:00.000Z',
    });
    expect(sidebar.work.onScreen.value).to.equal(null);
    expect(sidebar.work.form(CALL)).to.equal(null);
    expect(sidebar.work.ticked('c1')).to.deep.equal([]);
    expect(sidebar.said.value).to.equal('Logged: Call: no answer');
    expect(sidebar.doing.undo.current.value).to.deep.include({ what: 'Call: no answer' });
  });

  it('sends nothing while something is missing, and says where', async () => {
    const made = await signedIn();
    made.sidebar.openForm('promise');
    await made.sidebar.work.save(formId('c1', 'promise'));
    expect(form<PromiseForm>(made, 'promise')).to.deep.include({ problem: 'needsDate', wrongPart: 0 });
    expect(made.api.of(recordPromise)).to.deep.equal([]);
  });

  it('goes on from the code of a promise in the form of a promise, with what was written', async () => {
    const made = await signedIn();
    made.sidebar.openForm('call', { name: 'Ana Ruiz', email: 'ana@contoso.example' });
    write(made, 'on Friday');
    made.sidebar.work.chooseCode(form<CallForm>(made, 'call'), 'phone_promise_to_pay');
    expect(made.sidebar.work.form(CALL)).to.equal(null);
    expect(form<PromiseForm>(made, 'promise')).to.deep.include({
      channel: 'phone',
      note: 'on Friday',
      contact: { name: 'Ana Ruiz', email: 'ana@contoso.example' },
    });
    expect(made.sidebar.work.onScreen.value?.formId).to.equal(formId('c1', 'promise'));
  });

  it('keeps the promise that was half-written when a call comes to it', async () => {
    const made = await signedIn();
    made.sidebar.openForm('promise');
    made.sidebar.work.change(form<PromiseForm>(made, 'promise'), { note: 'earlier' });
    made.sidebar.openForm('call');
    made.sidebar.work.chooseCode(form<CallForm>(made, 'call'), 'phone_promise_to_pay');
    expect(form<PromiseForm>(made, 'promise')).to.deep.include({ channel: 'phone', note: 'earlier' });
  });

  it('presets that the word came by mail, and from whom, beside a message of the customer', async () => {
    const made = await signedIn();
    made.sidebar.openForm('promise');
    const { channel, contact } = form<PromiseForm>(made, 'promise');
    expect([channel, contact?.name]).to.deep.equal(['email', 'Ana Ruiz']);
    made.sidebar.openForm('call');
    expect(form<CallForm>(made, 'call').contact).to.equal(null);
  });

  it('logs once however often the outcome is pressed', async () => {
    const made = await withCall();
    const { work } = made.sidebar;
    const call = form<CallForm>(made, 'call');
    await Promise.all([1, 2, 3].map(() => work.log(call, 'call_again')));
    expect(made.api.of(recordActivity)).to.have.length(1);
  });

  it('keeps what does not get through, and sends it with its key and in its order when the server answers', async () => {
    const made = await withCall({ retryAfterMs: [60_000] });
    const { sidebar, api } = made;
    api.isAway = true;
    await sidebar.work.save(CALL);
    sidebar.openForm('note');
    sidebar.work.change(form(made, 'note'), { note: 'second' });
    await sidebar.work.save(formId('c1', 'note'));
    expect(sidebar.work.unsaved.value).to.equal(2);
    expect(sidebar.doing.outbox.deeds.value.map(({ what, customer }) => [what, customer.name])).to.deep.equal([
      ['Call: no answer', 'Contoso c1'],
      ['Note', 'Contoso c1'],
    ]);
    api.isAway = false;
    sidebar.wake();
    await eventually(() => sidebar.work.unsaved.value === 0);
    const sent = api.of(recordActivity).map(({ key, body }) => [key, (body as { code: string }).code]);
    const first = sent.filter(([, code]) => code === 'phone_no_answer');
    expect(new Set(first.map(([key]) => key)).size).to.equal(1);
    expect(sent.slice(-2).map(([, code]) => code)).to.deep.equal(['phone_no_answer', 'note']);
  });

  it('says when it happened, and not when it was sent at last', async () => {
    const made = await withCall({ retryAfterMs: [60_000] });
    made.api.isAway = true;
    await made.sidebar.work.save(CALL);
    made.clock.at = '2026-11-20T09:10:00.000Z';
    made.api.isAway = false;
    await made.sidebar.doing.wake();
    const times = made.api.of(recordActivity).map(({ body }) => (body as { occurredAt: string }).occurredAt);
    expect(new Set(times)).to.deep.equal(new Set(['2026-11-20T09:00:00.000Z']));
  });

  it('gives back what is not saved; unchanged it goes under its key, changed under another', async () => {
    const made = await withCall({ retryAfterMs: [60_000] });
    const { work, doing } = made.sidebar;
    work.toggleItem('c1', 'item-1');
    made.api.isAway = true;
    await work.save(CALL);
    const takeBack = () => doing.outbox.takeBack(doing.outbox.deeds.value[0]?.key ?? '');
    takeBack();
    expect(work.form(CALL)?.items).to.deep.equal([{ id: 'item-1', number: '104233' }]);
    expect(work.onScreen.value?.formId).to.equal(CALL);
    made.clock.at = '2026-11-20T09:05:00.000Z';
    await work.save(CALL);
    takeBack();
    write(made, 'changed');
    await work.save(CALL);
    const [first, second, third] = made.api.of(recordActivity);
    expect(second).to.deep.include({ key: first?.key, body: first?.body });
    expect(third?.key).to.not.equal(first?.key);
    doing.forget();
  });

  it('gives what the server refuses back to its form, and lets it be mended', async () => {
    const made = await withCall();
    made.api.on(recordActivity, () => {
      throw new Refusal('request_invalid');
    });
    await made.sidebar.work.save(CALL);
    expect(made.sidebar.work.form(CALL)?.failure?.by).to.equal('server');
    expect(made.sidebar.work.onScreen.value).to.deep.equal({ formId: CALL, customerId: 'c1', focus: false });
    expect(made.sidebar.work.unsaved.value).to.equal(0);
    write(made, 'mended');
    expect(made.sidebar.work.form(CALL)?.failure).to.equal(null);
  });

  it('puts what was refused beside the form of that kind that was begun since', async () => {
    const made = await withCall({ retryAfterMs: [60_000] });
    const { work } = made.sidebar;
    write(made, 'first');
    made.api.isAway = true;
    await work.save(CALL);
    made.sidebar.openForm('call');
    write(made, 'second');
    made.api.isAway = false;
    made.api.on(recordActivity, () => {
      throw new Refusal('request_invalid');
    });
    await made.sidebar.doing.wake();
    expect(work.works.value.forms.map(({ note }) => note)).to.deep.equal(['second', 'first']);
    expect(work.writings.value.map(({ failure }) => failure !== null)).to.deep.equal([false, true]);
    expect(work.onScreen.value?.formId).to.equal(CALL);
  });

  it('keeps what is half-written when another message is opened, and logs it for its own customer', async () => {
    const made = await withCall();
    write(made, 'half');
    await selectOther(made);
    const { work } = made.sidebar;
    expect(work.onScreen.value).to.equal(null);
    expect(work.writings.value.map(({ id, card }) => [id, card.customer])).to.deep.equal([
      [CALL, aCard('c1').customer],
    ]);
    await work.save(CALL);
    expect(made.api.of(recordActivity)[0]?.body).to.deep.include({
      customerId: 'c1',
      message: { conversation: 'conv-1', internetMessageId: '<m1@contoso.example>', subject: 'Invoice 104233' },
    });
    expect(made.sidebar.state.value).to.have.deep.nested.property('card.lastContacts', []);
  });

  it('shows in an open form what the card says by now, and lets go of ticks on what is no longer open', async () => {
    const made = await signedIn();
    const { sidebar, api } = made;
    sidebar.work.tick('c1', ['item-1', 'item-2']);
    sidebar.openForm('promise');
    const [, second] = aCard().oldestItems;
    const card = aCard('c1', { asOf: calendarDate('2026-11-23'), oldestItems: second === undefined ? [] : [second] });
    api.on(readCustomerCard, () => card);
    await sidebar.doing.entries.refreshCard('c1');
    expect(form<PromiseForm>(made, 'promise').card.asOf).to.equal('2026-11-23');
    expect(sidebar.work.ticked('c1')).to.deep.equal(['item-2']);
  });

  it('keeps the card of a form whose customer is not on screen', async () => {
    const made = await withCall();
    await selectOther(made);
    expect(made.sidebar.work.form(CALL)?.card.customer.id).to.equal('c1');
  });

  it('forgets a form that nobody wrote in', async () => {
    const made = await signedIn();
    made.sidebar.openForm('call');
    made.sidebar.openForm('task');
    await selectOther(made);
    expect(made.sidebar.work.works.value.forms).to.deep.equal([]);
  });

  for (const kind of ['promise', 'dispute', 'note', 'task'] as const satisfies readonly FormKind[]) {
    it(`keeps a half-written ${kind} on closing it`, async () => {
      const made = await signedIn();
      made.sidebar.openForm(kind);
      made.sidebar.work.change(form(made, kind), { note: 'half' });
      made.sidebar.work.putAway();
      expect(made.sidebar.work.onScreen.value).to.equal(null);
      made.sidebar.openForm(kind);
      expect(form(made, kind).note).to.equal('half');
    });
  }

  it('brings a half-written form back with its customer, without taking the focus', async () => {
    const made = await withCall();
    made.host.select(aMessage({ key: 'read:3' }));
    await eventually(() => made.sidebar.state.value.at === 'customer');
    expect(made.sidebar.work.onScreen.value).to.deep.equal({ formId: CALL, customerId: 'c1', focus: false });
  });

  it('waits for a new sign-in where that has ended, then sends by itself', async () => {
    const made = await withCall();
    made.clock.at = '2026-11-20T10:00:01.000Z';
    made.api.on(recordActivity, ({ token, body }) => {
      if (token === null) throw new Refusal('not_signed_in');
      return anActivity({ customerId: body.customerId });
    });
    await made.sidebar.work.save(CALL);
    expect(made.sidebar.state.value).to.deep.equal({ at: 'signed_out', why: 'expired' });
    expect(made.sidebar.work.unsaved.value).to.equal(1);
    made.host.accessToken = { token: 'access-2', expiresAt: new Date('2026-11-20T11:00:00.000Z') };
    made.api.on(openSession, () => ({ ...SESSION, expiresAt: '2026-11-20T10:15:00.000Z' }));
    await made.sidebar.signIn();
    expect(made.sidebar.work.unsaved.value).to.equal(0);
  });

  it("logs nothing of one person under another person's name", async () => {
    const made = await withCall({ retryAfterMs: [60_000] });
    made.api.isAway = true;
    await made.sidebar.work.save(CALL);
    made.sidebar.openForm('note');
    made.sidebar.work.change(form(made, 'note'), { note: 'mine' });
    made.api.isAway = false;
    made.sidebar.signOut('asked');
    made.api.asked.length = 0;
    made.api.on(openSession, () => ({ ...SESSION, user: { ...SESSION.user, id: 'u2' } }));
    await made.sidebar.signIn();
    expect(made.sidebar.work.writings.value).to.deep.equal([]);
    expect(made.sidebar.work.unsaved.value).to.equal(0);
    expect(made.api.of(recordActivity)).to.deep.equal([]);
  });

  it('opens the call form with the contact that was dialled, when one comes back', async () => {
    const made = await signedIn();
    const { sidebar } = made;
    const contact = { name: 'Ana Ruiz', email: 'ana@contoso.example' };
    sidebar.doing.dial({ card: aCard(), item: aMessage() }, contact);
    expect(sidebar.work.onScreen.value).to.equal(null);
    sidebar.wake();
    expect(form<CallForm>(made, 'call').contact).to.deep.equal(contact);
    expect(sidebar.work.onScreen.value?.focus).to.equal(true);
    sidebar.work.putAway();
    sidebar.wake();
    expect(sidebar.work.onScreen.value).to.equal(null);
  });
});

describe('EntryDesk', () => {
  it('undoes an entry with one key, however often it is asked', async () => {
    const { sidebar, api } = await signedIn();
    const { customer } = aCard();
    await Promise.all([1, 2].map(() => sidebar.doing.entries.withdraw(customer, anActivity())));
    expect(api.of(withdrawActivity).map(({ key, path }) => [key, path])).to.deep.equal([
      ['withdraw-a1', '/api/activities/a1/withdrawals'],
    ]);
    expect(sidebar.said.value).to.include('Undone');
  });

  it('undoes what was logged by the press of ten seconds', async () => {
    const { sidebar, api } = await withCall();
    await sidebar.work.save(CALL);
    sidebar.doing.undo.press();
    await eventually(() => api.of(withdrawActivity).length === 1);
    await eventually(() => sidebar.said.value.includes('Undone'));
  });

  it('opens an entry in its form with its note in full, and writes it anew in its place', async () => {
    const made = await signedIn();
    const { sidebar, api } = made;
    const entry = anActivity({ code: 'note', outcome: null, note: 'cut…', id: 'a9' });
    api.on(readActivityText, () => ({ note: 'cut no more', message: null }));
    await sidebar.correct(entry);
    const open = sidebar.work.form('correct-a9');
    expect(open?.note).to.equal('cut no more');
    if (open?.kind === 'note') sidebar.work.change(open, { note: 'mended' });
    await sidebar.work.save('correct-a9');
    expect(api.of(correctActivity)[0]).to.deep.include({ path: '/api/activities/a9/corrections' });
    expect(api.of(correctActivity)[0]?.body).to.deep.include({ note: 'mended', code: 'note' });
  });

  it('undoes a correction by writing the entry as it stood before', async () => {
    const made = await signedIn();
    const { sidebar, api } = made;
    const entry = anActivity({ code: 'phone_gatekeeper', outcome: 'message_taken', id: 'a9' });
    await sidebar.correct(entry);
    await sidebar.work.log(sidebar.work.form('correct-a9') as CallForm, 'call_again');
    sidebar.doing.undo.press();
    await eventually(() => api.of(correctActivity).length === 2);
    const [, back] = api.of(correctActivity);
    expect(back?.path).to.equal('/api/activities/a1/corrections');
    expect(back?.body).to.deep.include({ code: 'phone_gatekeeper', outcome: 'message_taken' });
  });

  it('corrects a call into a promise in the same place', async () => {
    const made = await signedIn();
    const { sidebar, api } = made;
    await sidebar.correct(anActivity({ id: 'a9' }));
    const call = sidebar.work.form('correct-a9') as CallForm;
    sidebar.work.chooseCode(call, 'phone_promise_to_pay');
    const promise = sidebar.work.form('correct-a9') as PromiseForm;
    const parts = [{ amount: '10', date: calendarDate('2026-11-27') }];
    sidebar.work.change(promise, { parts });
    await sidebar.work.save('correct-a9');
    expect(api.of(recordPromise)).to.deep.equal([]);
    expect(api.of(correctActivity)[0]?.body).to.deep.include({
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_part',
      amount: eur(1_000),
      date: '2026-11-27',
    });
  });
});

describe('TaskDesk, by its form', () => {
  it('puts a task down, and undoing it drops it', async () => {
    const made = await signedIn();
    const { sidebar, api } = made;
    sidebar.work.toggleItem('c1', 'item-1');
    sidebar.openForm('task');
    sidebar.work.change(form<TaskForm>(made, 'task'), { note: 'Call Ben', dueOn: calendarDate('2026-11-23') });
    await sidebar.work.save(formId('c1', 'task'));
    expect(sidebar.said.value).to.equal('Put down: Call Ben');
    expect(sidebar.work.ticked('c1')).to.deep.equal(['item-1']);
    sidebar.doing.undo.press();
    await eventually(() => api.of(changeTask).length === 1);
    expect(api.of(changeTask)[0]?.body).to.deep.equal({ state: 'dropped' });
    await eventually(() => sidebar.doing.undo.current.value === null);
  });
});
