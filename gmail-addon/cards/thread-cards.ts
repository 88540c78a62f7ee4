import type { CustomerRef } from '#shared/api/customers.ts';
import type { Candidate } from '#shared/api/thread-context.ts';
import { buttons, type Card, paragraph, row, type Section, section, type Widget } from '../card.ts';
import { html, joined } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

/** The name of the field in which a customer is searched for. */
export const SEARCH_FIELD = 'search';

/** Nobody knows whose thread it is, or several customers fit: a person says which. */
export function whoseThreadCard(
  kit: CardKit,
  { verdict, candidates }: { readonly verdict: string; readonly candidates: readonly Candidate[] },
): Card {
  const { thread } = kit.words;
  const at = candidates.length > 0 ? 'ambiguous' : verdictOf(verdict);
  const why = { ambiguous: thread.ambiguousWhy, internal: thread.internalWhy, unknown: thread.unknownWhy }[at];
  return {
    name: 'whose',
    header: { title: thread[at] },
    sections: [
      ...section([paragraph(html`${why}`), ...candidates.flatMap((candidate) => candidateRow(kit, candidate))]),
      ...searchSection(kit),
    ],
  };
}

/** Where the customers that a search found are chosen from. */
export function foundCard(kit: CardKit, customers: readonly CustomerRef[]): Card {
  const { thread } = kit.words;
  const title = customers.length === 0 ? thread.searchNone : thread.searchFound(customers.length);
  const rows = customers.map((customer) =>
    row(html`${customer.name}`, { bottomLabel: customer.number, button: chooseButton(kit, customer) }),
  );
  return { name: 'found', header: { title }, sections: [...section(rows), ...searchSection(kit)] };
}

/** The field for finding a customer by number or name. */
export function searchSection(kit: CardKit): Section[] {
  const { thread } = kit.words;
  const widgets: Widget[] = [
    { textInput: { name: SEARCH_FIELD, label: thread.searchLabel, type: 'SINGLE_LINE' } },
    buttons(kit.button(thread.search, 'search', {})),
  ];
  return section(widgets, { header: thread.find });
}

function candidateRow(kit: CardKit, { customer, evidence }: Candidate): Widget[] {
  const reasons = evidence.map(({ text }) => html`${text}`);
  return [
    row(joined([html`<b>${customer.name}</b>`, ...reasons]), {
      topLabel: kit.words.card.number(customer.number),
    }),
    buttons(chooseButton(kit, customer, kit.words.thread.choose(customer.name))),
  ];
}

/** Beside a message a choice links its thread; without one there is nothing to link. */
function chooseButton(kit: CardKit, { id: customerId }: CustomerRef, label = kit.words.thread.show) {
  return kit.hasMessage
    ? kit.button(label, 'link', { customerId, decision: 'is' })
    : kit.button(label, 'show-customer', { customerId });
}

function verdictOf(verdict: string): 'internal' | 'unknown' {
  return verdict === 'internal' ? 'internal' : 'unknown';
}
