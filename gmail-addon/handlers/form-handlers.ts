import type { MessageCorrelation } from '#shared/api/activities.ts';
import { listColleagues } from '#shared/api/colleagues.ts';
import { type CustomerCard, readCustomerCard } from '#shared/api/customers.ts';
import { type ActivityCode, codeDefinition, isDisputeRaised, isPromise } from '#shared/domain/activity-code.ts';
import { type CurrencyCode, currencyCode } from '#shared/domain/currency.ts';
import type { ActionArgs, FormArgs, FormKind } from '../actions.ts';
import type { Card } from '../card.ts';
import { isCorrectable } from '../cards/entry-rows.ts';
import {
  callCard,
  callCodes,
  codesCard,
  disputeCard,
  type FormOnScreen,
  noteCard,
  taskCard,
} from '../cards/form-cards.ts';
import { promiseCard } from '../cards/promise-card.ts';
import { conversationOf, messageOrNull } from '../customer-screen.ts';
import type { Answer } from '../envelopes.ts';
import { changedParts } from '../forms/change-parts.ts';
import { type Draft, draftIn, draftOf, emptyDraft, FIELD } from '../forms/draft.ts';
import { currenciesOf } from '../forms/likely-amount.ts';
import { wordFrom } from '../forms/word-channel.ts';
import type { GmailMessage } from '../gmail-message.ts';
import { wordIn } from '../google-event.ts';
import type { GoogleRequest } from '../google-request.ts';
import { entryOf, noteOf } from '../logged-entry.ts';
import { correlationOf } from '../open-thread.ts';
import { tickedItems } from '../ticked-items.ts';

/** Opens a form about what is ticked on the customer card; beside their thread it is tied to the open message. */
export async function onOpenForm(request: GoogleRequest, { kind, ...place }: ActionArgs<'open-form'>): Promise<Answer> {
  const { kit, event } = request;
  const [card, open] = await Promise.all([
    readCard(request, place.customerId),
    place.tied ? messageOrNull(request) : null,
  ]);
  const args: FormArgs = {
    ...place,
    message: place.tied ? namesOf(request, open) : {},
    itemIds: tickedItems(event),
    dataAsOf: card.dataAsOf,
    key: kit.newKey(),
    corrects: null,
  };
  if (kind === 'call') return { show: 'push', card: codesCard(kit, { args, card }) };
  // The customer's word may have come by the open message.
  const isWord = kind === 'promise' || kind === 'dispute';
  const begun = isWord ? wordFrom(open, card.contacts, request.user.email) : {};
  const form = formOf(request, args, card, emptyDraft(firstCurrency(request, card), begun));
  return { show: 'push', card: await drawn(request, kind, form) };
}

function namesOf(request: GoogleRequest, open: GmailMessage | null): MessageCorrelation {
  return open === null ? conversationOf(request) : correlationOf(open);
}

/** Asks what the code needs, and how the call ended; a promise or a dispute goes on in its own form. */
export async function onChooseCode(
  request: GoogleRequest,
  { code, ...args }: ActionArgs<'choose-code'>,
): Promise<Answer> {
  const card = await readCard(request, args.customerId);
  const form = formOf(request, args, card, emptyDraft(firstCurrency(request, card)));
  return { show: 'push', card: await drawnAs(request, code, form) };
}

/** Draws the correction of a call anew for another code, with what was written of it; a promise or a dispute goes on in its own form. */
export async function onChangeCode(
  request: GoogleRequest,
  { code: before, ...args }: ActionArgs<'change-code'>,
): Promise<Answer> {
  const { event, kit } = request;
  const card = await readCard(request, args.customerId);
  const asked = wordIn(event, FIELD.code);
  const code = callCodes(kit).find((one) => one.code === asked)?.code ?? before;
  const draft = draftIn(event, { currency: firstCurrency(request, card), parts: 1, turn: 0 });
  const form = formOf(request, args, card, code === before ? draft : withoutDay(draft, before));
  // The day of a promise is another than that of the call, and Gmail keeps what was typed under a name.
  if (isPromise(code)) return { show: 'replace', card: promiseCard(kit, { ...form, turn: 1 }) };
  return { show: 'replace', card: await drawnAs(request, code, form) };
}

