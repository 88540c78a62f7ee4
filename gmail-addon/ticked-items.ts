import { Id } from '#shared/api/values.ts';
import { ITEMS_FIELD } from './cards/item-section.ts';
import { fieldNames, type GoogleEvent, wordsIn } from './google-event.ts';

const MAX_ITEMS = 100;

/** The items that were ticked on the customer card. */
export function tickedItems(event: GoogleEvent): string[] {
  return fieldNames(event)
    .filter((name) => name.startsWith(ITEMS_FIELD))
    .flatMap((name) => wordsIn(event, name))
    .filter((id) => Id.safeParse(id).success)
    .slice(0, MAX_ITEMS);
}
