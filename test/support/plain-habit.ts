import { expect } from 'chai';
import type { CustomerHabit } from '../../server/features/receivables/customer-habit.ts';
import { heldOn, type ItemOnDay } from '../../server/features/receivables/receivables-read-model.ts';
import { currentTenant } from '../../server/mongo/tenancy.ts';
import { collectionNamed, NOT_SUPERSEDED } from '../../server/mongo/versions.ts';
import { type CalendarDate, calendarDate, daysBetween } from '../../shared/domain/calendar-date.ts';
import type { ItemId } from '../../shared/domain/ids.ts';
import { type Movement, mergedByDay } from '../../shared/domain/ledger-movement.ts';
import { isDebit } from '../../shared/domain/open-item.ts';
import type { TestLedger } from './ledger.ts';

/** After everything that a story tells. */
const LAST_DAY = calendarDate('9999-12-30');
const DAYS = 730;
const MOST = 100;

/** How the customer C1 pays on a day, from nothing but items and applications as the ledger tells them. */
export async function plainHabit(ledger: TestLedger, day: CalendarDate): Promise<CustomerHabit | null> {
  const { receivables, ledgerPositions } = ledger.parts;
  const position = await ledgerPositions.positionAt();
  const [customer] = await ledger.customers.search('C1', position.run, 1);
  if (customer === undefined) throw new Error('There is no customer C1.');
  const items = await receivables.itemsOf(customer.id, day, position);
  const invoices = items.filter(({ kind, left }) => kind === 'invoice' && left.minor === 0);
  const moneyOf = await moneyOn(ledger, invoices);
  const paid = invoices.flatMap(({ id, amount, dueOn }) => {
    const money = moneyOf(id);
    const paidOn = money.at(-1)?.on;
    const isInFull = money.reduce((sum, { minor }) => sum + minor, 0) === amount.minor;
    return paidOn !== undefined && isInFull ? [{ paidOn, late: daysBetween(dueOn, paidOn) }] : [];
  });
  const newest = paid
    .filter(({ paidOn }) => daysBetween(paidOn, day) < DAYS)
    .sort((a, b) => daysBetween(a.paidOn, b.paidOn))
    .slice(0, MOST);
  return newest.length < 3 ? null : { invoices: newest.length, medianDaysLate: middle(newest.map(({ late }) => late)) };
}

/** Holds what is kept with each standing item of the current tenant of what payments took against the applications. Gives how many items were paid something. */
export async function expectPaidAsApplied(ledger: TestLedger): Promise<number> {
  const filter = { tenantId: currentTenant(), superseded: NOT_SUPERSEDED };
  const kept = await collectionNamed<{ itemId: ItemId; paid?: Movement[] }>('itemVersions')
    .find(filter as never)
    .toArray();
  const position = await ledger.parts.ledgerPositions.positionAt();
  const items = await ledger.parts.receivables.findItems(
    kept.map(({ itemId }) => itemId),
    LAST_DAY,
    position,
  );
  const moneyOf = await moneyOn(ledger, items);
  const debits = new Set(items.filter(({ kind }) => isDebit(kind)).map(({ id }) => id));
  for (const { itemId, paid = [] } of kept) {
    expect(paid, itemId).to.deep.equal(debits.has(itemId) ? moneyOf(itemId) : []);
  }
  return kept.filter(({ paid }) => paid !== undefined).length;
}

/** What payments have taken of each of the items for good, by their value dates. */
async function moneyOn(ledger: TestLedger, items: readonly ItemOnDay[]): Promise<(id: ItemId) => Movement[]> {
  const { receivables, ledgerPositions } = ledger.parts;
  const position = await ledgerPositions.positionAt();
  const applications = await receivables.applicationsOn(
    items.map(({ id }) => id),
    position,
  );
  const credits = await receivables.findItems(
    [...new Set(applications.map(({ creditItemId }) => creditItemId))],
    LAST_DAY,
    position,
  );
  const cameOn = new Map(credits.filter(({ kind }) => kind === 'payment').map(({ id, issuedOn }) => [id, issuedOn]));
  return (id) =>
    mergedByDay(
      applications
        .filter(({ debitItemId }) => debitItemId === id)
        .flatMap((application) => {
          const on = cameOn.get(application.creditItemId);
          return on === undefined ? [] : [{ on, minor: heldOn(application, LAST_DAY).debit.minor }];
        }),
    );
}

/** The median in whole days, half a day away from 0. */
function middle(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const twice = (sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0);
  const rounded = twice < 0 ? Math.ceil(twice / 2 - 0.5) : Math.floor(twice / 2 + 0.5);
  return rounded === 0 ? 0 : rounded;
}
