import type { CustomerCard } from '#shared/api/customers.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import { groupedRead } from '../../mongo/grouped.ts';
import { type Elapsed, Held, HOLDS_MS } from './held.ts';

const ONE_READ = { atOnce: 100, underWay: 1 } as const;

/** Where the ERP's own documents of items are kept. */
export interface DocumentsOf {
  /** Whether there is any document at all. */
  hasAny(): Promise<boolean>;
  /** Those of the items of which there is a document. */
  hasDocuments(itemIds: readonly ItemId[]): Promise<ReadonlySet<ItemId>>;
}

/** Marks on cards of which items there is a document; one that is new shows within seconds. */
export class DocumentsShown {
  private readonly any: Held<boolean>;

  private readonly reading = groupedRead(async (asks: readonly (readonly ItemId[])[]) => {
    const has = await this.documents.hasDocuments([...new Set(asks.flat())]);
    return asks.map((ids) => ids.filter((id) => has.has(id)));
  }, ONE_READ);

  constructor(
    private readonly documents: DocumentsOf,
    private readonly elapsed: Elapsed = () => performance.now(),
  ) {
    this.any = new Held(() => this.documents.hasAny(), elapsed);
  }

  /** Names this moment, for `holds`. */
  moment(): number {
    return this.elapsed();
  }

  /** Whether what was asked at a moment still holds. */
  holds(askedAt: number): boolean {
    return this.elapsed() - askedAt < HOLDS_MS;
  }

  /** The card with its marks as they are; the very same one where they are right already. */
  async on(card: CustomerCard): Promise<CustomerCard> {
    const ids = card.oldestItems.map(({ id }) => id as ItemId);
    const isAsked = ids.length > 0 && (await this.any.now());
    const has = new Set<string>(isAsked ? await this.reading.ask(ids) : []);
    if (card.oldestItems.every(({ id, hasDocument }) => hasDocument === has.has(id))) return card;
    return { ...card, oldestItems: card.oldestItems.map((item) => ({ ...item, hasDocument: has.has(item.id) })) };
  }
}
