import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { CallForm } from '../../addin/state/call-form.ts';
import type { DisputeForm } from '../../addin/state/dispute-form.ts';
import { formId } from '../../addin/state/forms.ts';
import type { NoteForm } from '../../addin/state/note-form.ts';
import type { PromiseForm } from '../../addin/state/promise-form.ts';
import type { Sidebar } from '../../addin/state/sidebar.ts';
import type { TaskForm } from '../../addin/state/task-form.ts';
import type { ActivityView } from '../../shared/api/activities.ts';
import type { CustomerCard } from '../../shared/api/customers.ts';
import { calendarDate } from '../../shared/domain/calendar-date.ts';
import type { FakeHost } from '../addin/support/fake-host.ts';
import { until, useGmailWorld } from '../gmail-addon/gmail-world.ts';
import { type PanelDriver, picked, typed } from '../gmail-addon/panel-driver.ts';
import { openPane } from './open-pane.ts';
import { EQUAL_THREADS, threadNamed } from './thread-set.ts';

const KIM = { name: 'Kim Osei', email: 'kim@kestrel.example' };
const KIM_WORD = JSON.stringify([KIM.name, KIM.email]);

/** The same deed of a collector in both add-ins. */
interface Deed {
  readonly what: string;
  /** Beside which thread; that of an invoice of Kestrel's unless said. */
  readonly thread?: string;
  readonly pane: (sidebar: Sidebar) => Promise<void>;
  readonly cards: (panel: PanelDriver) => Promise<unknown>;
}

