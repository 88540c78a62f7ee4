import fc from 'fast-check';
import type { CalendarDate } from '../../shared/domain/calendar-date.ts';
import { addDays, calendarDate } from '../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import type { CustomerId, ItemId } from '../../shared/domain/ids.ts';
import { itemCourses, LedgerRefused } from '../../shared/domain/ledger.ts';
import { appliesFrom, type Movement, mostToTakeFrom } from '../../shared/domain/ledger-movement.ts';
import { money } from '../../shared/domain/money.ts';
import {
  ADJUSTMENT_REASONS,
  type Adjustment,
  type Application,
  CREDIT_KINDS,
  DEBIT_KINDS,
  isDebit,
  type OpenItem,
  type Reversal,
  type StatedLeft,
  type Unapplication,
} from '../../shared/domain/open-item.ts';
import { type DrawnItem, pick, portion } from './drawn.ts';
import type { FedLedger } from './history-rows.ts';
import { ledgerAround } from './ledger-around.ts';
import { type Merge, Survivors } from './survivors.ts';

const FIRST_DAY = calendarDate('2025-06-01');
const DAYS = 400;
const CUSTOMERS = 4;
const CURRENCIES = [currencyCode('EUR'), currencyCode('JPY')];

/** What fast-check draws for one event: what happens, to which items, how much, on which day. */
type Draw = readonly [what: number, a: number, b: number, amount: number, day: number];

const draw: fc.Arbitrary<Draw> = fc.tuple(fc.nat(99), fc.nat(9_999), fc.nat(9_999), fc.nat(99_999), fc.nat(DAYS));

/** Draws that a History makes into up to so many events. */
export function randomDraws(maxEvents: number): fc.Arbitrary<Draw[]> {
  return fc.array(draw, { maxLength: maxEvents, size: 'max' });
}

/** Random ledgers of up to `maxEvents` events, in the order in which they became known, which is not that of their days. */
export function randomHistory({
  maxEvents,
  checked = true,
}: {
  maxEvents: number;
  checked?: boolean;
}): fc.Arbitrary<History> {
  return randomDraws(maxEvents).map((draws) => {
    const history = new History(checked, 'either');
    for (const one of draws) history.take(one);
    return history;
  });
}

/** A day that random ledgers have entries around. */
export const randomDay: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: -5, max: DAYS + 100 })
  .map((days) => addDays(FIRST_DAY, days));

/** Makes draws into entries. Checked, an event takes no more than there is on any day; unchecked, it takes what was drawn, and nothing follows from anything else. */
export class History implements FedLedger {
  readonly items: OpenItem[] = [];
  readonly applications: Application[] = [];
  readonly unapplications: Unapplication[] = [];
  readonly adjustments: Adjustment[] = [];
  readonly reversals: Reversal[] = [];
  readonly statedLefts: StatedLeft[] = [];
  readonly merges: Merge[] = [];
  /** Whose an item is by what its document says, where customers were merged since. */
  readonly statedCustomers = new Map<ItemId, CustomerId>();
  private readonly movements = new Map<ItemId, readonly Movement[]>();
  private readonly survivors = new Survivors();

  constructor(
    private readonly checked: boolean,
    /** Whether what comes is decided by our people, told by a source, or, by the draw, the one or the other. */
    public decides: 'here' | 'elsewhere' | 'either' = 'elsewhere',
  ) {}

  take([what, a, b, amount, daysOn]: Draw): void {
    const on = addDays(FIRST_DAY, daysOn);
    if (what < 30) this.addItem({ kind: pick(DEBIT_KINDS, amount), a, b, amount, on });
    else if (what < 46) this.addItem({ kind: pick(CREDIT_KINDS, amount), a, b, amount, on });
    else if (what < 70) this.apply(a, b, amount, on);
    else if (what < 77) this.unapply(a, on);
    else if (what < 81) this.refund(a, amount, on);
    else if (what < 85) this.adjust(a, b, amount, on);
    else if (what < 88) this.reverse(a, on);
    else if (this.checked) this.takeWhatFollows([what, a, b, amount, daysOn], on);
  }

  /** The ledger as it is, for comparing with what it becomes. */
  snapshot(): FedLedger {
    const { items, applications, unapplications, adjustments, reversals, statedLefts, merges, statedCustomers } = this;
    return {
      items: [...items],
      applications: [...applications],
      unapplications: [...unapplications],
      adjustments: [...adjustments],
      reversals: [...reversals],
      statedLefts: [...statedLefts],
      merges: [...merges],
      statedCustomers: new Map(statedCustomers),
    };
  }

