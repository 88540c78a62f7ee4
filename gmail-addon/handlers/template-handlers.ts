import { acknowledgeClause } from '#shared/api/clauses.ts';
import { ApiError } from '#shared/api/client.ts';
import { readCustomerCard } from '#shared/api/customers.ts';
import { type FreePart, listTemplates, previewDispatch, readDispatch, reportDelivery } from '#shared/api/dispatches.ts';
import { type ActionArgs, MOST_CONTACTS } from '../actions.ts';
import type { Card } from '../card.ts';
import { ATTACH_FIELD, CONTACTS_FIELD, OVERRIDE_FIELD, partField, previewCard, wishOf } from '../cards/preview-card.ts';
import { inDoubtCard, notLoggedCard } from '../cards/sending-cards.ts';
import { templatesCard } from '../cards/template-cards.ts';
import { chosenCustomerCard, conversationOf, newsSection } from '../customer-screen.ts';
import type { TemplateDrafter } from '../draft-template.ts';
import type { Answer } from '../envelopes.ts';
import { failureWords } from '../failure-answer.ts';
import type { Draft } from '../gmail-mailbox.ts';
import { type GoogleEvent, wordIn, wordsIn } from '../google-event.ts';
import type { GoogleRequest } from '../google-request.ts';
import { recipientsOf } from '../open-thread.ts';
import { replySubject } from '../reply-mime.ts';
import type { Sending, TemplateSender } from '../send-template.ts';
import type { MessageOrder } from '../template-mime.ts';
import { tickedItems } from '../ticked-items.ts';
import { DRAFT_WAY } from '../unproven.ts';

const MIN_REASON = 3;
const MAX_REASON = 500;
/** The contract's limit for a free part. */
const LONGEST_PART = 4_000;

/** Lists the approved templates. */
export async function onChooseTemplate(
  { api, kit, event }: GoogleRequest,
  { customerId }: ActionArgs<'choose-template'>,
): Promise<Answer> {
  const [{ customer }, list] = await Promise.all([
    api.call(readCustomerCard, { params: { id: customerId } }),
    api.call(listTemplates, { query: { customerId } }),
  ]);
  return { show: 'push', card: templatesCard(kit, { ...list, customer, itemIds: tickedItems(event) }) };
}

/** Shows a template filled with the figures of today, and the gate's verdict; nothing is recorded. */
export async function onPreview(request: GoogleRequest, args: ActionArgs<'preview'>): Promise<Answer> {
  return { show: 'push', card: await freshPreview(request, { ...args, parts: [], to: [] }) };
}

/** The same with what was written in its free parts. */
export async function onFillAgain(request: GoogleRequest, args: ActionArgs<'fill-again'>): Promise<Answer> {
  return { show: 'replace', card: await freshPreview(request, args) };
}

/** The same as it goes to the contacts who are ticked, as a new message. */
export async function onNewMessage(request: GoogleRequest, args: ActionArgs<'new-message'>): Promise<Answer> {
  const to = tickedContacts(request.event);
  if (to.length === 0) return { show: 'notice', notice: request.kit.words.templates.noRecipient };
  const freeParts = await rewrittenParts(request, args);
  return { show: 'push', card: await freshPreview(request, { ...args, to }, { freeParts }) };
}

/** Of the free parts those that were written anew: in the others a greeting follows whom the message goes to. */
async function rewrittenParts(request: GoogleRequest, args: ActionArgs<'new-message'>): Promise<FreePart[]> {
  const { event, api, user } = request;
  const written = writtenParts(event, args.parts);
  if (written.length === 0) return [];
  const { customerId, templateId, itemIds } = args;
  const recipients = recipientsOf(await request.readMessage(), user.email);
  const body = { customerId, templateId, itemIds, recipients, message: conversationOf(request) };
  const { filled } = await api.call(previewDispatch, { body });
  const originals = new Map(filled.parts.flatMap((part) => (part.kind === 'free' ? [[part.name, part.original]] : [])));
  return written.filter(({ name, text }) => sameLines(text) !== sameLines(originals.get(name) ?? ''));
}

