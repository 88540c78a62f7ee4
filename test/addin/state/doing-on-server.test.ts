import { expect } from 'chai';
import request from 'supertest';
import type { CallForm } from '../../../addin/state/call-form.ts';
import type { DisputeForm } from '../../../addin/state/dispute-form.ts';
import { formId } from '../../../addin/state/forms.ts';
import type { NoteForm } from '../../../addin/state/note-form.ts';
import type { PromiseForm } from '../../../addin/state/promise-form.ts';
import { Sidebar } from '../../../addin/state/sidebar.ts';
import type { TaskForm } from '../../../addin/state/task-form.ts';
import type { ActivityView } from '../../../shared/api/activities.ts';
import type { CustomerCard } from '../../../shared/api/customers.ts';
import type { SessionView } from '../../../shared/api/sessions.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { pane, trade } from '../../../shared/words/en.ts';
import { CollectionsCase } from '../../server/features/dispatches/collections-case.ts';
import { useApp } from '../../support/app.ts';
import { eur } from '../../support/ledger-rows.ts';
import { eventually } from '../support/eventually.ts';
import { aMessage, FakeHost } from '../support/fake-host.ts';

/** The way from the pane to the app, cut off where the test says so; who signs in is Ana of the case. */
class Line {
  isCut = false;

  constructor(private readonly a: CollectionsCase) {}

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    if (this.isCut) throw new TypeError('fetch failed');
    const { pathname, search } = new URL(String(input));
    if (pathname === '/api/sessions') return new Response(JSON.stringify(this.session()), { status: 201 });
    const agent = request(this.a.app.express);
    const asked = init?.method === 'POST' ? agent.post(pathname + search) : agent.get(pathname + search);
    for (const [name, value] of new Headers(init?.headers)) asked.set(name, value);
    const { status, text } = await asked.send(init?.body === undefined ? undefined : String(init.body));
    return new Response(text, { status });
  };

  private session(): SessionView {
    const { actor, token } = this.a.ana;
    const { tenant } = this.a;
    return {
      token,
      expiresAt: '2026-11-20T23:00:00.000Z',
      user: { id: actor.userId, email: actor.email, name: actor.name, role: actor.role },
      tenant: { id: tenant.id, name: tenant.name, currency: tenant.currency, zone: tenant.zone },
    };
  }
}

