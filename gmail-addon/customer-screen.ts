import type { MessageCorrelation } from '#shared/api/activities.ts';
import { type CustomerCard, readCustomerCard } from '#shared/api/customers.ts';
import { type Evidence, readThreadContext, type ThreadContext } from '#shared/api/thread-context.ts';
import type { Card, Section } from './card.ts';
import { customerCard } from './cards/customer-card.ts';
import { GmailFailure } from './gmail-failure.ts';
import { apiId } from './gmail-ids.ts';
import type { GmailMessage } from './gmail-message.ts';
import type { GoogleRequest } from './google-request.ts';
import { correlationOf, threadBody } from './open-thread.ts';

interface Shown {
  readonly card: CustomerCard;
  readonly evidence: readonly Evidence[] | null;
  readonly message: MessageCorrelation;
}

/** The card of a customer that the server found for the open message. */
export function foundCustomerCard(request: GoogleRequest, context: ThreadContext, message: GmailMessage): Card | null {
  const { card, candidates } = context;
  if (card === null) return null;
  const evidence = candidates.find(({ customer }) => customer.id === card.customer.id)?.evidence ?? [];
  return drawn(request, { card, evidence, message: correlationOf(message) });
}

/** The card of a customer that a person chose, with the figures of now, and why it is shown where there is a message. Throws ApiError, ApiUnreachable. */
export async function chosenCustomerCard(
  request: GoogleRequest,
  customerId: string,
  news: Section[] = [],
): Promise<Card> {
  return drawn(request, await shownFor(request, customerId), news);
}

async function shownFor(request: GoogleRequest, customerId: string): Promise<Shown> {
  const read = () => request.api.call(readCustomerCard, { params: { id: customerId } });
  if (!request.kit.hasMessage) return { card: await read(), evidence: null, message: {} };
  const open = await messageOrNull(request);
  if (open === null) return { card: await read(), evidence: [], message: conversationOf(request) };
  const { card, candidates } = await request.api.call(readThreadContext, { body: threadBody(open) });
  const evidence = candidates.find(({ customer }) => customer.id === customerId)?.evidence ?? [];
  const message = correlationOf(open);
  return { card: card?.customer.id === customerId ? card : await read(), evidence, message };
}

/** The open message; null where Gmail does not let us read it. */
export async function messageOrNull(request: GoogleRequest): Promise<GmailMessage | null> {
  try {
    return await request.readMessage();
  } catch (error) {
    if (error instanceof GmailFailure) return null;
    throw error;
  }
}

/** What is known of the open message without reading it. */
export function conversationOf({ event }: GoogleRequest): MessageCorrelation {
  const conversation = apiId(event.gmail?.threadId ?? '');
  return conversation === null ? {} : { conversation };
}

function drawn({ kit, api }: GoogleRequest, shown: Shown, news: Section[] = []): Card {
  return customerCard(kit, { ...shown, news, userId: api.session.user.id });
}
