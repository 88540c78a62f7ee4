import { listColleagues } from '#shared/api/colleagues.ts';
import { readCustomerCard } from '#shared/api/customers.ts';
import { assignDispute, DISPUTE_RESOLUTIONS, listDisputes, resolveDispute } from '#shared/api/disputes.ts';
import type { ActionArgs, CustomerPlace } from '../actions.ts';
import { disputesCard, giveCard, resolveCard } from '../cards/dispute-cards.ts';
import { afterEffect } from '../customer-screen.ts';
import type { Answer } from '../envelopes.ts';
import { FIELD } from '../forms/draft.ts';
import { wordIn } from '../google-event.ts';
import type { GoogleRequest } from '../google-request.ts';

/** The disputes that colleagues recorded of a customer. */
export async function onDisputes(request: GoogleRequest, place: CustomerPlace): Promise<Answer> {
  const { api, kit } = request;
  const [{ customer, asOf: today }, { disputes }] = await Promise.all([
    api.call(readCustomerCard, { params: { id: place.customerId } }),
    api.call(listDisputes, { query: { customerId: place.customerId } }),
  ]);
  return { show: 'push', card: disputesCard(kit, { disputes, customerName: customer.name, place, today }) };
}

/** Asks how a dispute ended, or to whom it is given. */
export async function onOpenDispute(
  request: GoogleRequest,
  { disputeId, deed, ...place }: ActionArgs<'open-dispute'>,
): Promise<Answer> {
  const { api, kit } = request;
  const { disputes } = await api.call(listDisputes, { query: { customerId: place.customerId } });
  const dispute = disputes.find(({ id }) => id === disputeId);
  if (dispute === undefined) return { show: 'notice', notice: kit.words.apiFailures.not_found };
  if (dispute.resolution !== null) return { show: 'notice', notice: kit.words.apiCodes.dispute_resolved };
  if (deed === 'resolve') return { show: 'push', card: resolveCard(kit, dispute, place) };
  const { colleagues } = await api.call(listColleagues, {});
  return { show: 'push', card: giveCard(kit, dispute, place, colleagues) };
}

export async function onResolveDispute(
  request: GoogleRequest,
  { disputeId, ...place }: ActionArgs<'resolve-dispute'>,
  idempotencyKey: string,
): Promise<Answer> {
  const { api, kit, event } = request;
  const { disputes } = kit.words;
  const chosen = wordIn(event, FIELD.how);
  const how = DISPUTE_RESOLUTIONS.find((one) => one === chosen);
  if (how === undefined) return { show: 'notice', notice: disputes.needsHow };
  const note = wordIn(event, FIELD.note);
  const body = { how, client: 'gmail' as const, ...(note === '' ? {} : { note }) };
  await api.call(resolveDispute, { params: { id: disputeId }, body, idempotencyKey });
  return afterEffect(request, place, disputes.resolvedAs[how]);
}

export async function onGiveDispute(
  request: GoogleRequest,
  { disputeId, ...place }: ActionArgs<'give-dispute'>,
  idempotencyKey: string,
): Promise<Answer> {
  const { api, kit, event } = request;
  const ownerId = wordIn(event, FIELD.owner);
  const dispute = await api.call(assignDispute, { params: { id: disputeId }, body: { ownerId }, idempotencyKey });
  return afterEffect(request, place, kit.words.disputes.assigned(dispute.owner.name));
}