describe('The deeds of the pane on the real server', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;
  let line: Line;
  let sidebar: Sidebar;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
    line = new Line(a);
    const host = new FakeHost();
    const participants = [
      { role: 'from' as const, address: 'kim@kestrel.example', name: 'Kim Osei' },
      { role: 'to' as const, address: 'ana@brightwater.example', name: 'Ana' },
    ];
    host.item = aMessage({ participants, ownAddress: 'ana@brightwater.example', subject: 'Invoice 104233' });
    host.accessToken = { token: 'access', expiresAt: new Date('2026-11-20T23:00:00.000Z') };
    sidebar = new Sidebar({
      host,
      words: { ...trade, ...pane },
      clock: app.clock,
      baseUrl: 'https://duethread.example',
      fetch: line.fetch,
      settleMs: 0,
      retryAfterMs: [60_000],
      lookEveryMs: null,
      undoSecondMs: null,
    });
    await sidebar.start();
    await sidebar.signIn();
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', a.customerId);
  });

  const card = (): CustomerCard => {
    const { value } = sidebar.state;
    if (value.at !== 'customer') throw new Error(`The pane is at ${value.at}.`);
    return value.card;
  };
  const id = (kind: Parameters<typeof formId>[1]) => formId(a.customerId, kind);
  const newest = (): ActivityView => {
    const [entry] = card().lastContacts;
    if (entry === undefined) throw new Error('Nothing was logged.');
    return entry;
  };
  const log = async (): Promise<ActivityView[]> => {
    const { body } = await a.get(`/api/customers/${a.customerId}/timeline`);
    const entries: { activity?: ActivityView }[] = body.entries;
    return entries.flatMap(({ activity }) => (activity === undefined ? [] : [activity]));
  };
  const settled = (isSo: () => boolean) => eventually(() => sidebar.work.unsaved.value === 0 && isSo());
  const nothingRefused = () => {
    expect(sidebar.work.writings.value.map(({ failure }) => failure)).to.deep.equal([]);
    expect(sidebar.doing.outbox.refusals.value.map(({ failure }) => failure)).to.deep.equal([]);
  };

  const promise = async (): Promise<void> => {
    sidebar.work.tick(a.customerId, [a.item('104233')]);
    sidebar.openForm('promise');
    const parts = [
      { amount: '700', date: calendarDate('2026-11-27') },
      { amount: '500', date: calendarDate('2026-12-28') },
    ];
    sidebar.work.change(sidebar.work.form(id('promise')) as PromiseForm, { parts, reason: 'cash_flow' });
    await sidebar.work.save(id('promise'));
    nothingRefused();
    await settled(() => card().openPromises.length === 2);
  };

  it('takes a promise in instalments that came by mail', async () => {
    await promise();
    expect(newest()).to.deep.include({
      code: 'email_promise_to_pay',
      outcome: 'promised_in_full',
      amount: eur(120_000),
    });
    expect(newest().contact?.email).to.equal('kim@kestrel.example');
    expect(card().openPromises.map(({ amount, part, parts }) => [amount.minor, part, parts])).to.deep.equal([
      [70_000, 1, 2],
      [50_000, 2, 2],
    ]);
  });

  it('takes a correction of it, and the undoing of that', async () => {
    await promise();
    const before = newest();
    await sidebar.correct(before);
    const open = sidebar.work.form(`correct-${before.id}`) as PromiseForm;
    expect(open.parts.map(({ amount }) => amount)).to.deep.equal(['700.00', '500.00']);
    sidebar.work.change(open, { parts: [{ amount: '300', date: calendarDate('2026-11-26') }], note: 'less' });
    await sidebar.work.save(open.id);
    nothingRefused();
    await settled(() => card().openPromises.length === 1);
    expect(newest()).to.deep.include({ corrects: before.id, amount: eur(30_000), outcome: 'promised_in_part' });
    expect(sidebar.doing.entries.beside(card()).map((entry) => entry.id)).to.deep.equal([before.id]);
    expect((await log()).find((entry) => entry.id === before.id)).to.deep.include({
      withdrawn: true,
      correctedBy: newest().id,
    });
    sidebar.doing.undo.press();
    await settled(() => card().openPromises.length === 2);
    nothingRefused();
    expect(newest()).to.deep.include({ amount: before.amount, reason: 'cash_flow', occurredAt: before.occurredAt });
  });

  it('takes a call, its correction into a dispute, and who sees to that and how it ends', async () => {
    sidebar.openForm('call');
    sidebar.work.chooseCode(sidebar.work.form(id('call')) as CallForm, 'phone_no_answer');
    await sidebar.work.save(id('call'));
    nothingRefused();
    await settled(() => card().lastContacts.length === 1);
    const call = newest();
    await sidebar.correct(call);
    sidebar.work.chooseCode(sidebar.work.form(`correct-${call.id}`) as CallForm, 'phone_dispute_raised');
    const open = sidebar.work.form(`correct-${call.id}`) as DisputeForm;
    sidebar.work.change(open, { reason: 'deduction', amount: '20', items: null });
    await sidebar.work.save(open.id);
    nothingRefused();
    await settled(() => card().openDisputes.length === 1);

    const { disputes } = sidebar.doing;
    await disputes.lists.load(a.customerId);
    const shown = () => {
      const list = disputes.lists.of(a.customerId);
      const [first] = list?.at === 'read' ? list.rows : [];
      if (first === undefined) throw new Error('No dispute is listed.');
      return first;
    };
    await disputes.assign(card().customer, shown(), a.ben.actor.userId);
    nothingRefused();
    expect(shown().owner.name).to.equal(a.ben.actor.name);
    disputes.begin(card().customer, shown());
    disputes.write({ how: 'accepted', note: 'two units short' });
    await disputes.resolve();
    nothingRefused();
    await settled(() => card().openDisputes.length === 0);
    expect(shown().resolution).to.deep.include({ how: 'accepted', note: 'two units short' });
  });

  it('takes a task for a colleague, done, and brought back', async () => {
    sidebar.openForm('task');
    const open = sidebar.work.form(id('task')) as TaskForm;
    await sidebar.doing.colleagues.load();
    const ben = sidebar.doing.colleagues.colleagues.value?.find(({ name }) => name === a.ben.actor.name);
    sidebar.work.change(open, { note: 'Ask for the order', dueOn: calendarDate('2026-11-23'), ownerId: ben?.id ?? '' });
    await sidebar.work.save(open.id);
    nothingRefused();
    const { tasks } = sidebar.doing;
    await tasks.lists.load(a.customerId);
    const shown = () => {
      const list = tasks.lists.of(a.customerId);
      return list?.at === 'read' ? list.rows : [];
    };
    const [task] = shown();
    expect(task).to.deep.include({ text: 'Ask for the order', dueOn: '2026-11-23', state: 'open' });
    expect(task?.owner.name).to.equal(a.ben.actor.name);
    if (task !== undefined) await tasks.change(task, { state: 'done' });
    expect(shown()).to.deep.equal([]);
    sidebar.doing.undo.press();
    await settled(() => shown().length === 1);
    nothingRefused();
  });

  it('takes what was done without a line in its order and once, and lets the first be undone', async () => {
    line.isCut = true;
    for (const note of ['first', 'second', 'third']) {
      sidebar.openForm('note');
      sidebar.work.change(sidebar.work.form(id('note')) as NoteForm, { note });
      await sidebar.work.save(id('note'));
    }
    expect(sidebar.work.unsaved.value).to.equal(3);
    line.isCut = false;
    await sidebar.doing.wake();
    expect(sidebar.work.unsaved.value).to.equal(0);
    nothingRefused();
    const notes = await log();
    const bySeq = [...notes].sort((x, y) => x.seq - y.seq).map(({ note }) => note);
    expect(bySeq).to.deep.equal(['first', 'second', 'third']);
    const first = notes.find(({ note }) => note === 'first');
    if (first !== undefined) await sidebar.doing.entries.withdraw(card().customer, first);
    nothingRefused();
    const undone = (await log()).filter(({ withdrawn }) => withdrawn).map(({ note }) => note);
    expect(undone).to.deep.equal(['first']);
  });
});
