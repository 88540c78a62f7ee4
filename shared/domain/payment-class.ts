/**
 * What a payment came after. *Promised and kept*: it fulfils a promise in time. *Worked, earlier than expected*: somebody touched it, and it came before half of the like
 * would have come anyway. *Worked, as expected*: touched, and not earlier. *Untouched*: nobody touched it. None of them says that the work caused the payment.
 */
export const PAYMENT_CLASSES = ['promised_and_kept', 'worked_earlier', 'worked_as_expected', 'untouched'] as const;
export type PaymentClass = (typeof PAYMENT_CLASSES)[number];
