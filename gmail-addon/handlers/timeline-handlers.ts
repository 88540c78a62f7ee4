import { readActivityText } from '#shared/api/activities.ts';
import { readTimeline } from '#shared/api/customers.ts';
import { dayInZone } from '#shared/domain/calendar-date.ts';
import type { ActionArgs } from '../actions.ts';
import { ENTRIES_A_PAGE, saidCard, timelineCard } from '../cards/timeline-card.ts';
import type { Answer } from '../envelopes.ts';
import type { GoogleRequest } from '../google-request.ts';

/** Shows a page of a customer's line of time; Gmail's own arrow leads back to the one before. */
export async function onTimeline(
  request: GoogleRequest,
  { before, skip, ...place }: ActionArgs<'timeline'>,
): Promise<Answer> {
  const { api, kit, now } = request;
  const query = { limit: ENTRIES_A_PAGE, ...(before === null ? {} : { before }) };
  const page = await api.call(readTimeline, { params: { id: place.customerId }, query });
  const today = dayInZone(now(), api.session.tenant.zone);
  const userId = api.session.user.id;
  return { show: 'push', card: timelineCard(kit, { page, place, today, userId, before, skip }) };
}

/** What was said in a message. */
export async function onSaid({ api, kit }: GoogleRequest, { activityId }: ActionArgs<'said'>): Promise<Answer> {
  return { show: 'push', card: saidCard(kit, await api.call(readActivityText, { params: { id: activityId } })) };
}
