import { readCustomerCard } from '#shared/api/customers.ts';
import { linkDocument } from '#shared/api/documents.ts';
import type { ActionArgs, CustomerPlace } from '../actions.ts';
import { documentsCard } from '../cards/documents-card.ts';
import type { Answer } from '../envelopes.ts';
import type { GoogleRequest } from '../google-request.ts';

/** What there is of the customer to be looked at. */
export async function onDocuments({ api, kit }: GoogleRequest, { customerId }: CustomerPlace): Promise<Answer> {
  const card = await api.call(readCustomerCard, { params: { id: customerId } });
  return { show: 'push', card: documentsCard(kit, card) };
}

/** Opens one by an address that is good for minutes. */
export async function onOpenDocument(
  { api }: GoogleRequest,
  { customerId, itemId }: ActionArgs<'open-document'>,
): Promise<Answer> {
  const wish = itemId === null ? ({ kind: 'statement' } as const) : ({ kind: 'invoice', itemId } as const);
  const { url } = await api.call(linkDocument, { params: { id: customerId }, body: { wish } });
  return { show: 'link', url };
}
