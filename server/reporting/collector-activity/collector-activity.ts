import { type ActivityCode, codeDefinition } from '#shared/domain/activity-code.ts';
import type { Money } from '#shared/domain/money.ts';
import type { LoggedActivity } from '../touched-cash/logged-activities-read-model.ts';
import { byCurrency } from '../touched-cash/money-by-currency.ts';

/** An activity as far as it is counted. */
export type CountedActivity = Pick<LoggedActivity, 'actorId' | 'actorName' | 'customerId' | 'code' | 'delivery'>;

/** Part of a payment as far as it is counted, with what touched it. */
export interface CountedCash {
  readonly cash: { readonly amount: Money };
  readonly touches: readonly { readonly touch: CountedActivity }[];
}

/** What one person did with one code, beside the cash that it touched. */
export interface CodeLine {
  readonly code: ActivityCode;
  readonly label: string;
  readonly activities: number;
  /** Of messages, those known to have gone; null for a code without messages. */
  readonly confirmed: number | null;
  readonly touched: readonly Money[];
}

export interface CollectorLine {
  readonly collector: { readonly id: string; readonly name: string };
  readonly activities: number;
  readonly attempts: number;
  readonly contacts: number;
  readonly rightPartyContacts: number;
  readonly customers: number;
  /** Each part of a payment once, however many of the person's activities touched it. */
  readonly touched: readonly Money[];
  readonly codes: readonly CodeLine[];
}

export interface CashTotal {
  readonly currency: string;
  readonly cash: Money;
  /** Touched by anybody, counted once. */
  readonly touched: Money;
  readonly untouched: Money;
}

export interface CollectorActivity {
  readonly lines: readonly CollectorLine[];
  readonly activities: number;
  readonly totals: readonly CashTotal[];
}

/**
 * What each person did in a period, by code, beside the cash of the period that they touched. Cash may stand beside several people and codes; the total
 * counts it once. *Touched* is not *caused*. Sorted by name, then id; codes in the order of the catalogue's labels.
 */
export function collectorActivity(
  activities: readonly CountedActivity[],
  cash: readonly CountedCash[],
): CollectorActivity {
  const people = new Map<string, CountedActivity[]>();
  for (const activity of activities) grouped(people, activity.actorId, activity);
  const touchedOnly = cash.filter(({ touches }) => touches.length > 0);
  for (const { touches } of touchedOnly) {
    for (const { touch } of touches) if (!people.has(touch.actorId)) people.set(touch.actorId, []);
  }
  const names = namesOf(activities, touchedOnly);
  const lines = [...people].map(([id, own]) => collectorLine({ id, name: names.get(id) ?? '' }, own, touchedOnly));
  lines.sort(
    (a, b) => a.collector.name.localeCompare(b.collector.name) || a.collector.id.localeCompare(b.collector.id),
  );
  return { lines, activities: activities.length, totals: cashTotals(cash) };
}

/** The cash of a period by currency: all, touched by anybody, touched by nobody. */
function cashTotals(cash: readonly CountedCash[]): CashTotal[] {
  const touched = cash.filter(({ touches }) => touches.length > 0);
  const untouched = cash.filter(({ touches }) => touches.length === 0);
  const sums = [cash, touched, untouched].map((part) => new Map(sumOf(part).map((money) => [money.currency, money])));
  const [all, some, none] = sums;
  return [...(all?.values() ?? [])].map((total) => {
    const zero = { minor: 0, currency: total.currency };
    const { currency } = total;
    return { currency, cash: total, touched: some?.get(currency) ?? zero, untouched: none?.get(currency) ?? zero };
  });
}

function collectorLine(
  collector: CollectorLine['collector'],
  own: readonly CountedActivity[],
  cash: readonly CountedCash[],
): CollectorLine {
  const mine = cash.filter(({ touches }) => touches.some(({ touch }) => touch.actorId === collector.id));
  const codes = new Set([
    ...own.map(({ code }) => code),
    ...mine.flatMap(({ touches }) =>
      touches.filter(({ touch }) => touch.actorId === collector.id).map(({ touch }) => touch.code),
    ),
  ]);
  const lines = [...codes].map((code) => codeLine(code, own, touchedBy(mine, collector.id, code)));
  return {
    collector,
    activities: own.length,
    attempts: own.filter(({ code }) => codeDefinition(code).reach === 'attempt').length,
    contacts: own.filter(({ code }) => codeDefinition(code).reach === 'contact').length,
    rightPartyContacts: own.filter(({ code }) => codeDefinition(code).reach === 'right_party_contact').length,
    customers: new Set(own.map(({ customerId }) => customerId)).size,
    touched: sumOf(mine),
    codes: lines.sort((a, b) => a.label.localeCompare(b.label)),
  };
}

function codeLine(code: ActivityCode, own: readonly CountedActivity[], cash: readonly CountedCash[]): CodeLine {
  const { label, channel, direction } = codeDefinition(code);
  const coded = own.filter((activity) => activity.code === code);
  const isOurs = channel === 'email' && direction === 'out';
  const confirmed = isOurs ? coded.filter(({ delivery }) => delivery === 'confirmed').length : null;
  return { code, label, activities: coded.length, confirmed, touched: sumOf(cash) };
}

function touchedBy(cash: readonly CountedCash[], actorId: string, code: ActivityCode): CountedCash[] {
  return cash.filter(({ touches }) => touches.some(({ touch }) => touch.actorId === actorId && touch.code === code));
}

function sumOf(cash: readonly CountedCash[]): Money[] {
  return byCurrency(cash.map(({ cash: { amount } }) => amount));
}

function namesOf(activities: readonly CountedActivity[], cash: readonly CountedCash[]): Map<string, string> {
  const touches = cash.flatMap((part) => part.touches.map(({ touch }) => touch));
  return new Map([...touches, ...activities].map(({ actorId, actorName }) => [actorId, actorName]));
}

function grouped<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const known = groups.get(key) ?? [];
  known.push(value);
  groups.set(key, known);
}
