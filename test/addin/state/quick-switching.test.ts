import { expect } from 'chai';
import fc from 'fast-check';
import { HostError, type OpenItem } from '../../../addin/host/mail-host.ts';
import { PaneApi } from '../../../addin/state/pane-api.ts';
import { Session } from '../../../addin/state/session.ts';
import { AT_START, next, type SidebarState } from '../../../addin/state/sidebar-state.ts';
import { ThreadWatch } from '../../../addin/state/thread-watch.ts';
import { ApiClient } from '../../../shared/api/client.ts';
import { readCustomerCard } from '../../../shared/api/customers.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, foundContext, UNKNOWN } from '../support/a-card.ts';
import { eventually } from '../support/eventually.ts';
import { FakeApi, Refusal } from '../support/fake-api.ts';
import { aMessage, FakeHost } from '../support/fake-host.ts';

const CUSTOMERS = 9;
/** Message n is of customer c(n), but for every fifth, which is nobody's. */
const messageOf = (which: number): OpenItem =>
  aMessage({
    key: `read:${which}`,
    conversation: `c${which}`,
    internetMessageId: `<${which}@contoso.example>`,
    subject: `Mail ${which}`,
  });

/** What a person and Outlook may do one after the other. */
type Step =
  | { readonly does: 'select'; readonly which: number; readonly told: boolean }
  | { readonly does: 'leave'; readonly told: boolean }
  | { readonly does: 'open_card'; readonly which: number }
  | { readonly does: 'refresh' | 'wake' | 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ does: fc.constant('select' as const), which: fc.nat(CUSTOMERS), told: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('leave' as const), told: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('open_card' as const), which: fc.nat(CUSTOMERS) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('refresh' as const, 'wake' as const) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('wait' as const) }) },
);

/** How the server takes a question: after how many turns of the event loop, and whether it fails. */
const answer = fc.record({ turns: fc.nat(6), fails: fc.constantFrom('no', 'no', 'no', 'no', 'away', 'refused') });
type Answer = typeof answer extends fc.Arbitrary<infer A> ? A : never;

interface Shown {
  state: SidebarState;
  /** Whose card was asked for by itself. */
  asked: string | null;
  readonly wrong: string[];
  /** How many cards were on screen, of messages and by themselves. */
  cards: number;
}

async function turns(count: number): Promise<void> {
  for (let left = count; left > 0; left -= 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A pane's watch with a server that answers late, out of order and not always. */
function aWatch(answers: readonly Answer[]) {
  const host = new FakeHost();
  host.item = messageOf(0);
  const api = new FakeApi();
  let asked = 0;
  async function take(): Promise<void> {
    const { turns: late = 0, fails = 'no' } = answers[asked % answers.length] ?? {};
    asked += 1;
    await turns(late);
    if (fails === 'refused') throw new Refusal('database_unavailable');
    if (fails === 'away') throw new TypeError('fetch failed');
  }
  api.on(readThreadContext, async ({ body: { conversation = '' } }) => {
    await take();
    return Number(conversation.slice(1)) % 5 === 4 ? UNKNOWN : foundContext(aCard(conversation));
  });
  api.on(readCustomerCard, async ({ path }) => {
    await take();
    return aCard(path.split('/')[3]);
  });
  let reads = 0;
  host.beforeItem = async () => {
    reads += 1;
    await turns(reads % 3);
    if (reads % 7 === 0) throw new HostError('item_changed', 'Another item was opened.');
    if (reads % 11 === 0) throw new HostError('host_refused', 'Busy.');
  };
  const open = new ApiClient({ baseUrl: 'https://duethread.example', fetch: api.fetch, token: () => null });
  const client = new ApiClient({ baseUrl: 'https://duethread.example', fetch: api.fetch, token: () => 'session' });
  const session = new Session(host, open, { now: () => new Date('2026-11-20T09:00:00.000Z') });
  const pane = new PaneApi(client, session, () => undefined);
  const shown: Shown = { state: AT_START, asked: null, wrong: [], cards: 0 };
  const thread = new ThreadWatch({
    host,
    api: pane,
    settleMs: 0,
    clock: { now: () => new Date('2026-11-20T09:00:00.000Z') },
    dispatch: (event) => {
      shown.state = next(shown.state, event);
      const tells = event.type === 'thread_read' || event.type === 'item_changed';
      const fault = faultOf(shown.state, shown.asked, tells ? host.openItemKey() : undefined);
      if (shown.state.at === 'customer') shown.cards += 1;
      if (fault !== null) shown.wrong.push(`${event.type}: ${fault}`);
    },
  });
  return { host, thread, shown };
}

/** Why a state may not be: its card must be that of its own message, of the one that is open as it comes, or of the card that was asked for. */
function faultOf(state: SidebarState, asked: string | null, openKey: string | null | undefined): string | null {
  if (state.at !== 'customer') return null;
  const { item, card } = state;
  if (item === null) return card.customer.id === asked ? null : `${card.customer.id} without having been asked for`;
  if (card.customer.id !== item.conversation) return `${card.customer.id} for the message of ${item.conversation}`;
  return openKey !== undefined && openKey !== item.key ? `${item.key} while ${openKey} is open` : null;
}

/** As the button of the footer does. */
function again(state: SidebarState, thread: ThreadWatch): Promise<void> {
  const isAlone = state.at === 'customer' && state.item === null;
  return isAlone ? thread.refreshCustomer(state.card.customer) : thread.refresh();
}

function take({ host, thread, shown }: ReturnType<typeof aWatch>, step: Step): Promise<void> | void {
  switch (step.does) {
    case 'select':
      host.item = messageOf(step.which);
      return step.told ? thread.itemChanged() : undefined;
    case 'leave':
      host.item = null;
      return step.told ? thread.itemChanged() : undefined;
    case 'open_card':
      shown.asked = `c${step.which}`;
      void thread.openCustomer(aCard(`c${step.which}`).customer);
      return;
    case 'refresh':
      void again(shown.state, thread);
      return;
    case 'wake':
      return thread.checkItem();
    case 'wait':
      return turns(15);
  }
}

describe('ThreadWatch among 500 quick item changes', () => {
  it('never shows the customer of another message, whatever is late, lost, refused or out of order', async function () {
    this.timeout(120_000);
    let cards = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 500, maxLength: 500, size: 'max' }),
        fc.array(answer, { minLength: 5, maxLength: 40 }),
        async (steps, answers) => {
          const made = aWatch(answers);
          for (const one of steps) await take(made, one);
          made.host.beforeItem = () => Promise.resolve();
          made.host.item = messageOf(1);
          made.thread.itemChanged();
          const isSettled = () => {
            const { state } = made.shown;
            return state.at === 'problem' || (state.at === 'customer' && state.freshness.is !== 'refreshing');
          };
          await eventually(isSettled);
          cards += made.shown.cards;
          expect(made.shown.wrong).to.deep.equal([]);
          if (made.shown.state.at === 'customer') expect(made.shown.state.card.customer.id).to.equal('c1');
        },
      ),
      { numRuns: 20 },
    );
    expect(cards).to.be.above(500);
  });
});
