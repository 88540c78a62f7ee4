import { signal } from '@preact/signals';
import { type DispatchView, overrideGate, readDispatch, reportDelivery } from '#shared/api/dispatches.ts';
import type { AttachmentView } from '#shared/api/documents.ts';
import { newKey } from '../host/clock.ts';
import type { OpenItem } from '../host/mail-host.ts';
import { type Failure, failureOf, inBackground } from './failure.ts';
import type { MessagePlacer } from './message-placer.ts';
import type { PaneApi } from './pane-api.ts';
import { SeenMessages } from './seen-messages.ts';
import type { PlacedState } from './template-state.ts';
import { correlationOf } from './thread-body.ts';

/** The template that the message on screen carries, or that was opened from it. */
export interface WatchedDispatch {
  readonly view: DispatchView;
  /** Null where no message is open. */
  readonly item: OpenItem | null;
  /** True after a reason for going on was kept for the state of the data that `view` shows. */
  readonly reasonKept: boolean;
  /** The files that the message being written does not have yet. */
  readonly missing: readonly AttachmentView[];
  readonly failure: Failure | null;
}

export interface DispatchWatchParts {
  readonly api: PaneApi;
  readonly placer: MessagePlacer;
  /** Called when the server has taken what was reported of a message. */
  readonly reported: () => void;
  /** How often a message that is being written is looked at, in milliseconds; null for never. */
  readonly lookEveryMs: number | null;
}

