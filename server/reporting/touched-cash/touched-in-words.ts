import { TOUCH_WINDOW_DAYS } from '#shared/domain/touch.ts';

/** What *touched* means, in the words of every report that uses it. */
export const TOUCHED_IN_WORDS: readonly string[] = [
  `Touched, not caused: an attempt or contact that names the item (or the customer, where it names no item) on one of the ${TOUCH_WINDOW_DAYS} days before the payment’s value date. The value date itself does not count, since what happened on it cannot be told to have come first. Notes, and messages that failed or bounced, touch nobody.`,
  'Cash is the payments whose value date lies in the period, each in its parts as they stand on the period’s last day: what of it is applied to each item, and what is not applied. Bounced payments and what was un-applied by then are taken away. Currencies are never added.',
];
