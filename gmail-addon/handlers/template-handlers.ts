import { ApiError } from '#shared/api/client.ts';
import { readCustomerCard } from '#shared/api/customers.ts';
import { type FreePart, listTemplates, previewDispatch, readDispatch, reportDelivery } from '#shared/api/dispatches.ts';
import type { ActionArgs } from '../actions.ts';
import type { Card } from '../card.ts';
import {
  ATTACH_FIELD,
  CONTACTS_FIELD,
  MOST_CONTACTS,
  OVERRIDE_FIELD,
  partField,
  previewCard,
  wishOf,
} from '../cards/preview-card.ts';
import { inDoubtCard, notLoggedCard, sentSection } from '../cards/sending-cards.ts';
import { templatesCard } from '../cards/template-cards.ts';
import { chosenCustomerCard, conversationOf } from '../customer-screen.ts';
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
  return { show: 'push', card: await freshPreview(request, { ...args, parts: [] }) };
}

/** The same with what was written in its free parts. */
export async function onFillAgain(request: GoogleRequest, args: ActionArgs<'fill-again'>): Promise<Answer> {
  return { show: 'replace', card: await freshPreview(request, args) };
}

/** Sends in the open thread and logs it. */
export async function onSend(
  request: GoogleRequest,
  { args, key, sender }: { args: ActionArgs<'send'>; key: string; sender: TemplateSender },
): Promise<Answer> {
  const { templates, cards } = request.kit.words;
  const order = orderOf(request, args, key);
  if (order === null) return { show: 'notice', notice: templates.overrideShort };
  if (order.contacts.length > 0) return { show: 'notice', notice: cards.templates.newIsDraft };
  try {
    return await afterSending(request, args, await sender.send(request, order));
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'gate_closed')) throw error;
    return {
      show: 'replace',
      card: await freshPreview(request, args, templates.tooLate),
      notice: cards.templates.notSent,
    };
  }
}

/** Puts it among the drafts of the thread, for the user to change and send. */
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
    card: await freshPreview(request, args, templates.tooLate),
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
  const contacts = wordsIn(event, CONTACTS_FIELD).slice(0, MOST_CONTACTS);
  return { args, reason, key, attachments, contacts, freeParts: writtenParts(event, args.parts) };
}

/** What stands in the fields of the free parts. Google leaves out a field that is empty. */
function writtenParts(event: GoogleEvent, names: readonly string[]): FreePart[] {
  return names.map((name) => ({ name, text: wordsIn(event, partField(name)).join('\n').slice(0, LONGEST_PART) }));
}

/** Looks whether the log knows by now that a message went out. */
export async function onLookAgain(
  request: GoogleRequest,
  { customerId, dispatchId }: ActionArgs<'look-again'>,
): Promise<Answer> {
  const { delivery, template } = await request.api.call(readDispatch, { params: { id: dispatchId } });
  if (delivery === 'confirmed') return afterSent(request, customerId);
  const { dispatch, stages, deliveries } = request.kit.words;
  const notice = dispatch.line(stages[template.stage], deliveries[delivery]);
  return { show: 'notice', notice };
}

/** The user saw the message in Sent, or Gmail had said so before. */
export async function onMarkSent(
  request: GoogleRequest,
  { customerId, dispatchId, message }: ActionArgs<'mark-sent'>,
  idempotencyKey: string,
): Promise<Answer> {
  const body = { delivery: 'confirmed' as const, message };
  await request.api.call(reportDelivery, { params: { id: dispatchId }, body, idempotencyKey });
  return afterSent(request, customerId);
}

async function afterSending(request: GoogleRequest, args: ActionArgs<'send'>, sending: Sending): Promise<Answer> {
  const { kit } = request;
  const { customerId } = args;
  const { templates } = kit.words.cards;
  switch (sending.at) {
    case 'sent':
      return afterSent(request, customerId);
    case 'sent_not_logged':
      return { show: 'replace', card: notLoggedCard(kit, { customerId, ...sending }) };
    case 'not_sent': {
      const why = `${templates.notSent}. ${failureWords(sending.failure, kit.words).why}`;
      return { show: 'replace', card: await freshPreview(request, args, why), notice: templates.notSent };
    }
    case 'in_doubt':
      return { show: 'replace', card: inDoubtCard(kit, { customerId, ...sending }, templates.inDoubtWhy) };
    case 'under_way':
      return { show: 'replace', card: inDoubtCard(kit, { customerId, ...sending }, templates.underWay) };
  }
}

/** That it was sent is said also where the fresh card cannot be had. */
async function afterSent(request: GoogleRequest, customerId: string): Promise<Answer> {
  const notice = request.kit.words.cards.templates.sent;
  const news = sentSection(request.kit);
  const card = await chosenCustomerCard(request, { customerId, tied: true }, { news }).catch(() => null);
  return card === null ? { show: 'notice', notice } : { show: 'replaceCustomer', card, notice };
}

interface PreviewAsked extends ActionArgs<'preview'> {
  /** The free parts that are fields of the card at hand. */
  readonly parts: readonly string[];
}

/** The preview as of now, with what is written and ticked on the card at hand. */
async function freshPreview(
  request: GoogleRequest,
  { customerId, templateId, itemIds, parts }: PreviewAsked,
  news?: string,
): Promise<Card> {
  const { event, kit, user } = request;
  const message = await request.readMessage();
  const recipients = recipientsOf(message, user.email);
  const freeParts = writtenParts(event, parts);
  const body = { customerId, templateId, itemIds, recipients, message: conversationOf(request), freeParts };
  const [preview, { contacts }] = await Promise.all([
    request.api.call(previewDispatch, { body }),
    request.api.call(readCustomerCard, { params: { id: customerId } }),
  ]);
  return previewCard(kit, {
    preview,
    customerId,
    recipients,
    contacts: { all: contacts, ticked: wordsIn(event, CONTACTS_FIELD) },
    subject: replySubject(message.subject),
    files: wordsIn(event, ATTACH_FIELD),
    ...(news === undefined ? {} : { news }),
  });
}
