import { type AgeingBucket, ageingBucket } from './ageing.ts';
import type { CalendarDate } from './calendar-date.ts';
import type { CurrencyCode } from './currency.ts';
import type { CustomerId, ItemId } from './ids.ts';
import {
  applicationMovements,
  appliesFrom,
  firstDayBelowZero,
  leftOn,
  type Movement,
  mergedByDay,
  unappliedFrom,
} from './ledger-movement.ts';
import { type Money, money } from './money.ts';
import { type Application, isDebit, type LedgerEntries, type OpenItem } from './open-item.ts';

/** Why a history cannot be: which item, and, where it matters, the first day on which it goes wrong. */
export interface LedgerProblem {
  readonly itemId: ItemId;
  readonly on: CalendarDate | null;
  readonly problem: string;
}

/** A history that cannot be. `problems` names each item and day. */
export class LedgerRefused extends Error {
  constructor(readonly problems: readonly LedgerProblem[]) {
    super(
      problems.map(({ itemId, on, problem }) => `${itemId}${on === null ? '' : ` on ${on}`}: ${problem}`).join('; '),
    );
    this.name = 'LedgerRefused';
  }
}

/** An item with its movements, merged by day. */
export interface ItemCourse {
  readonly item: OpenItem;
  readonly movements: readonly Movement[];
}

export interface OpenAmount {
  readonly item: OpenItem;
  readonly left: Money;
}

/** What one customer owes and has given in one currency on one day. `unapplied` is never above 0. */
export interface CustomerBalance {
  readonly customerId: CustomerId;
  readonly currency: CurrencyCode;
  readonly invoiceOpen: Money;
  readonly unapplied: Money;
  readonly netOpen: Money;
  readonly buckets: Readonly<Record<string, Money>>;
}

/**
 * The course of each item, from everything that is known. Throws LedgerRefused where an entry names an item or application that is
 * not there, is in another currency than its item, takes different amounts from two items of one currency, or leaves less than nothing of an item on any day.
 */
export function itemCourses(entries: LedgerEntries): Map<ItemId, ItemCourse> {
  const items = new Map(entries.items.map((item) => [item.id, item]));
  const gathered = new MovementsByItem(items);
  gatherApplications(entries, gathered);
  for (const { itemId, amount, on } of [...entries.adjustments, ...entries.reversals]) {
    gathered.add(itemId, amount, [{ on, minor: -amount.minor }]);
  }
  return gathered.courses();
}

/** The items of which something is left on a day, each with how much. */
export function openItemsOn(courses: ReadonlyMap<ItemId, ItemCourse>, asOf: CalendarDate): OpenAmount[] {
  const open: OpenAmount[] = [];
  for (const { item, movements } of courses.values()) {
    const left = leftOn({ minor: item.amount.minor, issuedOn: item.issuedOn }, movements, asOf);
    if (left !== 0) open.push({ item, left: money(left, item.amount.currency) });
  }
  return open;
}

/** What each customer owes and has given on a day, by currency; only those of whom something is open. */
export function balancesOn(
  open: readonly OpenAmount[],
  asOf: CalendarDate,
  buckets: readonly AgeingBucket[],
): CustomerBalance[] {
  const tallies = new Map<string, Tally>();
  for (const { item, left } of open) {
    const key = `${item.customerId} ${left.currency}`;
    const tally = tallies.get(key) ?? newTally(item.customerId, left.currency, buckets);
    tallies.set(key, tally);
    if (isDebit(item.kind)) {
      const label = ageingBucket(item.dueOn, asOf, buckets);
      tally.byBucket.set(label, (tally.byBucket.get(label) ?? 0) + left.minor);
    } else {
      tally.given += left.minor;
    }
  }
  return [...tallies.values()].map(balanceOf);
}

interface Tally {
  readonly customerId: CustomerId;
  readonly currency: CurrencyCode;
  readonly byBucket: Map<string, number>;
  given: number;
}

