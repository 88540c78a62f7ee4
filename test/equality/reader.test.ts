import { expect } from 'chai';
import { describe, it } from 'mocha';
import { cardProblems } from '../../demo/google/card-rules.ts';
import type { GooglePerson } from '../../demo/google/google-tokens.ts';
import { ANA, useGmailWorld } from '../gmail-addon/gmail-world.ts';
import { type PanelDriver, typed } from '../gmail-addon/panel-driver.ts';
import type { TestUser } from '../support/app.ts';
import { feedBooks, workBefore } from './equal-company.ts';
import { openPane } from './open-pane.ts';
import { seenInCards } from './seen-in-cards.ts';
import { drawnPane, seenInPane } from './seen-in-pane.tsx';
import { EQUAL_THREADS, threadNamed } from './thread-set.ts';

/** A member of sales who reads along. */
const SAL: GooglePerson = { email: 'sal@brightwater.example', name: 'Sal', hd: ANA.hd ?? '' };
const MAY_READ = 'You may read, not change.';

describe('a reader', function () {
  this.timeout(240_000);
  const { world, case: a } = useGmailWorld({
    threads: EQUAL_THREADS.map(({ thread }) => thread),
    people: [SAL],
    cardLimitMs: 60_000,
  });
  let sal: TestUser;

  beforeEach(async () => {
    await feedBooks(a());
    await workBefore(a());
    sal = await world.parts.app.user(a().tenant, 'reader', SAL.email);
  });

  it('sees in both what a collector sees, but for what is to be done, and is told why', async () => {
    for (const id of ['number-subject', 'log-dispute', 'many', 'long-log', 'instalments', 'silent', 'stranger']) {
      const pane = await openPane({ world, case: a(), thread: threadNamed(id), user: sal });
      const panel = await world.open(id, SAL);
      expect(drawnPane(pane).textContent, id).to.contain(MAY_READ);
      expect(panel.text, id).to.contain(MAY_READ);
      const seen = seenInPane(pane);
      expect(seen.deeds, id).to.deep.equal([]);
      expect({ ...seenInCards(panel), items: [], itemCount: '' }, id).to.deep.equal({
        ...seen,
        items: [],
        itemCount: '',
      });
      for (const item of seen.items) expect(panel.text, id).to.contain(item.split(' · ')[0]);
    }
  });

  it('is offered no button in the pane that the server would refuse', async () => {
    for (const id of ['log-dispute', 'planned', 'shared-contact', 'stranger']) {
      const pane = await openPane({ world, case: a(), thread: threadNamed(id), user: sal });
      const labels = [...drawnPane(pane).querySelectorAll('article button, article input[type="checkbox"]')].map(
        (one) => one.getAttribute('aria-label') ?? one.textContent?.trim() ?? '',
      );
      const allowed = /^(?:Whole line of time|Search|See to the disputes|Open the card of .*|Open the document of .*)$/;
      expect(
        labels.filter((label) => !allowed.test(label)),
        id,
      ).to.deep.equal([]);
    }
  });

  it('can press every button of every card, and none is refused', async () => {
    const refused: string[] = [];
    world.server.use((req, res) => {
      res.on('finish', () => res.statusCode >= 400 && refused.push(`${res.statusCode} ${req.method} ${req.url}`));
      world.parts.app.express(req, res);
    });
    const seen = new Set<string>();
    const reached = new Set<string>();
    for (const id of ['log-dispute', 'many', 'shared-contact', 'stranger', 'noticed']) {
      await pressAll(await world.open(id, SAL), seen, reached);
    }
    await pressAll(await world.openHome(SAL), seen, reached);
    // The session of another test's company is opened anew once, and what mail said is open to whom the company lets read it.
    expect(refused.filter((one) => !/^401 |\/text$/.test(one))).to.deep.equal([]);
    expect([...reached]).to.include.members(['disputes', 'timeline', 'documents', 'found', 'my-figures']);
    expect((await a().log()).filter(({ actor }) => (actor as { name: string }).name === 'Sal')).to.deep.equal([]);
  });

  it('is refused by a button that a collector’s card has', async () => {
    const panel = await world.open('number-subject', ANA);
    const { action } = { action: panel.action('Log a call') };
    const own = await world.open('number-subject', SAL);
    const screen = await world.parts.host.press(own.screen.panel, { ...action, formInputs: {} });
    expect(screen.notification).to.equal('This button no longer works here. Refresh the card.');
  });

  /** Presses what was not pressed before, from card to card. */
  async function pressAll(begin: PanelDriver, seen: Set<string>, reached: Set<string>): Promise<void> {
    const ways = [begin];
    for (let panel = ways.shift(); panel !== undefined; panel = ways.shift()) {
      expect(cardProblems(panel.card as never)).to.deep.equal([]);
      for (const { name, label } of freshButtons(panel, seen)) {
        seen.add(name);
        const next = await panel.copy().press(label, typed({ search: 'M' }));
        expect(next.screen.error, name).to.equal(null);
        reached.add(next.card.name ?? '');
        ways.push(next);
      }
    }
  }

  function freshButtons({ card, buttons }: PanelDriver, seen: ReadonlySet<string>): { name: string; label: string }[] {
    return buttons
      .filter(({ onClick }) => onClick.openLink === undefined)
      .map(({ text = '', altText }) => ({ name: `${card.name} ${text}`, label: altText ?? text }))
      .filter(({ name }) => !seen.has(name));
  }
});
