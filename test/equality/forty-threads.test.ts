import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { findCustomers } from '../../shared/api/customers.ts';
import { ANA, useGmailWorld } from '../gmail-addon/gmail-world.ts';
import { typed } from '../gmail-addon/panel-driver.ts';
import { feedBooks, workBefore } from './equal-company.ts';
import { openPane } from './open-pane.ts';
import type { Seen } from './seen.ts';
import { seenInCards } from './seen-in-cards.ts';
import { seenInPane } from './seen-in-pane.tsx';
import { templatesInCards, templatesInPane } from './seen-templates.ts';
import { EQUAL_THREADS, type EqualThread, NOBODYS, threadNamed } from './thread-set.ts';

/** The Monday on which the threads are opened. */
const NOW = '2026-11-23T09:00:00.000Z';

/** At a thread with mail of one's own. */
const MOST_LOOKS = 20;

describe('the forty threads in the Outlook pane and on the Gmail cards', function () {
  this.timeout(240_000);
  const { world, case: a } = useGmailWorld({ cardLimitMs: 60_000, threads: EQUAL_THREADS.map(({ thread }) => thread) });

  beforeEach(async () => {
    await feedBooks(a());
    await workBefore(a());
    world.parts.app.clock.set(NOW);
  });
  afterEach(() => world.parts.app.clock.set('2026-11-20T09:00:00.000Z'));

  it('are forty at least, each there for something else', () => {
    expect(EQUAL_THREADS.length).to.be.at.least(40);
    expect(new Set(EQUAL_THREADS.map(({ shows }) => shows)).size).to.equal(EQUAL_THREADS.length);
  });

  it('show the same, and between them all that a card can show', async () => {
    await linkByHand();
    const seen = await walk(EQUAL_THREADS, 'en');
    const shown = (name: keyof Seen) => seen.filter((one) => one[name].length > 0).length;
    const parts = Object.keys(seen[0] ?? {}) as (keyof Seen)[];
    expect(parts.filter((name) => shown(name) === 0)).to.deep.equal([]);
    expect(seen.filter(({ positions }) => positions.length === 0).length).to.be.at.least(5);
  });

  it('show the same to a reader of German', async () => {
    await linkByHand();
    const seen = await walk(EQUAL_THREADS, 'de-DE');
    expect(seen.map(({ beneath }) => beneath).filter((one) => one.startsWith('Kunde '))).to.have.length.above(20);
  });

  it('suggest the same template, fill it with the same words, and say the same of the gate', async () => {
    const differences: Record<string, unknown> = {};
    let suggested = 0;
    for (const one of EQUAL_THREADS.filter(({ id }) => !NOBODYS.includes(id))) {
      const pane = await templatesInPane(await openPane({ world, case: a(), thread: one.thread }));
      const different = differing(pane, await templatesInCards(await world.open(one.id)));
      if (different !== null) differences[one.id] = different;
      if (pane.reason !== '') suggested += 1;
    }
    expect(differences).to.deep.equal({});
    expect(suggested).to.be.above(10);
  });

  /** Opens each thread in both, and holds them against each other. */
  async function walk(threads: readonly EqualThread[], locale: string): Promise<Seen[]> {
    const seen: Seen[] = [];
    const differences: Record<string, unknown> = {};
    for (const one of threads) {
      const { pane, different } = await heldTogether(one, locale);
      if (different !== null) differences[one.id] = different;
      seen.push(pane);
    }
    expect(differences).to.deep.equal({});
    return seen;
  }

  /** Mail of one's own is noticed beside the card, which does not wait for that: both are opened anew until it stands there. */
  async function heldTogether(
    { id, thread }: EqualThread,
    locale: string,
  ): Promise<{ pane: Seen; different: Record<string, unknown> | null }> {
    const isOwn = thread.messages.some(({ from }) => from.includes(ANA.email));
    for (let looks = 1; ; looks += 1) {
      const pane = seenInPane(await openPane({ world, case: a(), thread, locale }));
      const different = differing(pane, seenInCards(await world.open(id, ANA, locale), locale));
      if (different === null || !isOwn || looks === MOST_LOOKS) return { pane, different };
    }
  }

  /** What a person says in one of them is known to the other. */
  async function linkByHand(): Promise<void> {
    await linkInPane('linked-in-pane', 'is');
    await linkInPane('not-in-pane', 'is_not');
    const linked = await world.open('linked-in-cards');
    await (await linked.press('Search', typed({ search: 'Heron' }))).press('It is Heron AG');
    await (await world.open('not-in-cards')).press('Not this customer');
  }

  /** Says that the thread is Heron’s, or not its customer’s. */
  async function linkInPane(id: string, decision: 'is' | 'is_not'): Promise<void> {
    const pane = await openPane({ world, case: a(), thread: threadNamed(id) });
    const { value } = pane.state;
    const [heron] = (await pane.api.call(findCustomers, { query: { search: 'Heron' } })).customers;
    const customer = value.at === 'customer' ? value.card.customer : heron;
    if (customer === undefined || !('item' in value) || value.item === null) {
      throw new Error(`The pane is at ${value.at}.`);
    }
    await pane.thread.link(value.item, customer, decision);
  }
});

/** What the pane and the cards say differently; null where nothing. */
function differing<T extends object>(pane: T, cards: T): Record<string, unknown> | null {
  const names = Object.keys(pane) as (keyof T & string)[];
  const different = names.filter((name) => !isDeepStrictEqual(pane[name], cards[name]));
  if (different.length === 0) return null;
  return Object.fromEntries(different.map((name) => [name, { pane: pane[name], cards: cards[name] }]));
}
