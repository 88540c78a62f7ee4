import type { MessageCorrelation } from '#shared/api/activities.ts';
import { type CustomerCard, readCustomerCard } from '#shared/api/customers.ts';
import { listTasks, type TaskView } from '#shared/api/tasks.ts';
import { type Candidate, type Evidence, readThreadContext, type ThreadContext } from '#shared/api/thread-context.ts';
import type { CustomerPlace } from './actions.ts';
import { type Button, buttons, type Card, paragraph, type Section, section } from './card.ts';
import { bold } from './card-html.ts';
import { customerCard } from './cards/customer-card.ts';
import type { Ticking } from './cards/item-section.ts';
import type { Answer } from './envelopes.ts';
import { GmailFailure } from './gmail-failure.ts';
import { apiId } from './gmail-ids.ts';
import type { GmailMessage } from './gmail-message.ts';
import type { GoogleRequest } from './google-request.ts';
import { threadBody } from './open-thread.ts';

interface Shown {
  readonly card: CustomerCard;
  readonly evidence: readonly Evidence[] | null;
  readonly others: readonly Candidate[];
}

interface Extras {
  readonly news?: readonly Section[];
  readonly ticking?: Ticking;
}

/** The card of a customer that the server found for the open message. */
export async function foundCustomerCard(
  request: GoogleRequest,
  { card, candidates }: ThreadContext,
): Promise<Card | null> {
  if (card === null) return null;
  const shown = { card, ...evidenceFor(card.customer.id, candidates) };
  return drawn(request, shown, await tasksOf(request, card.customer.id));
}

/** The card of a customer who is no open thread's, as the server has given it. */
export async function besideNoThread(request: GoogleRequest, card: CustomerCard): Promise<Card> {
  const shown = { card, evidence: null, others: [] };
  return drawn(request, shown, await tasksOf(request, card.customer.id));
}

/**
 * The card of a customer that a person chose, with the figures of now. Beside their open thread it says why, and what is done is tied to that; beside another customer's, or none, it says so.
 * Throws ApiError, ApiUnreachable.
 */
export async function chosenCustomerCard(
  request: GoogleRequest,
  place: CustomerPlace,
  extras: Extras = {},
): Promise<Card> {
  const [shown, tasks] = await Promise.all([shownFor(request, place), tasksOf(request, place.customerId)]);
  return drawn(request, shown, tasks, extras);
}

async function shownFor(request: GoogleRequest, { customerId, tied }: CustomerPlace): Promise<Shown> {
  const read = () => request.api.call(readCustomerCard, { params: { id: customerId } });
  if (!tied || !request.kit.hasMessage) return { card: await read(), evidence: null, others: [] };
  const open = await messageOrNull(request);
  if (open === null) return { card: await read(), evidence: [], others: [] };
  const { card, candidates } = await request.api.call(readThreadContext, { body: threadBody(open) });
  return {
    card: card?.customer.id === customerId ? card : await read(),
    ...evidenceFor(customerId, candidates),
  };
}

function evidenceFor(
  customerId: string,
  candidates: readonly Candidate[],
): Pick<Shown, 'others'> & { evidence: Evidence[] } {
  const evidence = candidates.find(({ customer }) => customer.id === customerId)?.evidence ?? [];
  return { evidence: [...evidence], others: candidates.filter(({ customer }) => customer.id !== customerId) };
}

/** The card is worth showing without the tasks; it then says that they are missing. */
async function tasksOf({ api, kit }: GoogleRequest, customerId: string): Promise<TaskView[] | null> {
  if (!kit.mayChange) return [];
  try {
    const { tasks } = await api.call(listTasks, { query: { customerId } });
    return tasks;
  } catch {
    return null;
  }
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

/** What was done is said also where the fresh card cannot be had; `deeds` are what can be done about it next. */
export async function afterEffect(
  request: GoogleRequest,
  { customerId, tied }: CustomerPlace,
  notice: string,
  deeds: readonly Button[] = [],
): Promise<Answer> {
  const place = { customerId, tied };
  const news = newsSection(notice, deeds);
  const card = await chosenCustomerCard(request, place, { news }).catch(() => null);
  return card === null ? { show: 'notice', notice } : { show: 'replaceCustomer', card, notice };
}

/** What was just done, at the top of a card. */
export function newsSection(notice: string, deeds: readonly Button[]): Section[] {
  return section([paragraph(bold(notice)), ...(deeds.length > 0 ? [buttons(...deeds)] : [])]);
}

function drawn(
  { kit, api }: GoogleRequest,
  shown: Shown,
  tasks: TaskView[] | null,
  { news = [], ticking }: Extras = {},
): Card {
  return customerCard(kit, { ...shown, tasks, news, ticking: ticking ?? null, userId: api.session.user.id });
}
