import { findCustomers } from '#shared/api/customers.ts';
import { linkThread, readThreadContext } from '#shared/api/thread-context.ts';
import type { ActionArgs } from '../actions.ts';
import type { Card } from '../card.ts';
import { unreadableCard } from '../cards/problem-card.ts';
import { foundCard, SEARCH_FIELD, whoseThreadCard } from '../cards/thread-cards.ts';
import { chosenCustomerCard, conversationOf, foundCustomerCard, messageOrNull } from '../customer-screen.ts';
import type { Answer } from '../envelopes.ts';
import { failureWords } from '../failure-answer.ts';
import { GmailFailure } from '../gmail-failure.ts';
import type { GmailMessage } from '../gmail-message.ts';
import { wordIn } from '../google-event.ts';
import type { GoogleRequest } from '../google-request.ts';
import { linkNames, threadBody } from '../open-thread.ts';
import { onHome } from './worklist-handlers.ts';

/** A message was opened, or its card is to be made anew. */
export async function onMessageOpen(request: GoogleRequest): Promise<Answer> {
  if (!request.kit.hasMessage) return onHome(request);
  return { show: 'replaceRoot', card: await threadCard(request) };
}

/** Finds customers by number or name, to say whose the open thread is or to open a card. */
export async function onSearch(request: GoogleRequest, { purpose }: ActionArgs<'search'>): Promise<Answer> {
  const search = wordIn(request.event, SEARCH_FIELD).slice(0, 500);
  if (search === '') return { show: 'notice', notice: request.kit.words.cards.thread.searchEmpty };
  const { customers } = await request.api.call(findCustomers, { query: { search } });
  return { show: 'push', card: foundCard(request.kit, customers, request.kit.mayChange ? purpose : 'open') };
}

/** Opens the card of any customer; the open message stays whose it is. */
export async function onShowCustomer(
  request: GoogleRequest,
  { customerId }: ActionArgs<'show-customer'>,
): Promise<Answer> {
  return { show: 'push', card: await chosenCustomerCard(request, { customerId, tied: false }) };
}

/** Ticks all items that are past due, or none. */
export async function onTick(
  request: GoogleRequest,
  { which: ticking, ...place }: ActionArgs<'tick'>,
): Promise<Answer> {
  return { show: 'replace', card: await chosenCustomerCard(request, place, { ticking }) };
}

/** A person says whose the thread is, or is not; it is remembered, and the card follows. */
export async function onLink(
  request: GoogleRequest,
  { customerId, decision }: ActionArgs<'link'>,
  idempotencyKey: string,
): Promise<Answer> {
  const message = await messageOrNull(request);
  const names = message === null ? conversationOf(request) : linkNames(message, request.user.email);
  const body = { customerId, decision, ...names };
  const { customer } = await request.api.call(linkThread, { body, idempotencyKey });
  const { thread } = request.kit.words.cards;
  if (decision === 'is_not') {
    return { show: 'replaceRoot', card: await threadCard(request), notice: thread.unlinked(customer.name) };
  }
  const card = await chosenCustomerCard(request, { customerId, tied: true });
  return { show: 'replaceRoot', card, notice: thread.linked(customer.name) };
}

async function threadCard(request: GoogleRequest): Promise<Card> {
  let message: GmailMessage;
  try {
    message = await request.readMessage();
  } catch (error) {
    if (!(error instanceof GmailFailure)) throw error;
    return unreadableCard(request.kit, failureWords(error, request.kit.words).why);
  }
  return cardOfMessage(request, message);
}

async function cardOfMessage(request: GoogleRequest, message: GmailMessage): Promise<Card> {
  const context = await request.api.call(readThreadContext, { body: threadBody(message) });
  const customerId = context.card?.customer.id ?? null;
  if (request.kit.mayChange)
    request.sentMail.look({ mailbox: request.mailbox(), api: request.api, open: message, customerId });
  return (await foundCustomerCard(request, context)) ?? whoseThreadCard(request.kit, context);
}
