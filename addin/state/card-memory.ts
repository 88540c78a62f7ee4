import type { CustomerCard } from '#shared/api/customers.ts';
import type { ThreadContext } from '#shared/api/thread-context.ts';
import type { OpenItem } from '../host/mail-host.ts';

/** What was last known of a message that was read before. */
export interface RememberedThread {
  readonly item: OpenItem;
  readonly context: ThreadContext;
}

const MOST = 20;

/** The cards of the messages that were looked at last, in memory alone. Each is found by the key of its own message and by no other. */
export class CardMemory {
  /** The one that was kept last stands last. */
  private readonly threads = new Map<string, RememberedThread>();

  /** Null where the message was not read before, or its key does not name one message for good, as of one that is being written. */
  recall(key: string | null): RememberedThread | null {
    return key === null ? null : (this.threads.get(key) ?? null);
  }

  /** Keeps what the server said of a received message, and lets the oldest go. Only a card is worth it. */
  keep(item: OpenItem, context: ThreadContext): void {
    this.threads.delete(item.key);
    if (item.mode !== 'read' || item.internetMessageId === null || context.card === null) return;
    this.threads.set(item.key, { item, context });
    const [oldest] = this.threads.keys();
    if (this.threads.size > MOST && oldest !== undefined) this.threads.delete(oldest);
  }

  /** Newer figures of a customer, for every message of theirs. */
  renew(card: CustomerCard): void {
    for (const [key, { item, context }] of this.threads) {
      if (context.card?.customer.id === card.customer.id)
        this.threads.set(key, { item, context: { ...context, card } });
    }
  }

  /** Whose a thread is was said anew, or another person signs in: nothing that was known counts. */
  forget(): void {
    this.threads.clear();
  }
}