/** What is known of the messages that go out: asks when one is opened, and tells the server what can be seen in it. */
export class DispatchWatch {
  readonly current = signal<WatchedDispatch | null>(null);
  /** The entry of the log that the open message is, where it was made from no template; null for none. */
  readonly loggedAs = signal<string | null>(null);
  /** By conversation, for clients that do not show in the pane what a handler wrote. */
  private readonly placedIn = new Map<string, string>();
  private readonly seen: SeenMessages;
  /** Whose card is beside the message that was read last. */
  private customerId: string | null = null;
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: DispatchWatchParts) {
    this.seen = new SeenMessages(parts.api, parts.reported);
  }

  /** A template was put into a message of the item's thread, or into a new one; `shown` is what is on screen by now. */
  async placed({ item, dispatch, way }: PlacedMessage, shown: OpenItem | null): Promise<void> {
    const inThread = way === 'new' ? null : (item?.conversation ?? null);
    if (inThread !== null) this.placedIn.set(inThread, dispatch.id);
    if (shown?.key === item?.key) await this.show(dispatch, item, this.turn, !dispatch.gate.open);
    else if (shown !== null) await this.itemRead(shown, this.customerId);
  }

  clear(): void {
    this.turn += 1;
    clearTimeout(this.timer);
    this.current.value = null;
    this.loggedAs.value = null;
  }

  /** Another person signed in: what this one saw is for them to see anew. */
  forget(): void {
    this.clear();
    this.placedIn.clear();
    this.seen.forget();
  }

  /** Looks at a message that was just opened: what it says of itself is reported, and what is known of it shown. `customerId` is whose card is beside it. */
  async itemRead(item: OpenItem, customerId: string | null): Promise<void> {
    this.clear();
    this.customerId = customerId;
    const { turn } = this;
    try {
      const seen = await this.seen.look(item, customerId);
      if (turn !== this.turn) return;
      this.loggedAs.value = seen.loggedAs;
      const id = seen.dispatchId ?? item.carried?.dispatchId ?? this.placedIn.get(item.conversation ?? '');
      const view = seen.dispatch ?? (id === undefined ? null : await this.read(id));
      if (view !== null) await this.show(view, item, turn, false);
    } catch (error) {
      // The thread itself is read beside this and says what is wrong; only a fault of ours goes on from here.
      failureOf(error);
    }
  }

  /** The on-send handler may have been stopped meanwhile, and no event tells the pane. Without an answer what is on screen stays. */
  async lookAgain(): Promise<void> {
    const watched = this.current.value;
    const { turn } = this;
    if (watched === null || watched.view.delivery !== 'drafted') return;
    try {
      const view = await this.read(watched.view.id);
      if (turn === this.turn) this.current.value = withView(this.current.value ?? watched, view);
    } catch (error) {
      failureOf(error);
    }
    this.lookLater(turn);
  }

  /** Keeps the reason for sending although the gate is closed. */
  async giveReason(reason: string): Promise<void> {
    await this.act(async ({ view }) => {
      const body = { reason, state: view.gate.state };
      return this.parts.api.call(overrideGate, { params: { id: view.id }, body, idempotencyKey: newKey() });
    }, true);
  }

  /** The person says that they pressed Send, where Outlook did not tell. */
  async markSent(): Promise<void> {
    await this.act(async ({ view: { id }, item }) => {
      const message = item === null ? {} : { message: correlationOf(item) };
      const body = { delivery: 'attempted' as const, detail: 'the user says so', ...message };
      // One key a message: who says it twice at once says it once.
      const view = await this.parts.api.call(reportDelivery, {
        params: { id },
        body,
        idempotencyKey: `attempted-${id}`,
      });
      this.parts.reported();
      return view;
    }, false);
  }

  /** Puts the template's files into the message that is being written. */
  async attachMissing(): Promise<void> {
    const watched = this.current.value;
    const { turn } = this;
    if (watched?.item?.mode !== 'compose') return;
    const { left, failure } = await this.parts.placer.attachAll(watched.item.key, watched.view);
    if (turn === this.turn) this.current.value = { ...(this.current.value ?? watched), missing: left, failure };
  }

  private read(id: string): Promise<DispatchView> {
    return this.parts.api.call(readDispatch, { params: { id } });
  }

  private async act(work: (watched: WatchedDispatch) => Promise<DispatchView>, reasonKept: boolean): Promise<void> {
    const watched = this.current.value;
    const { turn } = this;
    if (watched === null) return;
    try {
      await this.show(await work(watched), watched.item, turn, reasonKept || watched.reasonKept);
    } catch (error) {
      await this.actFailed(watched, turn, failureOf(error));
    }
  }

  /** A verdict that changed meanwhile is shown as it is by now, beside what went wrong. */
  private async actFailed(watched: WatchedDispatch, turn: number, failure: Failure): Promise<void> {
    const isStale = failure.by === 'server' && failure.kind === 'conflict';
    const view = isStale ? await this.read(watched.view.id) : watched.view;
    if (turn === this.turn) this.current.value = { ...watched, view, failure };
  }

  private async show(view: DispatchView, item: OpenItem | null, turn: number, reasonKept: boolean): Promise<void> {
    if (turn !== this.turn) return;
    this.current.value = { view, item, reasonKept, missing: [], failure: null };
    this.lookLater(turn);
    const missing = item === null ? [] : await this.missingIn(item, view);
    const current = this.current.value;
    if (turn === this.turn && current !== null) this.current.value = { ...current, missing };
  }

  /** The host may have gone on to another message: then there is nothing to say of this one. */
  private async missingIn(item: OpenItem, view: DispatchView): Promise<readonly AttachmentView[]> {
    try {
      return await this.parts.placer.missingIn(item, view);
    } catch (error) {
      failureOf(error);
      return [];
    }
  }

  /** While the message is being written, Send may be pressed at any moment. */
  private lookLater(turn: number): void {
    const { lookEveryMs } = this.parts;
    const { view, item } = this.current.value ?? {};
    const mayBeSent = item?.mode === 'compose' && view?.delivery === 'drafted';
    clearTimeout(this.timer);
    if (turn !== this.turn || !mayBeSent || lookEveryMs === null) return;
    this.timer = setTimeout(() => inBackground(this.lookAgain()), lookEveryMs);
  }
}

/** A message as it was handed to the mail client. */
export interface PlacedMessage {
  /** The message beside which it was made; null where none was open. */
  readonly item: OpenItem | null;
  readonly dispatch: DispatchView;
  readonly way: PlacedState['way'];
}

/** A reason that was kept holds for the state of the data that it was given for, and for no other. */
function withView(watched: WatchedDispatch, view: DispatchView): WatchedDispatch {
  const isSameState = view.gate.state === watched.view.gate.state;
  return { ...watched, view, reasonKept: watched.reasonKept && isSameState };
}
