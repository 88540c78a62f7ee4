import { randomUUID } from 'node:crypto';
import { claimSending, prepareDispatch, previewDispatch } from '#shared/api/dispatches.ts';
import { GmailFailure } from './gmail-failure.ts';
import type { Draft } from './gmail-mailbox.ts';
import type { GoogleRequest } from './google-request.ts';
import { type Addressed, addressingOf, type MessageOrder, prepareBody, templateMime } from './template-mime.ts';

/** What became of one press of the button for a draft. */
export type Drafting =
  | { readonly at: 'drafted'; readonly draft: Draft }
  | { readonly at: 'gate_closed' }
  /** Another press has it in hand, in another process or before a failure of which nobody knows what came of it. */
  | { readonly at: 'elsewhere' };

const MAX_KEPT = 1_000;

/**
 * Puts templates among the drafts of the open thread, or among those of no thread yet, one draft for a press of a button, however often it is pressed and in however many processes. Nothing is out then, and Gmail tells nobody when the user sends the draft: its sent
 * copy is recognised when the thread is next opened.
 */
export class TemplateDrafter {
  private readonly made = new Map<string, Promise<Drafting>>();
  /** Under which claim a press goes again that Gmail refused, so that there is no draft of it. */
  private readonly refused = new Map<string, string>();

  /** Throws ApiError `gate_closed` and others, ApiUnreachable, GmailFailure and AddressRefused. */
  async draft(request: GoogleRequest, order: MessageOrder): Promise<Drafting> {
    const known = this.made.get(order.key);
    if (known !== undefined) return known;
    const drafting = this.claimed(request, order);
    this.keep(order.key, drafting);
    drafting.then(
      ({ at }) => at === 'drafted' || this.made.delete(order.key),
      () => this.made.delete(order.key),
    );
    return drafting;
  }

  private async claimed(request: GoogleRequest, order: MessageOrder): Promise<Drafting> {
    const claim = this.refused.get(order.key) ?? randomUUID();
    this.refused.delete(order.key);
    try {
      return await draftOnce(request, order, claim);
    } catch (error) {
      if (error instanceof GmailFailure && !error.mayHaveHappened) this.refused.set(order.key, claim);
      throw error;
    }
  }

  private keep(key: string, drafting: Promise<Drafting>): void {
    const [oldest] = this.made.keys();
    if (this.made.size >= MAX_KEPT && oldest !== undefined) this.made.delete(oldest);
    this.made.set(key, drafting);
  }
}

async function draftOnce(request: GoogleRequest, order: MessageOrder, claim: string): Promise<Drafting> {
  const { api } = request;
  const mailbox = request.mailbox();
  const addressed = await addressingOf(request, order, mailbox);
  // Nobody asks the gate when the user presses Send in Gmail. It is asked before, and nothing prepared is left behind that another mail in the thread could be taken for.
  if (order.args.state === null && !(await isGateOpen(api, order, addressed))) return { at: 'gate_closed' };
  const dispatch = await api.call(prepareDispatch, {
    body: prepareBody(order, 'outlook', addressed),
    idempotencyKey: order.key,
  });
  if (order.args.state === null && !dispatch.gate.open) return { at: 'gate_closed' };
  const raw = await templateMime(request, dispatch, addressed);
  const { granted } = await api.call(claimSending, { params: { id: dispatch.id }, body: { claim } });
  if (!granted) return { at: 'elsewhere' };
  return { at: 'drafted', draft: await mailbox.draft(raw, addressed.answered?.threadId ?? '') };
}

async function isGateOpen(api: GoogleRequest['api'], { args }: MessageOrder, addressed: Addressed): Promise<boolean> {
  const { customerId, templateId, itemIds } = args;
  const { recipients, message } = addressed;
  const body = { customerId, templateId, itemIds, recipients: [...recipients], message };
  const { gate } = await api.call(previewDispatch, { body });
  return gate.open;
}
