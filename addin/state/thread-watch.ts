import { type CustomerRef, readCustomerCard } from '#shared/api/customers.ts';
import { linkThread, readThreadContext } from '#shared/api/thread-context.ts';
import { newKey } from '../host/clock.ts';
import { HostError, type MailHost, type OpenItem } from '../host/mail-host.ts';
import { failureOf, inBackground } from './failure.ts';
import type { PaneApi } from './pane-api.ts';
import type { SidebarEvent } from './sidebar-state.ts';
import { linkNames, threadBody } from './thread-body.ts';

export interface ThreadWatchParts {
  readonly host: MailHost;
  readonly api: PaneApi;
  readonly dispatch: (event: SidebarEvent) => void;
  /** How long the open item has to stay before it is read: who leafs through mail asks for nothing. In milliseconds. */
  readonly settleMs: number;
}

/** Follows the open message: reads it once, asks whose it is, and drops whatever belongs to the message before. */
export class ThreadWatch {
  private seq = 0;
  private asking = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private seenKey: string | null = null;

  constructor(private readonly parts: ThreadWatchParts) {}

  /** Outlook says that another item is open. Nothing of the one before is shown from here on. */
  itemChanged(): void {
    const seq = this.begin();
    this.timer = setTimeout(() => {
      inBackground(this.read(seq));
    }, this.parts.settleMs);
  }

  /** Reads the open message now. Resolves when the state has settled. */
  refresh(): Promise<void> {
    return this.read(this.begin());
  }

  /** Outlook loses the event at times: to be called when the pane is looked at again. */
  checkItem(): void {
    if (this.parts.host.openItemKey() !== this.seenKey) this.itemChanged();
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
    if (seq === this.seq) await this.refresh();
  }

  /** A message that has neither thread nor outside address leaves nothing to remember a choice for. */
  private async showUnlinked(seq: number, item: OpenItem, customer: CustomerRef): Promise<void> {
    const card = await this.parts.api.call(readCustomerCard, { params: { id: customer.id } });
    this.parts.dispatch({ type: 'customer_chosen', seq, item, card });
  }

  private begin(): number {
    this.stop();
    this.asking = new AbortController();
    this.seenKey = this.parts.host.openItemKey();
    this.parts.dispatch({ type: 'item_changed', seq: this.seq });
    return this.seq;
  }

  private async read(seq: number): Promise<void> {
    const { signal } = this.asking;
    try {
      const item = await this.parts.host.openItem();
      if (signal.aborted) return;
      if (item === null) {
        this.parts.dispatch({ type: 'item_absent', seq });
        return;
      }
      const context = await this.parts.api.call(readThreadContext, { body: threadBody(item), signal });
      this.parts.dispatch({ type: 'thread_read', seq, item, context });
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
