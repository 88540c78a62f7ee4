import { signal } from '@preact/signals';
import { type DispatchView, listTemplates, prepareDispatch, previewDispatch } from '#shared/api/dispatches.ts';
import { newKey } from '../host/clock.ts';
import { HostError, type MailHost, type OpenItem } from '../host/mail-host.ts';
import { failureOf, isUndecided } from './failure.ts';
import type { PaneApi } from './pane-api.ts';
import {
  type PrepareBody,
  type Preview,
  prepareBody,
  type TemplateState,
  type TemplateTarget,
} from './template-state.ts';
import { correlationOf, replyPlan } from './thread-body.ts';

export interface TemplateDeskParts {
  readonly host: MailHost;
  readonly api: PaneApi;
  /** Called when the host has taken a message. */
  readonly placed: (item: OpenItem, dispatch: DispatchView) => void;
}

/** Choosing, reading and placing a template for the message on screen. */
export class TemplateDesk {
  readonly state = signal<TemplateState>({ at: 'closed' });
  private target: TemplateTarget | null = null;
  /** Counts the openings, so that an answer for a closed one is dropped. */
  private turn = 0;

  constructor(private readonly parts: TemplateDeskParts) {}

  async open(target: TemplateTarget): Promise<void> {
    this.target = target;
    await this.step({ at: 'listing' }, async () => {
      const { templates, suggested } = await this.parts.api.call(listTemplates, {
        query: { customerId: target.customer.id },
      });
      return { at: 'choosing', templates, suggested };
    });
  }

  close(): void {
    this.turn += 1;
    this.target = null;
    this.state.value = { at: 'closed' };
  }

  /** Back to the list, or once more where it failed. */
  async again(): Promise<void> {
    if (this.target !== null) await this.open(this.target);
  }

  /** Fills the template with the figures of today. */
  async choose(templateId: string): Promise<void> {
    const { target } = this;
    if (target === null) return;
    await this.step({ at: 'filling' }, async () => {
      return { at: 'preview', preview: { ...(await this.fill(target, templateId)), reason: '' }, hint: null };
    });
  }

  giveReason(reason: string): void {
    const state = this.state.value;
    if (state.at === 'preview') this.state.value = { ...state, preview: { ...state.preview, reason }, hint: null };
  }

  /** Prepares the message on the server and puts it into a reply, or into the message being written. */
  async place(): Promise<void> {
    const { target } = this;
    const state = this.state.value;
    if (target === null || state.at !== 'preview') return;
    const body = prepareBody(target, state.preview, replyPlan(target.item).recipients);
    if (body === null) {
      this.state.value = { ...state, hint: 'overrideShort' };
      return;
    }
    await this.prepare(target, state.preview, { ...body, message: correlationOf(target.item) }, newKey());
  }

  /** Sends the request again that got no answer. */
  async prepareAgain(): Promise<void> {
    const state = this.state.value;
    if (this.target === null || state.at !== 'not_prepared') return;
    await this.prepare(this.target, state.preview, state.body, state.key);
  }

  /** Gives the prepared message to the host again. */
  async placeAgain(): Promise<void> {
    const state = this.state.value;
    if (this.target !== null && state.at === 'not_placed') await this.give(this.target, state.dispatch, this.turn);
  }

  private fill({ item, customer, itemIds }: TemplateTarget, templateId: string) {
    const recipients = [...replyPlan(item).recipients];
    const body = { customerId: customer.id, templateId, itemIds: [...itemIds], recipients };
    return this.parts.api.call(previewDispatch, { body: { ...body, message: correlationOf(item) } });
  }

  private async prepare(target: TemplateTarget, preview: Preview, body: PrepareBody, key: string): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.state.value = { at: 'preparing', preview };
    try {
      const dispatch = await this.parts.api.call(prepareDispatch, { body, idempotencyKey: key });
      if (turn !== this.turn) return;
      const closedSince = !dispatch.gate.open && body.override?.state !== dispatch.gate.state;
      if (closedSince) this.showAnew(preview, dispatch);
      else await this.give(target, dispatch, turn);
    } catch (error) {
      if (turn === this.turn) await this.prepareFailed(target, { preview, body, key, failure: failureOf(error) });
    }
  }

  private async prepareFailed(target: TemplateTarget, failed: Failed): Promise<void> {
    const { failure, preview } = failed;
    if (failure.by === 'server' && failure.code === 'gate_closed') await this.fillAnew(target, preview);
    else if (isUndecided(failure)) this.state.value = { at: 'not_prepared', ...failed };
    else this.state.value = { at: 'problem', failure };
  }

  /** The reason was given for another state of the account than the one by now. */
  private async fillAnew(target: TemplateTarget, { template, reason }: Preview): Promise<void> {
    await this.step({ at: 'filling' }, async () => {
      const filled = await this.fill(target, template.id);
      return { at: 'preview', preview: { ...filled, reason }, hint: 'tooLate' };
    });
  }

  /** The gate closed between the preview and now, so that the person has not seen why. */
  private showAnew(preview: Preview, { template, filled, gate }: DispatchView): void {
    this.state.value = { at: 'preview', preview: { ...preview, template, filled, gate }, hint: 'tooLate' };
  }

  private async give({ item }: TemplateTarget, dispatch: DispatchView, turn: number): Promise<void> {
    try {
      const { host } = this.parts;
      const message = { ...dispatch.filled, dispatchId: dispatch.id, ticket: ticketOf(dispatch) };
      if (item.mode === 'compose') await host.insert(item.key, message);
      else await host.reply(item.key, message, replyPlan(item).toAll);
    } catch (error) {
      const failure = failureOf(error);
      if (turn === this.turn) this.state.value = { at: 'not_placed', dispatch, failure };
      return;
    }
    this.parts.placed(item, dispatch);
    if (turn === this.turn) this.state.value = { at: 'placed', dispatch, mode: item.mode };
  }

  private async step(meanwhile: TemplateState, work: () => Promise<TemplateState>): Promise<void> {
    this.turn += 1;
    const { turn } = this;
    this.state.value = meanwhile;
    try {
      const reached = await work();
      if (turn === this.turn) this.state.value = reached;
    } catch (error) {
      const failure = failureOf(error);
      if (turn === this.turn) this.state.value = { at: 'problem', failure };
    }
  }
}

type Failed = Omit<Extract<TemplateState, { at: 'not_prepared' }>, 'at'>;

function ticketOf({ ticket }: DispatchView): string {
  if (ticket === null) throw new HostError('not_supported', 'This message has been sent already.');
  return ticket;
}