/** An amount that the code before did not ask for is not an empty one. */
function withoutDay(draft: Draft, before: ActivityCode): Draft {
  const hadAmount = codeDefinition(before).amount !== 'none';
  const parts = draft.parts.map(({ amount }) => ({ amount: hadAmount ? amount : null, likely: null, picked: null }));
  return { ...draft, parts };
}

/** Draws a promise anew with more parts, fewer, or an even split. */
export async function onChangeParts(
  request: GoogleRequest,
  { change, parts, turn, ...args }: ActionArgs<'change-parts'>,
): Promise<Answer> {
  const { event, kit } = request;
  const card = await readCard(request, args.customerId);
  const draft = draftIn(event, { currency: firstCurrency(request, card), parts, turn });
  const { formats, words } = kit;
  const changed = changedParts(change, { draft, card, itemIds: args.itemIds, event, formats });
  if (changed === null) return { show: 'notice', notice: words.promise.cannotSplit };
  const form = formOf(request, args, card, changed);
  return { show: 'replace', card: promiseCard(kit, { ...form, turn: turn + 1 }) };
}

/** Opens the form of an entry of one's own, filled with what it said. */
export async function onCorrect(
  request: GoogleRequest,
  { customerId, tied, activityId, on }: ActionArgs<'correct'>,
): Promise<Answer> {
  const [card, entry] = await Promise.all([
    readCard(request, customerId),
    entryOf(request, { customerId, activityId, on }),
  ]);
  const { words, formats } = request.kit;
  if (entry === null || !isCorrectable(entry, request.api.session.user.id)) {
    return { show: 'notice', notice: words.apiCodes.activity_not_correctable };
  }
  const args: FormArgs = {
    customerId,
    tied,
    message: {},
    itemIds: entry.itemIds,
    dataAsOf: card.dataAsOf,
    key: request.kit.newKey(),
    corrects: activityId,
  };
  const draft = draftOf(entry, await noteOf(request, entry), firstCurrency(request, card), formats);
  return { show: 'push', card: await drawnAs(request, entry.code, formOf(request, args, card, draft)) };
}

async function drawnAs(request: GoogleRequest, code: ActivityCode, form: FormOnScreen): Promise<Card> {
  if (isPromise(code)) return drawn(request, 'promise', form);
  if (isDisputeRaised(code)) return drawn(request, 'dispute', form);
  return code === 'note' ? drawn(request, 'note', form) : callCard(request.kit, form, code);
}

async function drawn(request: GoogleRequest, kind: Exclude<FormKind, 'call'>, form: FormOnScreen): Promise<Card> {
  const { kit } = request;
  switch (kind) {
    case 'promise':
      return promiseCard(kit, { ...form, turn: 0 });
    case 'dispute':
      return disputeCard(kit, form, await colleaguesOf(request));
    case 'task':
      return taskCard(kit, form, await colleaguesOf(request));
    case 'note':
      return noteCard(kit, form);
  }
}

async function colleaguesOf({ api }: GoogleRequest) {
  const { colleagues } = await api.call(listColleagues, {});
  return colleagues;
}

function readCard({ api }: GoogleRequest, id: string): Promise<CustomerCard> {
  return api.call(readCustomerCard, { params: { id } });
}

function formOf(request: GoogleRequest, args: FormArgs, card: CustomerCard, draft: Draft): FormOnScreen {
  return { args, card, draft, currencies: currenciesOf(card, ownCurrency(request)) };
}

/** In which a form begins where its reader does not choose. */
export function firstCurrency(request: GoogleRequest, card: CustomerCard): CurrencyCode {
  const [first = ownCurrency(request)] = currenciesOf(card, ownCurrency(request));
  return first;
}

function ownCurrency({ api }: GoogleRequest): CurrencyCode {
  return currencyCode(api.session.tenant.currency);
}