  /** Goes on with items that were said differently since; entries move with them. */
  adopt(items: readonly OpenItem[]): void {
    this.items.splice(0, this.items.length, ...items);
    for (const { item, movements } of itemCourses(this.snapshot()).values()) this.movements.set(item.id, movements);
  }

  private takeWhatFollows([what, a, b, amount]: Draw, on: CalendarDate): void {
    if (what < 92) this.bounce(a, amount, on);
    else if (what < 98) this.state(a, amount, on);
    else this.merge(a, b);
  }

  private addItem({ kind, a, b, amount, on }: DrawnItem): OpenItem {
    const customerId = `customer-${a % CUSTOMERS}` as CustomerId;
    const item: OpenItem = {
      id: `item-${this.items.length}` as ItemId,
      key: {
        source: 'test',
        companyCode: '',
        documentType: '',
        number: `${this.items.length}`,
        fiscalYear: '',
        instalment: '',
      },
      kind,
      customerId: this.survivors.of(customerId),
      amount: money(amount, b % 5 === 0 ? pick(CURRENCIES, 1) : pick(CURRENCIES, 0)),
      issuedOn: on,
      dueOn: isDebit(kind) ? addDays(on, (b % 100) - 5) : on,
      disputeStatus: 'none',
      reference: '',
    };
    this.items.push(item);
    this.statedCustomers.set(item.id, customerId);
    return item;
  }

  private apply(a: number, b: number, amount: number, on: CalendarDate): void {
    const debits = this.items.filter(({ kind }) => isDebit(kind));
    const debit = debits[a % debits.length];
    if (debit === undefined) return;
    // Six in seven stay with the customer and the currency.
    const credits = this.items.filter(
      (item) =>
        !isDebit(item.kind) &&
        (b % 7 === 0 || (item.customerId === debit.customerId && item.amount.currency === debit.amount.currency)),
    );
    const credit = credits[b % credits.length];
    if (credit !== undefined) this.applyPair(debit, credit, amount, on);
  }

  private applyPair(debit: OpenItem, credit: OpenItem, drawn: number, on: CalendarDate): void {
    const from = appliesFrom(on, debit, credit);
    const most = [this.most(debit, from), this.most(credit, from)] as const;
    const sameCurrency = debit.amount.currency === credit.amount.currency;
    const [takenDebit, takenCredit] = sameCurrency
      ? [portion(Math.min(...most), drawn), portion(Math.min(...most), drawn)]
      : [portion(most[0], drawn), portion(most[1], drawn + 1)];
    if (this.checked && (takenDebit === 0 || takenCredit === 0)) return;
    const application: Application = {
      id: `application-${this.applications.length}`,
      debitItemId: debit.id,
      creditItemId: credit.id,
      debitAmount: money(takenDebit, debit.amount.currency),
      creditAmount: money(takenCredit, credit.amount.currency),
      on,
      derived: false,
      ...this.origin(drawn),
    };
    this.attempt(this.applications, application, [debit.id, credit.id]);
  }

  private unapply(a: number, on: CalendarDate): void {
    const application = this.applications[a % this.applications.length];
    if (application === undefined || this.unapplications.some(({ applicationId }) => applicationId === application.id))
      return;
    const id = `unapplication-${this.unapplications.length}`;
    const { debitItemId, creditItemId } = application;
    this.attempt(this.unapplications, { id, applicationId: application.id, on }, [debitItemId, creditItemId]);
  }

  /** A refund is a debit item applied to the credit that it returns. */
  private refund(a: number, amount: number, on: CalendarDate): void {
    const credits = this.items.filter(({ kind }) => !isDebit(kind));
    const credit = credits[a % credits.length];
    if (credit === undefined) return;
    const most = portion(this.most(credit, on > credit.issuedOn ? on : credit.issuedOn), amount);
    const customer = Number(credit.customerId.split('-')[1]);
    const b = credit.amount.currency === CURRENCIES[0] ? 6 : 5;
    this.applyPair(this.addItem({ kind: 'refund', a: customer, b, amount: most, on }), credit, 0, on);
  }

