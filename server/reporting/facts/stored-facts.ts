import { type CalendarDate, dayNumber } from '#shared/domain/calendar-date.ts';
import { currencyCode } from '#shared/domain/currency.ts';
import type { Movement } from '#shared/domain/ledger-movement.ts';
import type { LogEntry } from '../../features/activities/activity-log-service.ts';
import type { StoredCustomerVersion } from '../../features/customers/customer.ts';
import type { StoredAdjustment, StoredApplication } from '../../features/receivables/entry-version.ts';
import { NEVER, type StoredItemVersion } from '../../features/receivables/item-version.ts';
import { customerIdOf } from '../../features/receivables/row-identity.ts';
import { NEVER_DAY } from './facts.ts';
import type {
  ActivityFact,
  AdjustmentFact,
  ApplicationFact,
  CustomerFact,
  DatedAmount,
  ItemFact,
} from './known-facts.ts';

export const CUSTOMER_FIELDS = { customerId: 1, number: 1, name: 1, ownerEmail: 1, parentNumber: 1, mergedInto: 1 };

export function customerFact(stored: StoredCustomerVersion): CustomerFact {
  const { customerId: id, number, name, ownerEmail: owner, parentNumber, mergedInto = null } = stored;
  const parentId = parentNumber === '' ? null : customerIdOf(parentNumber);
  return { id, number, name, owner, parentId, mergedInto };
}

export const ITEM_FIELDS = {
  itemId: 1,
  customerId: 1,
  number: 1,
  kind: 1,
  currency: 1,
  minor: 1,
  issuedOn: 1,
  dueOn: 1,
  settledOn: 1,
  disputeStatus: 1,
  company: 1,
  movements: 1,
  reversals: 1,
};

export function itemFact(stored: StoredItemVersion): ItemFact {
  const { itemId: id, customerId, number, kind, currency, minor, disputeStatus: dispute, company } = stored;
  return {
    id,
    customerId,
    number,
    kind,
    currency,
    minor,
    issuedOn: dayNumber(stored.issuedOn),
    dueOn: dayNumber(stored.dueOn),
    settledOn: dayOrNever(stored.settledOn),
    dispute,
    company:
      company === undefined
        ? null
        : { ...company.amount, ratedOn: company.rateOn === undefined ? null : dayNumber(company.rateOn) },
    movements: stored.movements.map(datedAmount),
    // They are stored as what they take.
    ...(stored.reversals.length === 0
      ? {}
      : { reversals: stored.reversals.map(({ on, minor }) => ({ day: dayNumber(on), minor: -minor })) }),
  };
}

export const ENTRY_FIELDS = {
  type: 1,
  entryId: 1,
  debitItemId: 1,
  creditItemId: 1,
  debitMinor: 1,
  creditMinor: 1,
  appliesFrom: 1,
  unappliedFrom: 1,
  bounced: 1,
  itemId: 1,
  minor: 1,
  on: 1,
  reason: 1,
};

export function applicationFact(stored: StoredApplication): ApplicationFact {
  const { entryId: id, debitItemId: debitId, creditItemId: creditId, debitMinor, creditMinor, bounced = [] } = stored;
  return {
    id,
    debitId,
    creditId,
    debitMinor,
    creditMinor,
    from: dayNumber(stored.appliesFrom),
    until: dayOrNever(stored.unappliedFrom),
    bounced: bounced.map(datedAmount),
  };
}

export function adjustmentFact({ entryId: id, itemId, minor, on, reason }: StoredAdjustment): AdjustmentFact {
  return { id, itemId, minor, on: dayNumber(on), reason };
}

export const LOG_FIELDS = {
  seq: 1,
  kind: 1,
  refersTo: 1,
  actor: 1,
  customerId: 1,
  itemIds: 1,
  code: 1,
  outcome: 1,
  amount: 1,
  date: 1,
  instalments: 1,
  client: 1,
  delivery: 1,
  dispatchId: 1,
  occurredAt: 1,
  recordedAt: 1,
  businessDay: 1,
};

/** An entry of the log as far as figures need it. */
export type LoggedFact = Pick<LogEntry, Exclude<keyof typeof LOG_FIELDS, never>> & { readonly _id: string };

export function activityFact(entry: LoggedFact, templateOf: ReadonlyMap<string, string>): ActivityFact {
  const { _id: id, seq, customerId, actor, code, outcome, delivery, itemIds, amount, date, dispatchId } = entry;
  const instalments = entry.instalments?.map((part) => ({
    day: dayNumber(part.promisedFor),
    minor: part.amount.minor,
  }));
  return {
    id,
    seq,
    customerId,
    collector: actor,
    day: dayNumber(entry.businessDay),
    occurredAt: entry.occurredAt.getTime(),
    recordedAt: entry.recordedAt.getTime(),
    code,
    outcome,
    delivery,
    isAutomatic: entry.client === 'job',
    itemIds,
    amount: amount === null ? null : { minor: amount.minor, currency: currencyCode(amount.currency) },
    date: date === null ? null : dayNumber(date),
    ...(instalments === undefined ? {} : { instalments }),
    templateId: dispatchId === null ? null : (templateOf.get(dispatchId) ?? null),
  };
}

function datedAmount({ on, minor }: Movement): DatedAmount {
  return { day: dayNumber(on), minor };
}

function dayOrNever(day: CalendarDate): number {
  return day === NEVER ? NEVER_DAY : dayNumber(day);
}
