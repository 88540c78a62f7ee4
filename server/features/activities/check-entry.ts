import type { FieldProblem } from '#shared/api/errors.ts';
import { codeDefinition, isPromise, problemsWithDetails } from '#shared/domain/activity-code.ts';
import { DomainError } from '../../errors.ts';
import { businessDayOf, type NewActivity } from './activity-entry.ts';
import { instalmentProblems } from './check-instalments.ts';
import type { NamedInLedger } from './ledger-names.ts';

/** Before any activity that a company could still have on record. */
const EARLIEST = new Date('1990-01-01T00:00:00.000Z');

/** Throws DomainError `customer_not_found` or `item_not_found` unless the customer is there and all items are the customer's. */
export function requireNamed({ customerId, itemIds }: NewActivity, { customers, items }: NamedInLedger): void {
  if (!customers.has(customerId)) throw new DomainError('customer_not_found', 'There is no such customer.');
  const strangers = itemIds.filter((itemId) => items.get(itemId)?.customerId !== customerId);
  if (strangers.length === 0) return;
  const problems = strangers.map((itemId) => ({ field: 'itemIds', problem: `${itemId} is no item of this customer` }));
  throw new DomainError('item_not_found', 'An item that is named is not there, or not of this customer.', problems);
}

/** Throws DomainError `request_invalid` that names every detail which does not fit the code. */
export function requireFit(entry: NewActivity, recordedAt: Date): void {
  const problems: FieldProblem[] = [
    ...problemsWithDetails(entry.code, detailsOf(entry)),
    ...instalmentProblems(entry),
    ...amountProblems(entry),
    ...timeProblems(entry),
    ...promiseProblems(entry, recordedAt),
    ...deliveryProblems(entry),
  ];
  if (problems.length === 0) return;
  const summary = problems.map(({ problem }) => problem).join(' ');
  throw new DomainError('request_invalid', `The activity does not fit its code: ${summary}`, problems);
}

/** Instalments say amount and day of a promise. */
function detailsOf({ outcome, reason, amount, date, instalments }: NewActivity) {
  const [part] = instalments ?? [];
  return { outcome, reason, amount: amount ?? part?.amount, date: date ?? part?.promisedFor };
}

function amountProblems({ amount }: NewActivity): FieldProblem[] {
  if (amount === undefined || amount.minor > 0) return [];
  return [{ field: 'amount', problem: 'The amount needs to be more than nothing.' }];
}

function timeProblems({ occurredAt }: NewActivity): FieldProblem[] {
  if (occurredAt === undefined || occurredAt >= EARLIEST) return [];
  return [{ field: 'occurredAt', problem: `Nothing is logged that happened before ${EARLIEST.toISOString()}.` }];
}

function promiseProblems(entry: NewActivity, recordedAt: Date): FieldProblem[] {
  const { code, date, instalments = [] } = entry;
  if (!isPromise(code) || timeProblems(entry).length > 0) return [];
  const businessDay = businessDayOf(entry, recordedAt);
  const days = [...(date === undefined ? [] : [date]), ...instalments.map(({ promisedFor }) => promisedFor)];
  return days
    .filter((day) => day < businessDay)
    .map((day) => ({
      field: date === undefined ? 'instalments' : 'date',
      problem: `A promise made on ${businessDay} cannot be for ${day}, which is before it.`,
    }));
}

function deliveryProblems({ code, delivery }: NewActivity): FieldProblem[] {
  const { channel, direction, label } = codeDefinition(code);
  if (delivery === undefined) return [];
  if (channel !== 'email' || direction === 'in')
    return [{ field: 'delivery', problem: `${label} is no message that could be delivered.` }];
  return delivery === 'drafted' ? [{ field: 'delivery', problem: 'A draft is not logged before it is sent.' }] : [];
}
