import type { CustomerCard } from '#shared/api/customers.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { LedgerPosition } from '../receivables/ledger-position-service.ts';

export interface KnownCard {
  /** The state of the ledger, the day, the buckets and the owner's name that the card was made for. */
  readonly made: string;
  /** What the log knew of the customer; see CustomerSummaryReadModel.contactSeqs. */
  readonly seqs: string;
  /** At which moment its documents were last asked for; see DocumentsShown. */
  readonly asked: number;
  readonly card: CustomerCard;
}

/** A card is some kilobytes. */
const MOST = 3_000;

/**
 * Cards that this process has made. The money part of one state of the ledger never changes, and each entry of the log about a customer makes its number larger, so a card holds for as
 * long as both are the same: whoever takes one from here has asked for both.
 */
export class KnownCards {
  private readonly cards = new Map<string, KnownCard>();

  /** The card of a customer that was made for the same state, day and buckets; null where there is none. Whether it still holds, its `seqs` tell. */
  find(id: CustomerId, made: string): KnownCard | null {
    const known = this.cards.get(placeOf(id));
    return known?.made === made ? known : null;
  }

  keep(id: CustomerId, known: KnownCard): void {
    const place = placeOf(id);
    this.cards.delete(place);
    this.cards.set(place, known);
    const [oldest] = this.cards.keys();
    if (this.cards.size > MOST && oldest !== undefined) this.cards.delete(oldest);
  }
}

function placeOf(id: CustomerId): string {
  return `${currentTenant()} ${id}`;
}

/** What a card depends on besides the customer, the log and the documents that are here. */
export function madeFor(
  { run, at }: LedgerPosition,
  day: string,
  { buckets, ownerName }: Pick<Actor, 'buckets'> & { readonly ownerName: string | null },
): string {
  return `${run} ${at?.getTime()} ${day} ${ownerName} ${buckets.map(({ label, lastDay }) => `${label} ${lastDay}`).join(' ')}`;
}
