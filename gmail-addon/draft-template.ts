import { prepareDispatch, previewDispatch } from '#shared/api/dispatches.ts';
import type { Draft } from './gmail-mailbox.ts';
import type { GoogleRequest } from './google-request.ts';
import { correlationOf, recipientsOf } from './open-thread.ts';
import { AddressRefused } from './reply-mime.ts';
import { type Addressed, type MessageOrder, prepareBody, templateMime } from './template-mime.ts';

/** What became of one press of the button for a draft. */
export type Drafting = { readonly at: 'drafted'; readonly draft: Draft } | { readonly at: 'gate_closed' };

const MAX_KEPT = 1_000;

/**
 * Puts templates among the drafts of the open thread, one draft for a press of a button, however often it is pressed. Nothing is out then, and Gmail tells nobody when the user sends the draft: its sent
 * copy is recognised when the thread is next opened.
 */
export class TemplateDrafter {
  private readonly made = new Map<string, Promise<Drafting>>();

  /** Throws ApiError `gate_closed` and others, ApiUnreachable, GmailFailure and AddressRefused. */
  async draft(request: GoogleRequest, order: MessageOrder): Promise<Drafting> {
    const known = this.made.get(order.key);
    if (known !== undefined) return known;
    const drafting = draftOnce(request, order);
    this.keep(order.key, drafting);
    drafting.then(
      ({ at }) => at === 'drafted' || this.made.delete(order.key),
      () => this.made.delete(order.key),
    );
    return drafting;
  }

  private keep(key: string, drafting: Promise<Drafting>): void {
    const [oldest] = this.made.keys();
    if (this.made.size >= MAX_KEPT && oldest !== undefined) this.made.delete(oldest);
    this.made.set(key, drafting);
  }
}

async function draftOnce(request: GoogleRequest, order: MessageOrder): Promise<Drafting> {
  const { api, user } = request;
  const mailbox = request.mailbox();
  const answered = await request.readMessage(mailbox);
  const recipients = recipientsOf(answered, user.email);
  if (recipients.length === 0) throw new AddressRefused('nobody to answer to');
  const addressed = { recipients, message: correlationOf(answered) };
  // Nobody asks the gate when the user presses Send in Gmail. It is asked before, and nothing prepared is left behind that another mail in the thread could be taken for.
  if (order.args.state === null && !(await isGateOpen(api, order, addressed))) return { at: 'gate_closed' };
  const dispatch = await api.call(prepareDispatch, {
    body: prepareBody(order, 'outlook', addressed),
    idempotencyKey: order.key,
  });
  if (order.args.state === null && !dispatch.gate.open) return { at: 'gate_closed' };
  const raw = await templateMime(request, dispatch, { answered, recipients });
  return { at: 'drafted', draft: await mailbox.draft(raw, answered.threadId) };
}

async function isGateOpen(api: GoogleRequest['api'], { args }: MessageOrder, addressed: Addressed): Promise<boolean> {
  const { customerId, templateId, itemIds } = args;
  const { recipients, message } = addressed;
  const body = { customerId, templateId, itemIds, recipients: [...recipients], message };
  const { gate } = await api.call(previewDispatch, { body });
  return gate.open;
}