  private adjust(a: number, b: number, amount: number, on: CalendarDate): void {
    const item = this.items[a % this.items.length];
    if (item === undefined) return;
    const day = this.checked && on < item.issuedOn ? item.issuedOn : on;
    const minor = portion(this.most(item, day), amount);
    if (this.checked && minor === 0) return;
    const adjustment: Adjustment = {
      id: `adjustment-${this.adjustments.length}`,
      itemId: item.id,
      amount: money(minor, item.amount.currency),
      on: day,
      reason: pick(ADJUSTMENT_REASONS, b),
      ...this.origin(b),
    };
    this.attempt(this.adjustments, adjustment, [item.id]);
  }

  /** Takes all that can be taken of an item back. */
  private reverse(a: number, on: CalendarDate): void {
    // Of a credit item that is applied more than what is left comes back; that is no reversal without anything that follows.
    const candidates = this.checked ? this.items : this.items.filter(({ kind }) => isDebit(kind));
    const item = candidates[a % candidates.length];
    if (item === undefined) return;
    const day = this.checked && on < item.issuedOn ? item.issuedOn : on;
    const minor = portion(this.most(item, day), 0);
    if (!this.checked || minor > 0) this.addReversal(item, minor, day);
  }

  /** The bank takes back money that may be applied: all of it, or some. Sometimes with a fee, as a chargeback has. */
  private bounce(a: number, amount: number, on: CalendarDate): void {
    const credits = this.items.filter(({ kind }) => !isDebit(kind));
    const credit = credits[a % credits.length];
    if (credit === undefined) return;
    const { id, issuedOn, amount: whole } = credit;
    const lessened = [...this.adjustments, ...this.reversals].filter(({ itemId }) => itemId === id);
    const most = lessened.reduce((rest, entry) => rest - entry.amount.minor, whole.minor);
    const minor = portion(most, amount);
    if (minor > 0) this.addReversal(credit, minor, on < issuedOn ? issuedOn : on);
    if (amount % 3 !== 0) return;
    const customer = Number(this.statedCustomers.get(id)?.split('-')[1] ?? 0);
    this.addItem({ kind: 'chargeback', a: customer, b: whole.currency === CURRENCIES[0] ? 6 : 5, amount: 500, on });
  }

  private addReversal(item: OpenItem, minor: number, on: CalendarDate): void {
    const amount = money(minor, item.amount.currency);
    const id = `reversal-${this.reversals.length}`;
    const reversal: Reversal = { id, itemId: item.id, amount, on, ...this.origin(1) };
    this.attempt(this.reversals, reversal, [item.id]);
  }

  /** The source says what is left of an item, whatever its entries say; half of the time that nothing is. */
  private state(a: number, amount: number, on: CalendarDate): void {
    const item = this.items[a % this.items.length];
    if (item === undefined || this.statedLefts.some((stated) => stated.itemId === item.id && stated.on === on)) return;
    const left = amount % 2 === 0 ? 0 : amount % (item.amount.minor + 1);
    this.attempt(this.statedLefts, { itemId: item.id, left: money(left, item.amount.currency), on }, [item.id]);
  }

  /** Says that a customer is another one, or takes that back. */
  private merge(a: number, b: number): void {
    const merge = this.survivors.drawn(
      `customer-${a % CUSTOMERS}` as CustomerId,
      `customer-${b % CUSTOMERS}` as CustomerId,
    );
    if (merge === null) return;
    this.merges.push(merge);
    for (const [at, item] of this.items.entries()) {
      this.items[at] = { ...item, customerId: this.survivors.of(this.statedCustomers.get(item.id) ?? item.customerId) };
    }
  }

  private origin(drawn: number): { decidedHere?: boolean } {
    const isHere = this.decides === 'here' || (this.decides === 'either' && drawn % 5 === 1);
    return this.checked && isHere ? { decidedHere: true } : {};
  }

  /** Adds an entry, unless less than nothing would be left of anything that it bears on. */
  private attempt<E>(list: E[], entry: E, itemIds: readonly ItemId[]): void {
    list.push(entry);
    if (!this.checked) return;
    try {
      const near = ledgerAround(this, itemIds);
      const courses = itemCourses(near);
      for (const id of near.complete) this.movements.set(id, courses.get(id)?.movements ?? []);
    } catch (error) {
      if (!(error instanceof LedgerRefused)) throw error;
      list.pop();
    }
  }

  /** The most that may be taken of an item from a day on: the least that is left of it on any day after. */
  private most(item: OpenItem, from: CalendarDate): number {
    if (!this.checked) return item.amount.minor;
    const movements = this.movements.get(item.id) ?? [];
    return Math.max(0, mostToTakeFrom({ minor: item.amount.minor, issuedOn: item.issuedOn }, movements, from));
  }
}
