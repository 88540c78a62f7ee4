import type { PaymentClass } from '#shared/domain/payment-class.ts';
import { TOUCHED_IN_WORDS } from '../touched-cash/touched-in-words.ts';

export const CLASS_TITLES: Readonly<Record<PaymentClass, string>> = {
  promised_and_kept: 'Promised and kept',
  worked_earlier: 'Worked, earlier than expected',
  worked_as_expected: 'Worked, as expected',
  untouched: 'Nobody touched it',
};

/** What the classes of cash mean, in the words of every report that shows them. */
export const CLASSES_IN_WORDS: readonly string[] = [
  ...TOUCHED_IN_WORDS,
  'Promised and kept: what fulfils a promise that was kept by the period’s last day, up to the amount promised, whenever the promise was made. Where that is only some of a part, the rest of the part is classed by itself.',
  'Worked, earlier than expected: touched, and paid before half of the like would have been, had nobody touched them: the chance that the item, unpaid at the end of the day of the first touch since it was issued, is paid by the value date is below 0.5. The chance is that of untouched items, from entries dated up to the day before the period. Where work does nothing at all, about half of the worked money is earlier by luck.',
  'Worked, as expected: touched, and not earlier than that; so is touched money that is not applied, since it has no due day to be early for, and everything touched where nothing was paid before the period.',
  'None of the classes says that the work caused the payment; what it brought beyond what would have come anyway is in excess-cash.',
];