/** However a browser ends its lines. */
function sameLines(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

/** Notes that changed bank details were seen, and shows the template without that warning. */
export async function onAcknowledgeClauses(
  request: GoogleRequest,
  { clauseIds, ...args }: ActionArgs<'acknowledge-clauses'>,
): Promise<Answer> {
  await Promise.all(clauseIds.map((id) => request.api.call(acknowledgeClause, { params: { id } })));
  return { show: 'replace', card: await freshPreview(request, args) };
}

/** Sends in the open thread, or as a new message where the card shows one, and logs it. */
export async function onSend(
  request: GoogleRequest,
  { args, key, sender }: { args: ActionArgs<'send'>; key: string; sender: TemplateSender },
): Promise<Answer> {
  const { templates, cards } = request.kit.words;
  const order = orderOf(request, args, key);
  if (order === null) return { show: 'notice', notice: templates.overrideShort };
  // What is to go to ticked contacts is shown before it goes: it is greeted and named otherwise.
  if (args.to.length === 0 && order.contacts.length > 0) return { show: 'notice', notice: cards.templates.newIsShown };
  try {
    return await afterSending(request, args, await sender.send(request, order));
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'gate_closed')) throw error;
    return {
      show: 'replace',
      card: await freshPreview(request, args, { news: templates.tooLate }),
      notice: cards.templates.notSent,
    };
  }
}

/** Puts it among the drafts, of the thread or of none, for the user to change and send. */
export async function onDraft(
  request: GoogleRequest,
  { args, key, drafter }: { args: ActionArgs<'draft'>; key: string; drafter: TemplateDrafter },
): Promise<Answer> {
  const { templates, cards } = request.kit.words;
  const order = orderOf(request, args, key);
  if (order === null) return { show: 'notice', notice: templates.overrideShort };
  try {
    const drafting = await drafter.draft(request, order);
    if (drafting.at === 'drafted') return afterDrafting(request, drafting.draft);
    if (drafting.at === 'elsewhere') return { show: 'notice', notice: cards.templates.draftElsewhere };
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'gate_closed')) throw error;
  }
  return {
    show: 'replace',
    card: await freshPreview(request, args, { news: templates.tooLate }),
    notice: cards.templates.notDrafted,
  };
}

function afterDrafting({ kit }: GoogleRequest, { id, threadId }: Draft): Answer {
  const { templates } = kit.words.cards;
  if (DRAFT_WAY !== 'open') return { show: 'notice', notice: templates.draftLeft };
  return { show: 'draft', draftId: id, threadId, notice: templates.draftOpened };
}

/** Null where a reason is needed and none is given. */
function orderOf({ event }: GoogleRequest, args: ActionArgs<'send'>, key: string): MessageOrder | null {
  const reason = wordIn(event, OVERRIDE_FIELD).slice(0, MAX_REASON);
  if (args.state !== null && reason.length < MIN_REASON) return null;
  const attachments = wordsIn(event, ATTACH_FIELD).flatMap((word) => wishOf(word) ?? []);
  const contacts = args.to.length > 0 ? args.to : tickedContacts(event);
  return { args, reason, key, attachments, contacts, freeParts: writtenParts(event, args.parts) };
}

function tickedContacts(event: GoogleEvent): string[] {
  return wordsIn(event, CONTACTS_FIELD).slice(0, MOST_CONTACTS);
}

/** What stands in the fields of the free parts. Google leaves out a field that is empty. */
function writtenParts(event: GoogleEvent, names: readonly string[]): FreePart[] {
  return names.map((name) => ({ name, text: wordsIn(event, partField(name)).join('\n').slice(0, LONGEST_PART) }));
}

