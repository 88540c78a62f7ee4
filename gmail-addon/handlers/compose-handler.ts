import { type Participant, readThreadContext } from '#shared/api/thread-context.ts';
import { foundCard } from '../cards/thread-cards.ts';
import { besideNoThread } from '../customer-screen.ts';
import type { Answer } from '../envelopes.ts';
import type { GoogleRequest } from '../google-request.ts';

/** The contract's limit of a header. */
const MAX_HEADER = 20_000;

/** While a mail is written: the card of the customer whom it goes to, or those to choose from. */
export async function onCompose(request: GoogleRequest): Promise<Answer> {
  const { toRecipients = [], ccRecipients = [] } = request.event.gmail ?? {};
  const participants = [...recipients('to', toRecipients), ...recipients('cc', ccRecipients)];
  if (participants.length === 0) return { show: 'push', card: foundCard(request.kit, [], 'open') };
  const context = await request.api.call(readThreadContext, { body: { participants } });
  if (context.card === null) {
    const customers = context.candidates.map(({ customer }) => customer);
    return { show: 'push', card: foundCard(request.kit, customers, 'open') };
  }
  return { show: 'push', card: await besideNoThread(request, context.card) };
}

function recipients(role: Participant['role'], addresses: readonly string[]): Participant[] {
  return addresses.length === 0 ? [] : [{ role, header: addresses.join(', ').slice(0, MAX_HEADER) }];
}
