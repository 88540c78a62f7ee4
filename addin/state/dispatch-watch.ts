import { signal } from '@preact/signals';
import { type DispatchView, overrideGate, readDispatch, reportDelivery } from '#shared/api/dispatches.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import { newKey } from '../host/clock.ts';
import type { OpenItem } from '../host/mail-host.ts';
import { type Failure, failureOf } from './failure.ts';
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

/** What is known of the templates that went into messages: asks when a message is opened, and tells the server what can be seen in it. */
export class DispatchWatch {
  readonly current = signal<WatchedDispatch | null>(null);
  /** By conversation, for clients that do not show in the pane what a handler wrote. */
  private readonly placedIn = new Map<string, string>();
  private turn = 0;

  constructor(private readonly api: PaneApi) {}

  /** A template was put into a message of the item's thread; `shown` is what is on screen by now. */
  async placed(item: OpenItem, dispatch: DispatchView, shown: OpenItem | null): Promise<void> {
    if (item.conversation !== null) this.placedIn.set(item.conversation, dispatch.id);
    if (shown?.key === item.key) this.show(dispatch, item, this.turn, !dispatch.gate.open);
    else if (shown !== null) await this.itemRead(shown);
  }

  clear(): void {
    this.turn += 1;
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
        : await this.api.call(readDispatch, { params: { id } });
      this.show(view, item, turn, false);
    } catch (error) {
      // The thread itself is read beside this and says what is wrong; only a fault of ours goes on from here.
      failureOf(error);
    }
  }

  /** Keeps the reason for sending although the gate is closed. */
  async giveReason(reason: string): Promise<void> {
    await this.act(async ({ view }) => {
      const body = { reason, state: view.gate.state };
      return this.api.call(overrideGate, { params: { id: view.id }, body, idempotencyKey: newKey() });
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
    const view = isStale ? await this.api.call(readDispatch, { params: { id } }) : watched.view;
    if (turn === this.turn) this.current.value = { ...watched, view, failure };
  }

  /** The sent copy is there, so the message went out. Where nobody announced it, the log says by itself that the gate was not reached. */
  private async reportSeen(item: OpenItem, id: string): Promise<DispatchView> {
    const view = await this.api.call(readDispatch, { params: { id } });
    return UNCONFIRMED.includes(view.delivery) ? this.report(id, 'confirmed', item, 'the sent copy was opened') : view;
  }

  private report(
    id: string,
    delivery: 'attempted' | 'confirmed',
    item: OpenItem,
    detail: string,
  ): Promise<DispatchView> {
    const body = { delivery, detail, message: correlationOf(item) };
    // One key a message and fact: who opens it twice at once reports it once.
    return this.api.call(reportDelivery, { params: { id }, body, idempotencyKey: `${delivery}-${id}` });
  }

  private show(view: DispatchView, item: OpenItem, turn: number, reasonKept: boolean): void {
    if (turn === this.turn) this.current.value = { view, item, reasonKept, failure: null };
  }
}

const UNCONFIRMED: readonly Delivery[] = ['drafted', 'attempted', 'in_doubt'];

/** Our properties stay on the sender's own copy and travel to nobody. */
function isSentCopy({ mode, carried, participants, ownAddress }: OpenItem): boolean {
  const from = participants.find(({ role }) => role === 'from')?.address.toLowerCase();
  return mode === 'read' && carried !== null && from === ownAddress.toLowerCase();
}