/** Looks whether the log knows by now that a message went out. */
export async function onLookAgain(
  request: GoogleRequest,
  { customerId, dispatchId, isNew }: ActionArgs<'look-again'>,
): Promise<Answer> {
  const { delivery, template } = await request.api.call(readDispatch, { params: { id: dispatchId } });
  if (delivery === 'confirmed') return afterSent(request, customerId, isNew);
  const { dispatch, stages, deliveries } = request.kit.words;
  const notice = dispatch.line(stages[template.stage], deliveries[delivery]);
  return { show: 'notice', notice };
}

/** The user saw the message in Sent, or Gmail had said so before. */
export async function onMarkSent(
  request: GoogleRequest,
  { customerId, dispatchId, message, isNew }: ActionArgs<'mark-sent'>,
  idempotencyKey: string,
): Promise<Answer> {
  const body = { delivery: 'confirmed' as const, message };
  await request.api.call(reportDelivery, { params: { id: dispatchId }, body, idempotencyKey });
  return afterSent(request, customerId, isNew);
}

async function afterSending(request: GoogleRequest, args: ActionArgs<'send'>, sending: Sending): Promise<Answer> {
  const { kit } = request;
  const { customerId } = args;
  const { templates } = kit.words.cards;
  const isNew = args.to.length > 0;
  switch (sending.at) {
    case 'sent':
      return afterSent(request, customerId, isNew);
    case 'sent_not_logged':
      return { show: 'replace', card: notLoggedCard(kit, { customerId, isNew, ...sending }) };
    case 'not_sent': {
      const news = `${templates.notSent}. ${failureWords(sending.failure, kit.words).why}`;
      return { show: 'replace', card: await freshPreview(request, args, { news }), notice: templates.notSent };
    }
    case 'in_doubt':
      return { show: 'replace', card: inDoubtCard(kit, { customerId, isNew, ...sending }, templates.inDoubtWhy) };
    case 'under_way':
      return { show: 'replace', card: inDoubtCard(kit, { customerId, isNew, ...sending }, templates.underWay) };
  }
}

/** That it was sent is said also where the fresh card cannot be had. */
async function afterSent(request: GoogleRequest, customerId: string, isNew: boolean): Promise<Answer> {
  const { templates } = request.kit.words.cards;
  const notice = isNew ? templates.sentNew : templates.sent;
  const news = newsSection(notice, []);
  const card = await chosenCustomerCard(request, { customerId, tied: true }, { news }).catch(() => null);
  return card === null ? { show: 'notice', notice } : { show: 'replaceCustomer', card, notice };
}

interface PreviewAsked extends ActionArgs<'preview'> {
  /** The free parts that are fields of the card at hand. */
  readonly parts: readonly string[];
  /** To whom it goes as a new message; empty for an answer in the open thread. */
  readonly to: readonly string[];
}

/** The preview as of now, with what is written and ticked on the card at hand. */
async function freshPreview(
  request: GoogleRequest,
  { customerId, templateId, itemIds, parts, to }: PreviewAsked,
  { news, freeParts = writtenParts(request.event, parts) }: { news?: string; freeParts?: FreePart[] } = {},
): Promise<Card> {
  const { event, kit, user } = request;
  const answered = to.length > 0 ? null : await request.readMessage();
  const recipients = answered === null ? [...to] : recipientsOf(answered, user.email);
  const message = answered === null ? {} : conversationOf(request);
  const body = { customerId, templateId, itemIds, recipients, message, freeParts };
  const [preview, { contacts }] = await Promise.all([
    request.api.call(previewDispatch, { body }),
    request.api.call(readCustomerCard, { params: { id: customerId } }),
  ]);
  return previewCard(kit, {
    preview,
    customerId,
    recipients,
    isNew: answered === null,
    contacts: { all: contacts, ticked: wordsIn(event, CONTACTS_FIELD) },
    subject: answered === null ? preview.filled.subject : replySubject(answered.subject),
    files: wordsIn(event, ATTACH_FIELD),
    ...(news === undefined ? {} : { news }),
  });
}
