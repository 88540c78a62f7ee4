import { recordActivity, withdrawActivity } from '#shared/api/activities.ts';
import { ApiError } from '#shared/api/client.ts';
import { readCustomerCard } from '#shared/api/customers.ts';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import { currencyCode } from '#shared/domain/currency.ts';
import type { ActionArgs } from '../actions.ts';
import { callBody } from '../call-body.ts';
import { callCard, codesCard, currenciesOf } from '../cards/call-cards.ts';
import { chosenCustomerCard } from '../customer-screen.ts';
import type { Answer } from '../envelopes.ts';
import type { GoogleRequest } from '../google-request.ts';
import { tickedItems } from '../ticked-items.ts';

/** Asks what happened on the phone. */
export async function onLogCall(request: GoogleRequest, args: ActionArgs<'log-call'>): Promise<Answer> {
  const { customer } = await request.api.call(readCustomerCard, { params: { id: args.customerId } });
  const itemIds = tickedItems(request.event);
  return { show: 'push', card: codesCard(request.kit, { ...args, itemIds }, customer.name) };
}

/** Asks what the code needs, and how it ended. */
export async function onChooseCode(request: GoogleRequest, args: ActionArgs<'choose-code'>): Promise<Answer> {
  const card = await request.api.call(readCustomerCard, { params: { id: args.customerId } });
  return { show: 'push', card: callCard(request.kit, args, card, ownCurrency(request)) };
}

/** Records a call, once for a button. What is missing or wrong is said, and the form stays. */
export async function onRecordCall(
  request: GoogleRequest,
  args: ActionArgs<'record-call'>,
  idempotencyKey: string,
): Promise<Answer> {
  const { event, kit, api } = request;
  const card = await api.call(readCustomerCard, { params: { id: args.customerId } });
  const [currency = ownCurrency(request)] = currenciesOf(card, ownCurrency(request));
  const typed = { args, event, contacts: card.contacts, currency, formats: kit.formats, words: kit.words };
  const asked = callBody(typed);
  if (!asked.ok) return { show: 'notice', notice: asked.problem };
  try {
    await api.call(recordActivity, { body: asked.body, idempotencyKey });
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'idempotency_key_reused')) throw error;
    return afterEffect(request, args.customerId, kit.words.call.savedBefore);
  }
  return afterEffect(request, args.customerId, kit.words.call.saved(codeDefinition(args.code).label));
}

/** Undoes an activity of one's own; the entry stays in the log. */
export async function onWithdraw(
  request: GoogleRequest,
  { customerId, activityId }: ActionArgs<'withdraw'>,
  idempotencyKey: string,
): Promise<Answer> {
  await request.api.call(withdrawActivity, { params: { id: activityId }, body: {}, idempotencyKey });
  return afterEffect(request, customerId, request.kit.words.entry.undoneSaid);
}

/** What was done is said also where the fresh card cannot be had. */
async function afterEffect(request: GoogleRequest, customerId: string, notice: string): Promise<Answer> {
  const card = await chosenCustomerCard(request, customerId).catch(() => null);
  return card === null ? { show: 'notice', notice } : { show: 'replaceCustomer', card, notice };
}

function ownCurrency({ api }: GoogleRequest) {
  return currencyCode(api.session.tenant.currency);
}
