import { expect } from 'chai';
import { describe, it } from 'mocha';
import { cardProblems } from '../../demo/google/card-rules.ts';
import type { GoogleCard } from '../../demo/google/card-schema.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import { money } from '../../shared/domain/money.ts';
import { customerRow, eur, itemRow } from '../support/ledger-rows.ts';
import { ANA, useGmailWorld } from './gmail-world.ts';
import { type PanelDriver, typed } from './panel-driver.ts';

const LARGEST_CARD = 30_000;
const MOST_WIDGETS = 100;
const DEEPEST = 4;
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK'].map(currencyCode);
/** What changes nothing, so that one company is enough for all of its buttons. */
const READING = new Set([
  'open-form',
  'choose-code',
  'change-parts',
  'correct',
  'open-task',
  'disputes',
  'documents',
  'open-dispute',
  'timeline',
  'said',
  'choose-template',
  'preview',
  'fill-again',
  'new-message',
  'change-code',
  'search',
  'show-customer',
  'worklist',
  'tick',
  'my-figures',
  'show-thread',
]);
const HOSTILE = '</b><script>alert(1)</script> & "Sons" \u202e\u0000 <a href="https://evil.example">x</a>\r\nBcc: a@b';

function hostile(length: number): string {
  return HOSTILE.repeat(Math.ceil(length / HOSTILE.length)).slice(0, length);
}

describe('the limits of a card', function () {
  this.timeout(300_000);
  const { world, case: a } = useGmailWorld();

  /** The largest company that a card can meet: very much open, long hostile names, and of each kind more than there is room for. */
  async function aLargeCompany(): Promise<void> {
    const contacts = Array.from({ length: 40 }, (_, n) => ({
      name: hostile(200) + n,
      email: n === 0 ? 'kim@kestrel.example' : `kim${n}@kestrel.example`,
      phone: `+44 20 7946 ${n}`,
      role: 'accounts_payable',
      language: '',
    }));
    const items = Array.from({ length: 5_000 }, (_, n) =>
      itemRow(`5${String(n).padStart(5, '0')}`, {
        amount: money(12_345 + n, CURRENCIES[n % CURRENCIES.length] ?? currencyCode('EUR')),
        issuedOn: '2026-09-01',
        dueOn: '2026-10-01',
      }),
    );
    const owed = { ownerEmail: ANA.email, creditLimit: eur(100), contacts };
    await a().feed(customerRow('C1', { ...owed, name: hostile(300) }), ...items);
    await workOn(a().customerId);
  }

  async function workOn(customerId: string): Promise<void> {
    const word = { customerId, itemIds: [], channel: 'phone', client: 'page', note: hostile(5_000) };
    const instalments = Array.from({ length: 12 }, (_, n) => ({
      amount: eur(10_000 + n),
      promisedFor: `2026-12-${String(n + 1).padStart(2, '0')}`,
    }));
    await posted('/api/promises-to-pay', { ...word, instalments });
    await posted('/api/promises-to-pay', { ...word, instalments });
    for (let n = 0; n < 8; n += 1) {
      await posted('/api/disputes', { ...word, reason: 'deduction', amount: eur(100 + n) });
      await posted('/api/tasks', { customerId, text: hostile(480), dueOn: '2026-11-20' });
    }
  }

  async function posted(path: string, body: object): Promise<void> {
    const { status, text } = await a().post(path, body);
    expect(status, text).to.equal(201);
  }

  /** Presses all that reads, from card to card, and gives the cards by the action that led to them. */
  async function walk(begin: () => Promise<PanelDriver>): Promise<Map<string, GoogleCard>> {
    const seen = new Map<string, GoogleCard>();
    const ways = [{ panel: await begin(), depth: 0 }];
    for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
      const { panel, depth } = way;
      if (depth > DEEPEST) continue;
      for (const { name, label } of readingButtons(panel, seen)) {
        const next = await panel.copy().press(label, typed({ search: 'C', count: '12', ...allTicked(panel) }));
        expect(next.screen.error, name).to.equal(null);
        seen.set(name, next.card);
        ways.push({ panel: next, depth: depth + 1 });
      }
    }
    return seen;
  }

  /** Those that change nothing and were not pressed on such a card before. */
  function readingButtons(panel: PanelDriver, seen: ReadonlyMap<string, unknown>): { name: string; label: string }[] {
    // What opens an address of its own asks nobody.
    const asking = panel.buttons.filter(({ onClick }) => onClick.openLink === undefined);
    const named = asking.map(({ text = '', altText }) => {
      const label = altText ?? text;
      const action = panel.action(label).function.split('/').at(-1) ?? '';
      return { action, label, name: `${panel.card.name} ${action} ${text}` };
    });
    const fresh = named.filter(({ action, name }) => READING.has(action) && !seen.has(name));
    return fresh.filter(({ name }, at) => fresh.findIndex((other) => other.name === name) === at);
  }

  function allTicked({ widgets }: PanelDriver): Record<string, readonly string[]> {
    const lists = widgets.flatMap(({ selectionInput }) =>
      selectionInput?.type === 'CHECK_BOX' ? [selectionInput] : [],
    );
    return Object.fromEntries(lists.map(({ name, items }) => [name, items.map(({ value }) => value)]));
  }

  it('hold for every card that a button leads to, for a customer with 5,000 open items and hostile names', async () => {
    await aLargeCompany();
    const cards = new Map([
      ['the thread', (await world.open('long-id')).card],
      ['the home page', (await world.openHome()).card],
      ...(await walk(() => world.open('long-id'))),
      ...(await walk(() => world.openHome())),
    ]);
    const reached = new Set([...cards.values()].map(({ name }) => name?.replace(/-[0-9a-f]{24}$/, '')));
    expect([...reached].sort()).to.include.members([
      'call',
      'codes',
      'customer',
      'dispute',
      'disputes',
      'documents',
      'found',
      'give-dispute',
      'home',
      'move-task',
      'my-figures',
      'note',
      'preview',
      'preview-new',
      'promise',
      'resolve-dispute',
      'task',
      'templates',
      'timeline',
      'worklist',
    ]);
    for (const [way, card] of cards) expectLimits(way, card);
  });

  it('ask the server three times at most for the card of an opened message', async () => {
    // A session that is open already.
    await world.open();
    const asked: string[] = [];
    world.server.use((req, res) => {
      asked.push(String(req.url));
      world.parts.app.express(req, res);
    });
    await world.open();
    const forTheCard = asked.filter((url) => url !== '/api/seen-messages');
    expect(forTheCard.length, forTheCard.join()).to.be.within(1, 3);
  });

  function expectLimits(way: string, card: GoogleCard): void {
    const json = JSON.stringify(card);
    const widgets = card.sections.flatMap((section) => section.widgets);
    expect(Buffer.byteLength(json), way).to.be.below(LARGEST_CARD);
    expect(widgets.length, way).to.be.at.most(MOST_WIDGETS);
    const texts = widgets.map(({ textParagraph, decoratedText }) => textParagraph?.text ?? decoratedText?.text ?? '');
    expect(texts.join(), way).to.not.contain('<a ');
    const addresses = [...json.matchAll(/"function":"([^"]+)"/g)].map(([, address = '']) => address);
    expect(addresses.filter((address) => !address.startsWith(`${world.addon.url}/actions/`))).to.deep.equal([]);
  }
});

