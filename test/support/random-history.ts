import fc from 'fast-check';
import type { CalendarDate } from '../../shared/domain/calendar-date.ts';
import { addDays, calendarDate } from '../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import type { CustomerId, ItemId } from '../../shared/domain/ids.ts';
import { itemCourses } from '../../shared/domain/ledger.ts';
import { appliesFrom, type Movement, unappliedFrom } from '../../shared/domain/ledger-movement.ts';
import { money } from '../../shared/domain/money.ts';
import {
  ADJUSTMENT_REASONS,
  type Adjustment,
  type Application,
  CREDIT_KINDS,
  DEBIT_KINDS,
  type ItemKind,
  isDebit,
  type LedgerEntries,
  type OpenItem,
  type Reversal,
  type Unapplication,
} from '../../shared/domain/open-item.ts';

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
    const history = new History(checked);
    for (const one of draws) history.take(one);
    return history;
  });
}

/** A day that random ledgers have entries around. */
export const randomDay: fc.Arbitrary<CalendarDate> = fc
  .integer({ min: -5, max: DAYS + 100 })
  .map((days) => addDays(FIRST_DAY, days));

/** Makes draws into entries. Checked, an event takes no more than there is on any day; unchecked, it takes what was drawn. */
export class History implements LedgerEntries {
  readonly items: OpenItem[] = [];
  readonly applications: Application[] = [];
  readonly unapplications: Unapplication[] = [];
  readonly adjustments: Adjustment[] = [];
  readonly reversals: Reversal[] = [];
  private readonly movements = new Map<ItemId, Movement[]>();

  constructor(private readonly checked: boolean) {}

  take([what, a, b, amount, daysOn]: Draw): void {
    const on = addDays(FIRST_DAY, daysOn);
    if (what < 30) this.addItem({ kind: pick(DEBIT_KINDS, amount), a, b, amount, on });
    else if (what < 48) this.addItem({ kind: pick(CREDIT_KINDS, amount), a, b, amount, on });
    else if (what < 78) this.apply(a, b, amount, on);
    else if (what < 86) this.unapply(a, on);
    else if (what < 91) this.refund(a, amount, on);
    else if (what < 96) this.adjust(a, b, amount, on);
    else this.reverse(a, on);
  }

  /** The ledger as it is, for comparing with what it becomes. */
  snapshot(): LedgerEntries {
    const { items, applications, unapplications, adjustments, reversals } = this;
    return {
      items: [...items],
      applications: [...applications],
      unapplications: [...unapplications],
      adjustments: [...adjustments],
      reversals: [...reversals],
    };
  }

  /** Goes on with items that were said differently since; entries move with them. */
  adopt(items: readonly OpenItem[]): void {
    this.items.splice(0, this.items.length, ...items);
    for (const { item, movements } of itemCourses(this.snapshot()).values())
      this.movements.set(item.id, [...movements]);
  }

  private addItem({
    kind,
    a,
    b,
    amount,
    on,
  }: {
    kind: ItemKind;
    a: number;
    b: number;
    amount: number;
    on: CalendarDate;
  }): OpenItem {
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
      customerId: `customer-${a % CUSTOMERS}` as CustomerId,
      amount: money(amount, b % 5 === 0 ? pick(CURRENCIES, 1) : pick(CURRENCIES, 0)),
      issuedOn: on,
      dueOn: isDebit(kind) ? addDays(on, (b % 100) - 5) : on,
      disputeStatus: 'none',
      reference: '',
    };
    this.items.push(item);
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
    this.applications.push({
      id: `application-${this.applications.length}`,
      debitItemId: debit.id,
      creditItemId: credit.id,
      debitAmount: money(takenDebit, debit.amount.currency),
      creditAmount: money(takenCredit, credit.amount.currency),
      on,
      derived: false,
    });
    this.move(debit, { on: from, minor: -takenDebit });
    this.move(credit, { on: from, minor: -takenCredit });
  }

  private unapply(a: number, on: CalendarDate): void {
    const application = this.applications[a % this.applications.length];
    if (application === undefined || this.unapplications.some(({ applicationId }) => applicationId === application.id))
      return;
    const debit = this.items.find(({ id }) => id === application.debitItemId);
    const credit = this.items.find(({ id }) => id === application.creditItemId);
    if (debit === undefined || credit === undefined) return;
    this.unapplications.push({ id: `unapplication-${this.unapplications.length}`, applicationId: application.id, on });
    const back = unappliedFrom({ on }, appliesFrom(application.on, debit, credit));
    this.move(debit, { on: back, minor: application.debitAmount.minor });
    this.move(credit, { on: back, minor: application.creditAmount.minor });
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
    const reason = pick(ADJUSTMENT_REASONS, b);
    this.adjustments.push({
      id: `adjustment-${this.adjustments.length}`,
      itemId: item.id,
      amount: money(minor, item.amount.currency),
      on: day,
      reason,
    });
    this.move(item, { on: day, minor: -minor });
  }

  /** Takes all that can be taken of an item back. */
  private reverse(a: number, on: CalendarDate): void {
    const item = this.items[a % this.items.length];
    if (item === undefined) return;
    const day = this.checked && on < item.issuedOn ? item.issuedOn : on;
    const minor = portion(this.most(item, day), 0);
    if (this.checked && minor === 0) return;
    this.reversals.push({
      id: `reversal-${this.reversals.length}`,
      itemId: item.id,
      amount: money(minor, item.amount.currency),
      on: day,
    });
    this.move(item, { on: day, minor: -minor });
  }

  /** The most that may be taken of an item from a day on: the least that is left of it on any day after. */
  private most(item: OpenItem, from: CalendarDate): number {
    if (!this.checked) return item.amount.minor;
    const movements = this.movements.get(item.id) ?? [];
    const days = [from, ...movements.map(({ on }) => on).filter((day) => day > from)];
    const lefts = days.map((day) =>
      movements.filter(({ on }) => on <= day).reduce((left, { minor }) => left + minor, item.amount.minor),
    );
    return Math.min(...lefts);
  }

  private move(item: OpenItem, movement: Movement): void {
    this.movements.set(item.id, [...(this.movements.get(item.id) ?? []), movement]);
  }
}

/** All of it for an even draw, else some of it. */
function portion(most: number, drawn: number): number {
  return drawn % 2 === 0 ? most : Math.min(most, drawn % (most + 1));
}

function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new RangeError('Nothing to pick from.');
  return found;
}
