import type { ItemId } from './ids.ts';

/** What was said of a customer's items: of those that it names, or of all where it names none. */
export interface AboutItems {
  readonly itemIds: readonly ItemId[];
}

/** Whether what was said holds for an item. Where no item was named it holds for each, since nobody can tell which was meant. */
export function covers({ itemIds }: AboutItems, itemId: ItemId): boolean {
  return itemIds.length === 0 || itemIds.includes(itemId);
}

/** Whether two statements are about exactly the same items; then the later one stands in the place of the earlier. */
export function coverTheSame(a: AboutItems, b: AboutItems): boolean {
  const left = new Set(a.itemIds);
  const right = new Set(b.itemIds);
  return left.size === right.size && [...left].every((itemId) => right.has(itemId));
}