function newTally(customerId: CustomerId, currency: CurrencyCode, buckets: readonly AgeingBucket[]): Tally {
  return { customerId, currency, byBucket: new Map(buckets.map(({ label }) => [label, 0])), given: 0 };
}

function balanceOf({ customerId, currency, byBucket, given }: Tally): CustomerBalance {
  const owed = [...byBucket.values()].reduce((sum, minor) => sum + minor, 0);
  return {
    customerId,
    currency,
    invoiceOpen: money(owed, currency),
    unapplied: money(-given, currency),
    netOpen: money(owed - given, currency),
    buckets: Object.fromEntries([...byBucket].map(([label, minor]) => [label, money(minor, currency)])),
  };
}

function gatherApplications({ applications, unapplications }: LedgerEntries, gathered: MovementsByItem): void {
  const takenBack = new Map<string, CalendarDate>();
  for (const { applicationId, on } of unapplications) {
    const earlier = takenBack.get(applicationId);
    if (earlier === undefined || on < earlier) takenBack.set(applicationId, on);
  }
  for (const application of applications) {
    gathered.addApplication(application, takenBack.get(application.id) ?? null);
  }
}

class MovementsByItem {
  private readonly movements = new Map<ItemId, Movement[]>();
  private readonly problems: LedgerProblem[] = [];

  constructor(private readonly items: ReadonlyMap<ItemId, OpenItem>) {}

  addApplication(application: Application, takenBackOn: CalendarDate | null): void {
    const { debitItemId, creditItemId, debitAmount, creditAmount } = application;
    const debit = this.items.get(debitItemId);
    const credit = this.items.get(creditItemId);
    if (debit === undefined || credit === undefined) {
      this.refuse(debit === undefined ? debitItemId : creditItemId, 'is applied, and not known.');
      return;
    }
    if (!isDebit(debit.kind) || isDebit(credit.kind))
      this.refuse(debitItemId, 'an application sets a credit item against a debit item.');
    if (debitAmount.currency === creditAmount.currency && debitAmount.minor !== creditAmount.minor) {
      this.refuse(debitItemId, 'an application within one currency takes the same amount from both sides.');
    }
    const applied = appliesFrom(application.on, debit, credit);
    const back = takenBackOn === null ? null : unappliedFrom({ on: takenBackOn }, applied);
    this.add(debitItemId, debitAmount, applicationMovements(debitAmount.minor, applied, back));
    this.add(creditItemId, creditAmount, applicationMovements(creditAmount.minor, applied, back));
  }

  add(itemId: ItemId, amount: Money, movements: readonly Movement[]): void {
    const problem = problemWith(this.items.get(itemId), amount);
    if (problem !== null) {
      this.refuse(itemId, problem);
      return;
    }
    const known = this.movements.get(itemId) ?? [];
    known.push(...movements);
    this.movements.set(itemId, known);
  }

  courses(): Map<ItemId, ItemCourse> {
    const courses = new Map<ItemId, ItemCourse>();
    for (const item of this.items.values()) {
      const movements = mergedByDay(this.movements.get(item.id) ?? []);
      const below = firstDayBelowZero({ minor: item.amount.minor, issuedOn: item.issuedOn }, movements);
      if (below !== null)
        this.problems.push({ itemId: item.id, on: below, problem: 'less than nothing would be left.' });
      courses.set(item.id, { item, movements });
    }
    if (this.problems.length > 0) throw new LedgerRefused(this.problems);
    return courses;
  }

  private refuse(itemId: ItemId, problem: string): void {
    this.problems.push({ itemId, on: null, problem });
  }
}

function problemWith(item: OpenItem | undefined, amount: Money): string | null {
  if (item === undefined) return 'is named by an entry, and not known.';
  if (item.amount.currency !== amount.currency) {
    return `is in ${item.amount.currency}, and an entry on it in ${amount.currency}.`;
  }
  return amount.minor < 0 ? 'an entry on it has an amount below 0.' : null;
}
