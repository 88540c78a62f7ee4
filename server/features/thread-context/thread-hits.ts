import type { CustomerId } from '#shared/domain/ids.ts';
import type { ItemKind } from '#shared/domain/open-item.ts';
import type { ThreadLink } from './thread-links.ts';

/** A customer that something in the thread points to, with what it is found by. */
export interface CustomerHit {
  readonly id: CustomerId;
  readonly number: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  /** By what it is found; see LOOKUP. */
  readonly keys: ReadonlySet<string>;
}

/** A document whose number looks like one in the mail. */
export interface ItemHit {
  readonly number: string;
  readonly kind: ItemKind;
  readonly customerId: CustomerId;
  /** Whether something is left of it, or was not long ago. */
  readonly isLive: boolean;
}

/** An activity that was logged for a message of the thread. */
export interface EarlierHit {
  readonly customerId: CustomerId;
  readonly by: string;
  readonly on: string;
}

/** All that the store knows of a thread. */
export interface ThreadHits {
  /** Oldest first. */
  readonly links: readonly ThreadLink[];
  /** Latest first. */
  readonly earlier: readonly EarlierHit[];
  readonly items: readonly ItemHit[];
  readonly customers: readonly CustomerHit[];
  /** Whether there was more than is read. */
  readonly more: boolean;
}
