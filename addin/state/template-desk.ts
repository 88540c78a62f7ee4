import { signal } from '@preact/signals';
import { acknowledgeClause } from '#shared/api/clauses.ts';
import { type DispatchView, listTemplates, prepareDispatch } from '#shared/api/dispatches.ts';
import type { AttachmentWish } from '#shared/api/documents.ts';
import { newKey } from '../host/clock.ts';
import { fitsForm, type MailHost, type OpenItem } from '../host/mail-host.ts';
import { failureOf, isUndecided } from './failure.ts';
import type { MessagePlacer, Placement } from './message-placer.ts';
import type { PaneApi } from './pane-api.ts';
import { PreviewRenewal } from './preview-renewal.ts';
import { likelyContacts, type SendingWay, waysFor } from './sending-ways.ts';
import {
  acknowledged,
  type BankWarning,
  fillBody,
  type PlacedState,
  type PrepareBody,
  type Preview,
  type PreviewHint,
  prepareBody,
  renewalBody,
  type TemplateState,
  type TemplateTarget,
  whatIsMissing,
} from './template-state.ts';
import { TemplateWorks, toggledFile, withoutPart } from './template-work.ts';

export interface TemplateDeskParts {
  readonly host: MailHost;
  readonly api: PaneApi;
  readonly placer: MessagePlacer;
  /** Called when the message is with the host, or with the person who copied its text. */
  readonly placed: (item: OpenItem | null, dispatch: DispatchView, way: PlacedState['way']) => void;
  /** How long a change rests before the preview is filled anew, in milliseconds. */
  readonly renewAfterMs: number;
}

/** Choosing, reading, changing and placing a template. */
export class TemplateDesk {
  readonly state = signal<TemplateState>({ at: 'closed' });
  private readonly works = new TemplateWorks();
  private readonly renewal: PreviewRenewal;
  private openFor: TemplateTarget | null = null;
  /** Counts the openings, so that an answer for a closed one is dropped. */
  private turn = 0;

  constructor(private readonly parts: TemplateDeskParts) {
    this.renewal = new PreviewRenewal({
      api: parts.api,
      afterMs: parts.renewAfterMs,
      wanted: () => this.wanted(),
      show: (changes) => this.show(changes),
    });
  }

  /** For whom and beside which message a template is chosen; null while none is. */
  get target(): TemplateTarget | null {
    return this.openFor;
  }

  async open(target: TemplateTarget): Promise<void> {
    this.openFor = target;
    await this.step({ at: 'listing' }, async () => {
      const { templates, suggested } = await this.parts.api.call(listTemplates, {
        query: { customerId: target.customer.id },
      });
      return { at: 'choosing', templates, suggested };
    });
  }

  /** Puts the templates away; what was written in one is there again when it is chosen for the same customer. */
  close(): void {
    this.turn += 1;
    this.renewal.stop();
    this.openFor = null;
    this.state.value = { at: 'closed' };
  }

  /** Another person signed in: what was written is not theirs to send. */
  discardAll(): void {
    this.works.forgetAll();
    this.close();
  }

  /** Back to the list, or once more where it failed. */
  async again(): Promise<void> {
    if (this.openFor !== null) await this.open(this.openFor);
  }

  /** The ways in which the message can be placed from here. */
  ways(): readonly SendingWay[] {
    return this.openFor === null ? [] : waysFor(this.openFor.item, this.parts.host.can);
  }

  /** Fills the template with the figures of today, and with what was written in it before. */
  async choose(templateId: string): Promise<void> {
    const target = this.openFor;
    if (target === null) return;
    const addressing = { way: this.ways()[0] ?? null, recipients: likelyContacts(target.item, target.contacts) };
    await this.step({ at: 'filling' }, async () => {
      const filled = await this.renewal.fill(fillBody(target, templateId, addressing));
      const work = this.works.of(target.customer.id, templateId);
      return { at: 'preview', preview: { ...filled, ...addressing, work, renewal: 'done' }, hint: null };
    });
    // What was written before may not fit the template any more: its own words are there first.
    await this.renewal.now();
  }

  giveReason(reason: string): void {
    this.alter(({ work }) => ({ work: { ...work, reason } }));
  }

  /** Writes into a free part; the preview follows when the field is left. */
  write(name: string, text: string): void {
    this.alter(({ work }) => ({ work: { ...work, freeParts: { ...work.freeParts, [name]: text } } }));
  }

  /** Notes that the warning about bank details was seen, so that it is not told again. */
  async acknowledge({ warnings = [] }: Preview): Promise<void> {
    const ask = ({ clauseId: id }: BankWarning) => this.parts.api.call(acknowledgeClause, { params: { id } });
    const failed = await Promise.all(warnings.map(ask)).then(() => null, failureOf);
    const state = this.state.value;
    if (state.at === 'preview') this.show(failed === null ? acknowledged(state.preview) : { renewal: failed });
  }

  /** A field was left: the preview follows once nothing has changed for a moment. */
  renewSoon(): void {
    this.renewal.soon();
  }

  /** Fills the preview anew at once, where the server would not before. */
  renew(): Promise<void> {
    return this.renewal.now();
  }

  /** The approved words of a free part again. */
  restore(name: string): void {
    this.alter(({ work }) => ({ work: withoutPart(work, name) }));
    this.renewal.soon();
  }

  toggleFile(wish: AttachmentWish): void {
    this.alter(({ work }) => ({ work: toggledFile(work, wish) }));
    this.renewal.soon();
  }

  goBy(way: SendingWay): void {
    this.alter(() => ({ way }));
    this.renewal.soon();
  }

  toggleRecipient(address: string): void {
    this.alter(({ recipients }) => {
      const others = recipients.filter((one) => one !== address);
      return { recipients: others.length < recipients.length ? others : [...recipients, address] };
    });
    this.renewal.soon();
  }

