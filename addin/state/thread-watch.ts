import { type CustomerRef, readCustomerCard } from '#shared/api/customers.ts';
import { linkThread, readThreadContext } from '#shared/api/thread-context.ts';
import { type Clock, newKey } from '../host/clock.ts';
import { HostError, type MailHost, type OpenItem } from '../host/mail-host.ts';
import { CardMemory } from './card-memory.ts';
import { failureOf, inBackground } from './failure.ts';
import type { PaneApi } from './pane-api.ts';
import type { SidebarEvent } from './sidebar-state.ts';
import { linkNames, threadBody } from './thread-body.ts';

export interface ThreadWatchParts {
  readonly host: MailHost;
  readonly api: PaneApi;
  readonly dispatch: (event: SidebarEvent) => void;
  readonly clock: Clock;
  /** How long an item has to stay before it is read, where another was opened just before: who leafs through mail asks for nothing. In milliseconds. */
  readonly settleMs: number;
}

/** Who opens one message so soon after another is leafing through them. In milliseconds. */
const LEAFING_MS = 400;

/** Whoever comes back to a card that is older than this sees it refreshed: a colleague may have called meanwhile. In milliseconds. */
const OLD_AFTER_MS = 60_000;

/** Follows the open message: reads it once, asks whose it is, and drops whatever belongs to the message before. */
export class ThreadWatch {
  readonly memory = new CardMemory();
  private seq = 0;
  private asking = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private seenKey: string | null = null;
  /** When another item was opened last. */
  private changedAt = Number.NEGATIVE_INFINITY;
  /** When the answer on screen came; null while there is none, or one is on its way. */
  private answeredAt: number | null = null;
  /** The message that was read last; whether it is still the open one its key tells. */
  private lastItem: OpenItem | null = null;

  constructor(private readonly parts: ThreadWatchParts) {}

  /** The open message, where it was read already; null where none is open. */
  get openMessage(): OpenItem | null {
    const key = this.parts.host.openItemKey();
    return key !== null && this.lastItem?.key === key ? this.lastItem : null;
  }

  /** Outlook says that another item is open. Nothing of the one before is shown from here on. */
  itemChanged(): void {
    const seq = this.leave();
    const isLeafing = this.now() - this.changedAt < LEAFING_MS;
    this.changedAt = this.now();
    const read = () => inBackground(this.read(seq));
    if (isLeafing) this.timer = setTimeout(read, this.parts.settleMs);
    else read();
  }

  /** Reads the open message now; its card stays on screen meanwhile. Resolves when the state has settled. */
  refresh(): Promise<void> {
    const seq = this.begin();
    this.parts.dispatch({ type: 'refresh_begun', seq, key: this.seenKey, customer: null });
    return this.read(seq);
  }

  /** Outlook loses the event at times: to be called when the pane is looked at again. */
  checkItem(): void {
    if (this.parts.host.openItemKey() !== this.seenKey) this.itemChanged();
  }

  /** Whether what was answered about the open message is old by now. */
  isOld(): boolean {
    return this.answeredAt !== null && this.now() - this.answeredAt > OLD_AFTER_MS;
  }

  /** Opens a customer's card by itself. What is logged there belongs to no message. */
  async openCustomer(customer: CustomerRef): Promise<void> {
    const seq = this.begin();
    this.parts.dispatch({ type: 'customer_asked', seq, customer });
    await this.readCard(seq, customer);
  }

  /** Reads a card anew that was opened by itself; it stays on screen meanwhile. */
  async refreshCustomer(customer: CustomerRef): Promise<void> {
    const seq = this.begin();
    this.parts.dispatch({ type: 'refresh_begun', seq, key: null, customer });
    await this.readCard(seq, customer);
  }

  private async readCard(seq: number, customer: CustomerRef): Promise<void> {
    const { signal } = this.asking;
    try {
      const card = await this.parts.api.call(readCustomerCard, { params: { id: customer.id }, signal });
      if (signal.aborted) return;
      this.answeredAt = this.now();
      this.parts.dispatch({ type: 'customer_chosen', seq, item: null, card });
    } catch (error) {
      this.readFailed(seq, signal, error);
    }
  }

  /** Nothing that is under way counts any more. */
  stop(): void {
    this.seq += 1;
    clearTimeout(this.timer);
    this.asking.abort();
  }

  /** Keeps a person's word on whose thread this is, or is not, and asks again. Throws what the server or the network refuses. */
  async link(item: OpenItem, customer: CustomerRef, decision: 'is' | 'is_not'): Promise<void> {
    const { seq } = this;
    const names = linkNames(item);
    if (Object.keys(names).length === 0) {
      await this.showUnlinked(seq, item, customer);
      return;
    }
    const body = { customerId: customer.id, decision, ...names };
    await this.parts.api.call(linkThread, { body, idempotencyKey: newKey() });
    this.memory.forget();
    if (seq === this.seq) await this.read(this.leave());
  }

  /** A message that has neither thread nor outside address leaves nothing to remember a choice for. */
  private async showUnlinked(seq: number, item: OpenItem, customer: CustomerRef): Promise<void> {
    const card = await this.parts.api.call(readCustomerCard, { params: { id: customer.id } });
    this.parts.dispatch({ type: 'customer_chosen', seq, item, card });
  }

  private leave(): number {
    const seq = this.begin();
    this.parts.dispatch({ type: 'item_changed', seq, remembered: this.memory.recall(this.seenKey) });
    return seq;
  }

  private begin(): number {
    this.stop();
    this.asking = new AbortController();
    this.seenKey = this.parts.host.openItemKey();
    this.answeredAt = null;
    return this.seq;
  }

  private now(): number {
    return this.parts.clock.now().getTime();
  }

  private async read(seq: number): Promise<void> {
    const { signal } = this.asking;
    const { host, api, dispatch } = this.parts;
    try {
      const opened = await host.openItem();
      if (signal.aborted) return;
      if (opened.is === 'absent') {
        dispatch({ type: 'item_absent', seq, why: opened.why });
        return;
      }
      const { item } = opened;
      this.lastItem = item;
      const context = await api.call(readThreadContext, { body: threadBody(item), signal });
      if (signal.aborted) return;
      // An event that Outlook lost must not leave the customer of the message before on screen.
      if (host.openItemKey() !== item.key) {
        this.itemChanged();
        return;
      }
      this.memory.keep(item, context);
      this.answeredAt = this.now();
      dispatch({ type: 'thread_read', seq, item, context });
    } catch (error) {
      this.readFailed(seq, signal, error);
    }
  }

  private readFailed(seq: number, signal: AbortSignal, error: unknown): void {
    if (signal.aborted) return;
    if (error instanceof HostError && error.failure === 'item_changed') this.itemChanged();
    else this.parts.dispatch({ type: 'thread_failed', seq, failure: failureOf(error) });
  }
}
