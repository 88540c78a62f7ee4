import type { CustomerRef } from '#shared/api/customers.ts';
import type { Candidate } from '#shared/api/thread-context.ts';
import type { ActionArgs } from '../actions.ts';
import { type Button, buttons, type Card, paragraph, row, type Section, section, type Widget } from '../card.ts';
import { html, joined, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';
import { moreThan } from './agreement-section.ts';

/** The name of the field in which a customer is searched for. */
export const SEARCH_FIELD = 'search';

/** What a search is for: to say whose the open thread is, or to open a card. */
export type SearchPurpose = ActionArgs<'search'>['purpose'];

const MAX_CANDIDATES = 12;
const MAX_EVIDENCE = 5;
const LONGEST_NAME = 120;

/** Nobody knows whose thread it is, or several customers fit: a person says which. */
export function whoseThreadCard(
  kit: CardKit,
  { verdict, candidates }: { readonly verdict: string; readonly candidates: readonly Candidate[] },
): Card {
  const { thread } = kit.words;
  const at = candidates.length > 0 ? 'ambiguous' : verdictOf(verdict);
  const whys = { ambiguous: thread.ambiguousWhy, internal: thread.internalWhy, unknown: thread.unknownWhy };
  const why = kit.mayChange ? whys[at] : kit.words.card.readOnly;
  const shown = candidates.slice(0, MAX_CANDIDATES);
  return {
    name: 'whose',
    header: { title: thread[at] },
    sections: [
      ...section([
        paragraph(html`${why}`),
        ...shown.flatMap((candidate) => candidateRows(kit, candidate)),
        ...moreThan(kit, candidates.length, shown),
      ]),
      ...searchSection(kit, kit.mayChange ? 'link' : 'open'),
    ],
  };
}

/** Where the customers that a search found are chosen from. */
export function foundCard(kit: CardKit, customers: readonly CustomerRef[], purpose: SearchPurpose): Card {
  const { thread } = kit.words;
  const title = customers.length === 0 ? thread.searchNone : thread.searchFound(customers.length);
  const rows = customers.flatMap((customer) => foundRows(kit, customer, purpose));
  return { name: 'found', header: { title }, sections: [...section(rows), ...searchSection(kit, purpose)] };
}

function foundRows(kit: CardKit, customer: CustomerRef, purpose: SearchPurpose): Widget[] {
  const name = html`${shortened(customer.name, LONGEST_NAME)}`;
  const bottomLabel = shortened(customer.number, LONGEST_NAME);
  if (purpose === 'link' && kit.hasMessage) return [row(name, { bottomLabel }), buttons(pickButton(kit, customer))];
  return [row(name, { bottomLabel, button: showButton(kit, customer) })];
}

function showButton(kit: CardKit, { id: customerId, name }: CustomerRef): Button {
  const { worklist, cards } = kit.words;
  const spoken = worklist.openCard(shortened(name, LONGEST_NAME));
  return kit.button(cards.thread.show, 'show-customer', { customerId }, spoken);
}

/** The field for finding a customer by number or name. */
export function searchSection(kit: CardKit, purpose: SearchPurpose): Section[] {
  const { thread, cards } = kit.words;
  const widgets: Widget[] = [
    { textInput: { name: SEARCH_FIELD, label: thread.searchLabel, type: 'SINGLE_LINE' } },
    buttons(kit.button(cards.thread.search, 'search', { purpose })),
  ];
  return section(widgets, { header: purpose === 'link' ? thread.search : thread.find });
}

/** A customer whom the thread may be of, with the evidence; a press says that it is, and is remembered. */
export function candidateRows(kit: CardKit, { customer, evidence }: Candidate): Widget[] {
  const name = shortened(customer.name, LONGEST_NAME);
  const reasons = evidence.slice(0, MAX_EVIDENCE).map(({ text }) => html`${text}`);
  return [
    row(joined([html`<b>${name}</b>`, ...reasons]), {
      topLabel: shortened(kit.words.cards.thread.number(customer.number), LONGEST_NAME),
    }),
    buttons(kit.mayChange ? pickButton(kit, customer) : showButton(kit, customer)),
  ];
}

function pickButton(kit: CardKit, { id: customerId, name }: CustomerRef): Button {
  return kit.button(kit.words.thread.choose(shortened(name, LONGEST_NAME)), 'link', { customerId, decision: 'is' });
}

function verdictOf(verdict: string): 'internal' | 'unknown' {
  return verdict === 'internal' ? 'internal' : 'unknown';
}