  /** Prepares the message on the server and puts it where it was chosen to go. */
  async place(): Promise<void> {
    const target = this.openFor;
    const state = this.state.value;
    if (target === null || state.at !== 'preview' || state.preview.way === null) return;
    const hint = whatIsMissing(target, state.preview) ?? tooLong(state.preview);
    if (hint === null) await this.prepare(target, state.preview, prepareBody(target, state.preview), newKey());
    else this.state.value = { ...state, hint };
  }

  /** Sends the request again that got no answer. */
  async prepareAgain(): Promise<void> {
    const state = this.state.value;
    if (this.openFor === null || state.at !== 'not_prepared') return;
    await this.prepare(this.openFor, state.preview, state.body, state.key);
  }

  /** Gives the prepared message to the host again. */
  async placeAgain(): Promise<void> {
    const state = this.state.value;
    if (this.openFor === null || state.at !== 'not_placed') return;
    const { dispatch, way, recipients } = state;
    await this.give(this.openFor, dispatch, { item: this.openFor.item, way, recipients });
  }

  /** The person has copied the text, to put it into a message by hand. */
  copied(): void {
    const state = this.state.value;
    if (this.openFor === null || state.at !== 'not_placed') return;
    const { dispatch } = state;
    const left = dispatch.filled.attachments;
    this.settle(this.openFor, { at: 'placed', dispatch, way: 'copy', left, failure: null }, this.turn);
  }

  /** Tries once more with the files that are not in the message yet. */
  async attachLeft(): Promise<void> {
    const state = this.state.value;
    const { turn } = this;
    const item = this.openFor?.item ?? null;
    if (state.at !== 'placed' || state.way !== 'insert' || item === null) return;
    const leftBehind = await this.parts.placer.attachAll(item.key, state.dispatch);
    if (turn === this.turn) this.state.value = { ...state, ...leftBehind };
  }

  private wanted() {
    const state = this.state.value;
    return this.openFor === null || state.at !== 'preview' ? null : renewalBody(this.openFor, state.preview);
  }

  private show(changes: Partial<Preview>): void {
    const state = this.state.value;
    if (state.at === 'preview') this.state.value = { ...state, preview: { ...state.preview, ...changes } };
  }

  private alter(changes: (preview: Preview) => Partial<Preview>): void {
    const state = this.state.value;
    if (this.openFor === null || state.at !== 'preview') return;
    const preview = { ...state.preview, ...changes(state.preview) };
    this.works.keep(this.openFor.customer.id, preview.template.id, preview.work);
    this.state.value = { ...state, preview, hint: null };
  }

  private async prepare(target: TemplateTarget, preview: Preview, body: PrepareBody, key: string): Promise<void> {
    this.turn += 1;
    this.renewal.stop();
    const { turn } = this;
    this.state.value = { at: 'preparing', preview };
    try {
      const dispatch = await this.parts.api.call(prepareDispatch, { body, idempotencyKey: key });
      if (turn !== this.turn) return;
      const closedSince = !dispatch.gate.open && body.override?.state !== dispatch.gate.state;
      const { way, recipients } = preview;
      if (closedSince || way === null) this.showAnew(preview, dispatch);
      else await this.give(target, dispatch, { item: target.item, way, recipients });
    } catch (error) {
      if (turn === this.turn) await this.prepareFailed(target, { preview, body, key, failure: failureOf(error) });
    }
  }

  private async prepareFailed(target: TemplateTarget, failed: Failed): Promise<void> {
    const { failure, preview } = failed;
    if (failure.by === 'server' && failure.code === 'gate_closed') await this.fillAnew(target, preview);
    else if (isUndecided(failure)) this.state.value = { at: 'not_prepared', ...failed };
    else this.state.value = { at: 'preview', preview: { ...preview, renewal: failure }, hint: null };
  }

  /** The reason was given for another state of the account than the one by now. */
  private async fillAnew(target: TemplateTarget, preview: Preview): Promise<void> {
    await this.step({ at: 'filling' }, async () => {
      const filled = await this.renewal.fill(renewalBody(target, preview));
      return { at: 'preview', preview: { ...preview, ...filled, renewal: 'done' }, hint: 'tooLate' };
    });
  }

  /** The gate closed between the preview and now, so that the person has not seen why. */
  private showAnew(preview: Preview, { template, filled, gate }: DispatchView): void {
    const shown: Preview = { ...preview, template, filled, gate, renewal: 'done' };
    this.state.value = { at: 'preview', preview: shown, hint: 'tooLate' };
  }

  private async give(target: TemplateTarget, dispatch: DispatchView, placement: Placement): Promise<void> {
    const { turn } = this;
    const { way, recipients } = placement;
    try {
      const leftBehind = await this.parts.placer.place(dispatch, placement, () => turn === this.turn);
      if (leftBehind !== null) this.settle(target, { at: 'placed', dispatch, way, ...leftBehind }, turn);
    } catch (error) {
      const failure = failureOf(error);
      if (turn === this.turn) this.state.value = { at: 'not_placed', dispatch, way, recipients, failure };
    }
  }

  /** The message is where it was meant to go, whatever is on screen by now: what was written for it has been used. */
  private settle({ customer, item }: TemplateTarget, placed: PlacedState, turn: number): void {
    const { dispatch, way } = placed;
    this.works.forget(customer.id, dispatch.template.id);
    if (turn === this.turn) this.state.value = placed;
    this.parts.placed(item, dispatch, way);
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

function tooLong({ way, filled }: Preview): PreviewHint | null {
  return way === 'insert' || fitsForm(filled.html) ? null : 'tooLong';
}
