import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Movement } from '#shared/domain/ledger-movement.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { collectionNamed, visibleAt } from '../../mongo/versions.ts';
import type { LedgerPosition } from '../receivables/ledger-position-service.ts';

export interface LastPayment {
  /** Its value date. */
  readonly on: CalendarDate;
  readonly amount: Money;
}

interface PaymentVersion {
  readonly issuedOn: CalendarDate;
  readonly minor: number;
  readonly currency: CurrencyCode;
  /** Parts that the bank took back, as what they take. */
  readonly reversals: readonly Movement[];
}

/** Of so many payments in a row none is likely to have been taken back. */
const LOOKED_AT = 10;

/** The latest payment of a customer that the bank has not taken back. */
export class LastPaymentReadModel {
  async read(customerId: CustomerId, today: CalendarDate, { run }: LedgerPosition): Promise<LastPayment | null> {
    const filter = { ...visibleAt(run), customerId, kind: 'payment', issuedOn: { $lte: today } };
    const latest = await collectionNamed<PaymentVersion>('itemVersions')
      .find(filter as never)
      .project<PaymentVersion>({ _id: 0, issuedOn: 1, minor: 1, currency: 1, reversals: 1 })
      .sort({ issuedOn: -1, minor: -1 })
      .limit(LOOKED_AT)
      .toArray();
    const standing = latest.find((payment) => standsOn(payment, today));
    return standing === undefined ? null : { on: standing.issuedOn, amount: money(standing.minor, standing.currency) };
  }
}

function standsOn({ minor, reversals }: PaymentVersion, today: CalendarDate): boolean {
  const taken = reversals.filter(({ on }) => on <= today).reduce((sum, movement) => sum + Math.abs(movement.minor), 0);
  return taken < minor;
}
