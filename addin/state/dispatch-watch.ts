import { signal } from '@preact/signals';
import { type DispatchView, overrideGate, readDispatch, reportDelivery } from '#shared/api/dispatches.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import { newKey } from '../host/clock.ts';
import type { OpenItem } from '../host/mail-host.ts';
import { type Failure, failureOf, inBackground } from './failure.ts';
import type { PaneApi } from './pane-api.ts';
import { correlationOf } from './thread-body.ts';

/** The template that the message on screen carries, or that was opened from it. */
export interface WatchedDispatch {
  readonly view: DispatchView;
  readonly item: OpenItem;
  /** True after a reason for going on was kept for the state of the data that `view` shows. */
  readonly reasonKept: boolean;
  readonly failure: Failure | null;
}

export interface DispatchWatchParts {
  readonly api: PaneApi;
  /** Called when the server has taken what was reported of a message. */
  readonly reported: () => void;
  /** How often a message that is being written is looked at, in milliseconds; null for never. */
  readonly lookEveryMs: number | null;
}

/** What is known of the templates that went into messages: asks when a message is opened, and tells the server what can be seen in it. */
export class DispatchWatch {
  readonly current = signal<WatchedDispatch | null>(null);
  /** By conversation, for clients that do not show in the pane what a handler wrote. */
  private readonly placedIn = new Map<string, string>();
  private turn = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: DispatchWatchParts) {}

  /** A template was put into a message of the item's thread; `shown` is what is on screen by now. */
  async placed(item: OpenItem, dispatch: DispatchView, shown: OpenItem | null): Promise<void> {
    if (item.conversation !== null) this.placedIn.set(item.conversation, dispatch.id);
    if (shown?.key === item.key) this.show(dispatch, item, this.turn, !dispatch.gate.open);
    else if (shown !== null) await this.itemRead(shown);
  }

  clear(): void {
    this.turn += 1;
    clearTimeout(this.timer);
    this.current.value = null;
  }

  /** Looks at a message that was just opened: what it carries is shown, and what that says is reported. */
  async itemRead(item: OpenItem): Promise<void> {
    this.clear();
    const { turn } = this;
    const id = item.carried?.dispatchId ?? this.placedIn.get(item.conversation ?? '');
    if (id === undefined) return;
    try {
      const view = isSentCopy(item)
        ? await this.reportSeen(item, id)
        : await this.parts.api.call(readDispatch, { params: { id } });
      this.show(view, item, turn, false);
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
      const view = await this.parts.api.call(readDispatch, { params: { id: watched.view.id } });
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
    await this.act(({ view, item }) => this.report(view.id, 'attempted', item, 'the user says so'), false);
  }

  private async act(work: (watched: WatchedDispatch) => Promise<DispatchView>, reasonKept: boolean): Promise<void> {
    const watched = this.current.value;
    const { turn } = this;
    if (watched === null) return;
    try {
      this.show(await work(watched), watched.item, turn, reasonKept || watched.reasonKept);
    } catch (error) {
      await this.actFailed(watched, turn, failureOf(error));
    }
  }

  /** A verdict that changed meanwhile is shown as it is by now, beside what went wrong. */
  private async actFailed(watched: WatchedDispatch, turn: number, failure: Failure): Promise<void> {
    const isStale = failure.by === 'server' && failure.kind === 'conflict';
    const { id } = watched.view;
    const view = isStale ? await this.parts.api.call(readDispatch, { params: { id } }) : watched.view;
    if (turn === this.turn) this.current.value = { ...watched, view, failure };
  }

  /** The sent copy is there, so the message went out. Where nobody announced it, the log says by itself that the gate was not reached. */
  private async reportSeen(item: OpenItem, id: string): Promise<DispatchView> {
    const view = await this.parts.api.call(readDispatch, { params: { id } });
    return UNCONFIRMED.includes(view.delivery) ? this.report(id, 'confirmed', item, 'the sent copy was opened') : view;
  }

  private async report(
    id: string,
    delivery: 'attempted' | 'confirmed',
    item: OpenItem,
    detail: string,
  ): Promise<DispatchView> {
    const body = { delivery, detail, message: correlationOf(item) };
    // One key a message and fact: who opens it twice at once reports it once.
    const call = { params: { id }, body, idempotencyKey: `${delivery}-${id}` };
    const view = await this.parts.api.call(reportDelivery, call);
    this.parts.reported();
    return view;
  }

  private show(view: DispatchView, item: OpenItem, turn: number, reasonKept: boolean): void {
    if (turn !== this.turn) return;
    this.current.value = { view, item, reasonKept, failure: null };
    this.lookLater(turn);
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

/** A reason that was kept holds for the state of the data that it was given for, and for no other. */
function withView(watched: WatchedDispatch, view: DispatchView): WatchedDispatch {
  const isSameState = view.gate.state === watched.view.gate.state;
  return { ...watched, view, reasonKept: watched.reasonKept && isSameState };
}

const UNCONFIRMED: readonly Delivery[] = ['drafted', 'attempted', 'in_doubt'];

/** Our properties stay on the sender's own copy and travel to nobody. */
function isSentCopy({ mode, carried, participants, ownAddress }: OpenItem): boolean {
  const from = participants.find(({ role }) => role === 'from')?.address.toLowerCase();
  return mode === 'read' && carried !== null && from === ownAddress.toLowerCase();
}