describe('what is logged from the Outlook pane and from the Gmail cards', function () {
  this.timeout(240_000);
  const { world, case: a } = useGmailWorld({ cardLimitMs: 60_000, threads: EQUAL_THREADS.map(({ thread }) => thread) });

  const deeds: readonly Deed[] = [
    {
      what: 'a call',
      pane: async (sidebar) => {
        sidebar.openForm('call');
        const form = formOf<CallForm>(sidebar, 'call');
        sidebar.work.chooseCode(form, 'phone_no_answer');
        sidebar.work.change(formOf<CallForm>(sidebar, 'call'), { contact: KIM, note: ' rang long ' });
        await sidebar.work.log(formOf<CallForm>(sidebar, 'call'), 'call_again');
      },
      cards: async (panel) => {
        await (await panel.press('Call')).press('Call: no answer');
        await panel.press('Log: Call again', typed({ contact: KIM_WORD, note: ' rang long ' }));
      },
    },
    {
      what: 'a call about two items, with an amount and a day',
      pane: async (sidebar) => {
        sidebar.work.tick(a().customerId, [a().item('104233'), a().item('104250')]);
        sidebar.openForm('call');
        sidebar.work.chooseCode(formOf<CallForm>(sidebar, 'call'), 'phone_payment_sent');
        const said = { amount: '1,250.5', date: calendarDate('2026-11-19') };
        sidebar.work.change(formOf<CallForm>(sidebar, 'call'), said);
        await sidebar.work.log(formOf<CallForm>(sidebar, 'call'), 'payment_announced');
      },
      cards: async (panel) => {
        await panel.press('Call', typed({ items: [a().item('104233'), a().item('104250')] }));
        await panel.press('Call: payment sent');
        await panel.press('Log: Payment announced', typed({ amount_1_0: '1,250.5', day_1_0: '2026-11-19' }));
      },
    },
    {
      what: 'a refusal with its reason',
      pane: async (sidebar) => {
        sidebar.openForm('call');
        sidebar.work.chooseCode(formOf<CallForm>(sidebar, 'call'), 'phone_refused');
        sidebar.work.change(formOf<CallForm>(sidebar, 'call'), { reason: 'cash_flow' });
        await sidebar.work.log(formOf<CallForm>(sidebar, 'call'), 'refused');
      },
      cards: async (panel) => {
        await (await panel.press('Call')).press('Call: refused');
        await panel.press('Log: Refused', typed({ reason: 'cash_flow' }));
      },
    },
    {
      what: 'a promise that came by the open mail, of what is most likely',
      pane: async (sidebar) => {
        sidebar.openForm('promise');
        const parts = [{ amount: null, date: calendarDate('2026-11-27') }];
        sidebar.work.change(formOf<PromiseForm>(sidebar, 'promise'), { parts });
        await sidebar.work.save(formId(a().customerId, 'promise'));
      },
      cards: async (panel) => {
        await (await panel.press('Promise')).press('Save', { date_1_0: picked('2026-11-27') });
      },
    },
    {
      what: 'a promise in parts about an item, by a contact, with a reason',
      pane: async (sidebar) => {
        sidebar.work.tick(a().customerId, [a().item('104233')]);
        sidebar.openForm('promise');
        const parts = [
          { amount: '700', date: calendarDate('2026-12-28') },
          { amount: '500', date: calendarDate('2026-11-27') },
        ];
        sidebar.work.change(formOf<PromiseForm>(sidebar, 'promise'), { parts, reason: 'in_payment_run', note: 'two' });
        await sidebar.work.save(formId(a().customerId, 'promise'));
      },
      cards: async (panel) => {
        await panel.press('Promise', typed({ items: a().item('104233') }));
        await panel.press('Add a part', typed({ amount_1_0: '700' }));
        await panel.press('Save', {
          ...typed({ amount_1_1: '700', amount_2_1: '500', reason: 'in_payment_run', note: 'two' }),
          date_1_1: picked('2026-12-28'),
          date_2_1: picked('2026-11-27'),
        });
      },
    },
    {
      what: 'a promise beside a mail of our own',
      thread: 'own-mail-one',
      pane: async (sidebar) => {
        sidebar.openForm('promise');
        const parts = [{ amount: '10', date: calendarDate('2026-11-27') }];
        sidebar.work.change(formOf<PromiseForm>(sidebar, 'promise'), { parts });
        await sidebar.work.save(formId(a().customerId, 'promise'));
      },
      cards: async (panel) => {
        await panel.press('Promise');
        await panel.press('Save', { ...typed({ amount_1_0: '10' }), date_1_0: picked('2026-11-27') });
      },
    },
    {
      what: 'a dispute about an item, for a colleague',
      pane: async (sidebar) => {
        sidebar.work.tick(a().customerId, [a().item('104250')]);
        sidebar.openForm('dispute');
        const said = { reason: 'deduction', amount: '20', ownerId: a().ben.actor.userId, note: 'short' } as const;
        sidebar.work.change(formOf<DisputeForm>(sidebar, 'dispute'), said);
        await sidebar.work.save(formId(a().customerId, 'dispute'));
      },
      cards: async (panel) => {
        await panel.press('Dispute', typed({ items: a().item('104250') }));
        const said = { reason: 'deduction', amount_1_0: '20', owner: a().ben.actor.userId, note: 'short' };
        await panel.press('Save', typed(said));
      },
    },
    {
      what: 'a note',
      pane: async (sidebar) => {
        sidebar.openForm('note');
        sidebar.work.change(formOf<NoteForm>(sidebar, 'note'), { note: 'line one\nline two' });
        await sidebar.work.save(formId(a().customerId, 'note'));
      },
      cards: async (panel) => {
        await (await panel.press('Note')).press('Save', typed({ note: 'line one\nline two' }));
      },
    },
  ];

  for (const { what, thread = 'number-subject', pane, cards } of deeds) {
    it(`is the same of ${what}`, async () => {
      await pane(await openedPane(thread));
      await cards(await world.open(thread));
      // What the user sent of themselves is noticed in both, once.
      const written = (await entries()).filter(({ code }) => code !== 'email_reply');
      const [fromPane, fromCards, ...more] = written;
      expect(more).to.deep.equal([]);
      expect([fromPane?.client, fromCards?.client]).to.deep.equal(['outlook', 'gmail']);
      expect(said(fromCards)).to.deep.equal(said(fromPane));
    });
  }

  it('is the same of a correction, of undoing that, and of undoing the entry', async () => {
    const thread = 'number-subject';
    await deedNamed('a call').pane(await openedPane(thread));
    const sidebar = await openedPane(thread);
    const entry = newestOf(sidebar);
    await sidebar.correct(entry);
    const open = sidebar.work.form(`correct-${entry.id}`) as CallForm;
    sidebar.work.change(open, { note: 'rang twice' });
    await sidebar.work.save(open.id);
    sidebar.doing.undo.press();
    await until(async () => (await a().log()).length === 5);
    const later = await openedPane(thread);
    await later.doing.entries.withdraw(cardOf(later).customer, newestOf(later));

    const panel = await world.open(thread);
    await deedNamed('a call').cards(panel);
    await panel.press('Correct');
    await panel.press('Log: Call again', typed({ note: 'rang twice' }));
    await panel.press('Undo');
    expect(panel.screen.notification).to.equal('Logged: Call: no answer');
    await (await world.open(thread)).press('Undo');
    const log = await a().log();
    const [fromPane, fromCards] = [log.slice(0, log.length / 2), log.slice(log.length / 2)].map(pointingBack);
    expect(fromPane?.map(({ refersTo }) => refersTo)).to.deep.equal([null, 0, 0, 2, 2, 4]);
    expect(fromCards?.map(said)).to.deep.equal(fromPane?.map(said));
    expect((await entries()).map(({ note }) => note)).to.deep.equal([
      ...['rang long', 'rang twice', 'rang long'],
      ...['rang long', 'rang twice', 'rang long'],
    ]);
  });

  it('is the same of a task put down, done and put off', async () => {
    const sidebar = await openedPane('number-subject');
    sidebar.openForm('task');
    const said = { note: 'send the contract', dueOn: calendarDate('2026-11-24'), ownerId: a().ben.actor.userId };
    sidebar.work.change(formOf<TaskForm>(sidebar, 'task'), said);
    await sidebar.work.save(formId(a().customerId, 'task'));
    const panel = await world.open('number-subject');
    await panel.press('Task');
    await panel.press('Save', {
      ...typed({ note: said.note, owner: said.ownerId }),
      date_1_0: picked('2026-11-24'),
    });
    const { body } = await a().get(`/api/tasks?customerId=${a().customerId}`);
    const [one, other] = body.tasks.map(({ id, createdAt, changedAt, ...task }: Record<string, unknown>) => task);
    expect(other).to.deep.equal(one);
  });

  it('is the same of a template that went out, but for what is known of its delivery', async () => {
    const sidebar = await openedPane('number-subject');
    await sidebar.openTemplates();
    const first = a().template('first_notice').id;
    await sidebar.templates.choose(first);
    await sidebar.templates.place();
    const [placed] = (sidebar.host as FakeHost).placed;
    const announced = await a().announce(placed?.message.ticket, ['kim@kestrel.example'], {
      subject: 'Re: Invoice 104233',
    });
    expect(announced.body).to.deep.include({ allowed: true });
    const panel = await world.open('number-subject');
    await (await panel.press('Use a template')).press('Preview: First notice');
    await panel.press('Send in this thread');
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');
    const [fromPane, fromCards] = await entries();
    // Its Message-ID and subject are the mail client's to give.
    const shared = (entry: Record<string, unknown> | undefined) => ({ ...said(entry), message: {}, subject: '' });
    expect(shared(fromCards)).to.deep.equal(shared(fromPane));
  });

  /** The entry that came last, as the card of the pane has it. */
  function newestOf(sidebar: Sidebar): ActivityView {
    const [entry] = cardOf(sidebar).lastContacts;
    if (entry === undefined) throw new Error('The pane shows no entry.');
    return entry;
  }

  function cardOf({ state: { value } }: Sidebar): CustomerCard {
    if (value.at !== 'customer') throw new Error(`The pane is at ${value.at}.`);
    return value.card;
  }

  async function openedPane(thread: string): Promise<Sidebar> {
    return openPane({ world, case: a(), thread: threadNamed(thread) });
  }

  function formOf<F>(sidebar: Sidebar, kind: Parameters<typeof formId>[1]): F {
    return sidebar.work.form(formId(a().customerId, kind)) as F;
  }

  function deedNamed(what: string): Deed {
    const found = deeds.find((one) => one.what === what);
    if (found === undefined) throw new Error(`There is no deed ${what}.`);
    return found;
  }

  /** The entries with the texts that lie beside them. */
  async function entries(): Promise<Record<string, unknown>[]> {
    const found = (await a().log()).filter(({ kind }) => kind === 'activity');
    const texts = found.map(async ({ _id }) => (await a().get(`/api/activities/${_id}/text`)).body);
    const said = await Promise.all(texts);
    return found.map((entry, at) => ({ ...entry, note: said[at].note, subject: said[at].message?.subject ?? null }));
  }
});

/** What is each entry's own: its place in the log, and by which request of which add-in it came. */
const OWN = [
  '_id',
  'seq',
  'clientKey',
  'client',
  'dispatchId',
  'noteHash',
  'bodyHash',
  'hash',
  'occurredAt',
  'recordedAt',
];

/** Entries that point to one another by their places among these. */
function pointingBack(log: readonly Record<string, unknown>[]): Record<string, unknown>[] {
  const places = new Map(log.map(({ _id }, at) => [String(_id), at]));
  return log.map((entry) => ({ ...entry, refersTo: places.get(String(entry.refersTo)) ?? null }));
}

/** What an entry says. Each mail client has a name of its own for the conversation. */
function said(entry: Record<string, unknown> | undefined): Record<string, unknown> {
  const kept = Object.entries(entry ?? {}).filter(([name]) => !OWN.includes(name));
  const { message, ...rest } = Object.fromEntries(kept);
  const { conversation, ...names } = (message ?? {}) as Record<string, unknown>;
  return { ...rest, message: names, isTied: conversation !== undefined };
}
