import type { CustomerCard } from '#shared/api/customers.ts';
import { type Card, row, section, type Widget } from '../card.ts';
import { html, shortened } from '../card-html.ts';
import type { CardKit } from '../card-kit.ts';

const LONGEST_NAME = 120;

/** The statement of account and the documents of the open items, each to be opened in the browser. */
export function documentsCard(kit: CardKit, { customer, oldestItems, asOf }: CustomerCard): Card {
  const { templates, card, cards } = kit.words;
  const { id: customerId } = customer;
  const open = (text: string, itemId: string | null, spoken: string, more: string): Widget =>
    row(html`${text}`, {
      ...(more === '' ? {} : { bottomLabel: more }),
      button: kit.opener(templates.openFile, 'open-document', { customerId, itemId }, spoken),
    });
  const documents = oldestItems.filter(({ hasDocument }) => hasDocument);
  return {
    name: 'documents',
    header: { title: cards.documents.heading, subtitle: shortened(customer.name, LONGEST_NAME) },
    sections: section([
      open(templates.statement, null, templates.openThisFile(templates.statement), ''),
      ...documents.map(({ id, number, left, dueOn }) => {
        const named = shortened(number, LONGEST_NAME);
        const more = `${kit.formats.money(left)}, ${card.due(kit.formats.day(dueOn, asOf))}`;
        return open(named, id, card.openDocument(named), more);
      }),
    ]),
  };
}
