import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { leftOn } from '#shared/domain/ledger-movement.ts';
import { accountKey, payerNameKey } from '../../features/cash-application/payer-keys.ts';
import type { StoredItemVersion } from '../../features/receivables/item-version.ts';
import type { PaymentSeen } from './exception.ts';

/** Shorter references are numbers that a bank or clerk gives again and again. */
const LEAST_REFERENCE = 6;

/** A payment as it stands on a day. */
export function paymentSeen(version: StoredItemVersion, day: CalendarDate): PaymentSeen {
  const { itemId: id, number, customerId, currency, minor, issuedOn: on, reversals, reference, receipt } = version;
  const takenBack = reversals.filter((each) => each.on <= day).reduce((sum, each) => sum + each.minor, 0);
  const keys =
    receipt === undefined
      ? []
      : [`account ${accountKey(receipt.payerAccount)}`, `name ${payerNameKey(receipt.payerName)}`];
  const references = [receipt?.bankReference ?? '', receipt?.endToEndId ?? '', reference].filter(
    (text) => text.length >= LEAST_REFERENCE,
  );
  return {
    id,
    number,
    customerId,
    currency,
    minor: minor - takenBack,
    left: leftOn(version, version.movements, day),
    on,
    payerKeys: keys.filter((key) => !key.endsWith(' ')),
    references: [...new Set(references)],
    words: [receipt?.text ?? '', receipt?.endToEndId ?? '', reference].filter((text) => text !== ''),
  };
}
