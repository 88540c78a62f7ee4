import { type AgeingBucket, ageingBucket } from './ageing.ts';
import { bouncesOf } from './bounced-application.ts';
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
import { type Application, isDebit, keyText, type LedgerEntries, type OpenItem } from './open-item.ts';
import { type StatedOnDay, unexplainedMovements } from './stated-left.ts';

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
  /** The part of them that no entry explains: it follows from what the source says is left. */
  readonly unexplained: readonly Movement[];
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
  for (const { itemId, amount, on, decidedHere = false } of entries.adjustments) {
    gathered.lessen(itemId, amount, { on, minor: -amount.minor, decidedHere });
  }
  for (const { itemId, amount, on, decidedHere = false } of entries.reversals) {
    gathered.lessen(itemId, amount, { on, minor: -amount.minor, decidedHere });
    gathered.reverse(itemId, { on, minor: amount.minor });
  }
  for (const { itemId, left, on } of entries.statedLefts) gathered.state(itemId, left, { on, minor: left.minor });
  gatherApplications(entries, gathered);
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
  const takenBack = earliestOf(unapplications);
  const byCredit = new Map<ItemId, AppliedPair[]>();
  for (const application of applications) {
    const pair = gathered.pairOf(application, takenBack.get(application.id) ?? null);
    if (pair !== null) push(byCredit, pair.credit.id, pair);
  }
  for (const [creditId, pairs] of byCredit) {
    const bounces = gathered.bouncesOf(creditId, pairs);
    for (const pair of pairs) gathered.apply(pair, bounces.get(pair.application.id) ?? []);
  }
}

function earliestOf(unapplications: LedgerEntries['unapplications']): Map<string, CalendarDate> {
  const takenBack = new Map<string, CalendarDate>();
  for (const { applicationId, on } of unapplications) {
    const earlier = takenBack.get(applicationId);
    if (earlier === undefined || on < earlier) takenBack.set(applicationId, on);
  }
  return takenBack;
}

/** An application between items that are known, with the days from which it counts and is taken back. */
interface AppliedPair {
  readonly application: Application;
  readonly debit: OpenItem;
  readonly credit: OpenItem;
  readonly from: CalendarDate;
  readonly back: CalendarDate | null;
}

type EntryMovement = Movement & { readonly decidedHere: boolean };

class MovementsByItem {
  private readonly movements = new Map<ItemId, EntryMovement[]>();
  private readonly reversals = new Map<ItemId, Movement[]>();
  private readonly stated = new Map<ItemId, StatedOnDay[]>();
  private readonly problems: LedgerProblem[] = [];

  constructor(private readonly items: ReadonlyMap<ItemId, OpenItem>) {}

  /** Null, and a problem, where an item of the application is not known. */
  pairOf(application: Application, takenBackOn: CalendarDate | null): AppliedPair | null {
    const { debitItemId, creditItemId, debitAmount, creditAmount } = application;
    const debit = this.items.get(debitItemId);
    const credit = this.items.get(creditItemId);
    if (debit === undefined || credit === undefined) {
      this.refuse(debit === undefined ? debitItemId : creditItemId, 'is applied, and not known.');
      return null;
    }
    if (!isDebit(debit.kind) || isDebit(credit.kind))
      this.refuse(debitItemId, 'an application sets a credit item against a debit item.');
    if (debitAmount.currency === creditAmount.currency && debitAmount.minor !== creditAmount.minor) {
      this.refuse(debitItemId, 'an application within one currency takes the same amount from both sides.');
    }
    const from = appliesFrom(application.on, debit, credit);
    return {
      application,
      debit,
      credit,
      from,
      back: takenBackOn === null ? null : unappliedFrom({ on: takenBackOn }, from),
    };
  }

  /** What of a credit item's applications comes back by itself because the money is taken back; by application. For after all that lessens it. */
  bouncesOf(creditId: ItemId, pairs: readonly AppliedPair[]): Map<string, Movement[]> {
    const credit = this.items.get(creditId);
    if (credit === undefined) return new Map();
    const applied = pairs.map(({ application: { id, creditAmount, debitAmount }, debit, from, back }) => {
      const isWhole = creditAmount.currency !== debitAmount.currency;
      return { id, minor: creditAmount.minor, debit: keyText(debit.key), from, back, isWhole };
    });
    const lessened = mergedByDay(this.movements.get(creditId) ?? []);
    const reversals = this.reversals.get(creditId) ?? [];
    const basis = { minor: credit.amount.minor, issuedOn: credit.issuedOn };
    const byApplication = new Map<string, Movement[]>();
    for (const { applicationId, on, minor } of bouncesOf({ basis, reversals, lessened, applied })) {
      push(byApplication, applicationId, { on, minor });
    }
    return byApplication;
  }

  apply({ application, debit, credit, from, back }: AppliedPair, bounced: readonly Movement[]): void {
    const { debitAmount, creditAmount, decidedHere = false } = application;
    const isWhole = debitAmount.currency !== creditAmount.currency;
    const onDebit = bounced.map(({ on, minor }) => ({ on, minor: isWhole ? debitAmount.minor : minor }));
    for (const [item, amount, comesBack] of [
      [debit, debitAmount, onDebit],
      [credit, creditAmount, bounced],
    ] as const) {
      for (const movement of applicationMovements(amount.minor, from, back, comesBack)) {
        this.lessen(item.id, amount, { ...movement, decidedHere });
      }
    }
  }

  lessen(itemId: ItemId, amount: Money, movement: EntryMovement): void {
    if (this.fits(itemId, amount)) push(this.movements, itemId, movement);
  }

  reverse(itemId: ItemId, taken: Movement): void {
    push(this.reversals, itemId, taken);
  }

  state(itemId: ItemId, left: Money, stated: StatedOnDay): void {
    if (this.fits(itemId, left)) push(this.stated, itemId, stated);
  }

  courses(): Map<ItemId, ItemCourse> {
    const courses = new Map<ItemId, ItemCourse>();
    for (const item of this.items.values()) {
      const basis = { minor: item.amount.minor, issuedOn: item.issuedOn };
      const known = this.movements.get(item.id) ?? [];
      const all = mergedByDay(known.map(withoutOrigin));
      const decidedHere = mergedByDay(known.filter(isDecidedHere).map(withoutOrigin));
      const unexplained = unexplainedMovements(basis, { all, decidedHere }, this.stated.get(item.id) ?? []);
      const movements = mergedByDay([...all, ...unexplained]);
      const below = firstDayBelowZero(basis, movements);
      if (below !== null)
        this.problems.push({ itemId: item.id, on: below, problem: 'less than nothing would be left.' });
      courses.set(item.id, { item, movements, unexplained });
    }
    if (this.problems.length > 0) throw new LedgerRefused(this.problems);
    return courses;
  }

  private fits(itemId: ItemId, amount: Money): boolean {
    const problem = problemWith(this.items.get(itemId), amount);
    if (problem !== null) this.refuse(itemId, problem);
    return problem === null;
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

function isDecidedHere({ decidedHere }: EntryMovement): boolean {
  return decidedHere;
}

function withoutOrigin({ on, minor }: EntryMovement): Movement {
  return { on, minor };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