describe('the rules of cards beyond their fields', () => {
  const cardOf = (...widgets: object[]) => ({ sections: [{ widgets }] });
  const text = (value: string) => cardOf({ textParagraph: { text: value } });
  const choices = (type: string, ...items: object[]) => cardOf({ selectionInput: { type, items } });

  it('let pass what Google documents', () => {
    const good = [
      text('<b>5 &lt; 6</b><br>&amp; <s>more</s>'),
      choices('CHECK_BOX', { value: 'a', selected: true }, { value: 'b', selected: true }),
      choices('DROPDOWN', { value: '' }, { value: 'b', selected: true }),
    ];
    expect(good.flatMap(cardProblems)).to.deep.equal([]);
  });

  const bad: Record<string, ReturnType<typeof cardOf>> = {
    'a tag of HTML that cards do not know': text('<script>x</script>'),
    'a tag that is left open': text('<b>x'),
    'a tag that closes another': text('<b>x</i></b>'),
    'a bare <': text('1 < 2'),
    'a bare &': text('Smith & Sons'),
    'two choices of one value': choices('CHECK_BOX', { value: 'a' }, { value: 'a' }),
    'two chosen where one can be': choices('DROPDOWN', { value: 'a', selected: true }, { value: 'b', selected: true }),
    'more widgets shown than there are': {
      sections: [{ widgets: [{}], collapsible: true, uncollapsibleWidgetsCount: 2 }],
    } as never,
  };
  for (const [title, card] of Object.entries(bad)) {
    it(`refuse ${title}`, () => {
      expect(cardProblems(card)).to.have.length(1);
    });
  }
});
