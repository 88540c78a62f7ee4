import type { BoardLine } from '#shared/api/my-figures.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import { type Money, money } from '#shared/domain/money.ts';
import { hasFallenDue } from '#shared/domain/promise-outcome.ts';
import type { CollectorIndex, CustomerIndex, Facts } from '../facts/facts.ts';
import { collectorRef } from '../facts-refs.ts';
import type { PromiseOutcome } from '../promises/promise-outcomes.ts';
import type { DayTouch } from './day-touches.ts';
import { collectorsOf, type HandTouchedPart } from './hand-touched-cash.ts';

export type ExcessLine = BoardLine['excess'][number];

/** What the board is made of, all of one period and, where money is asked about in one currency, of that. */
export interface BoardParts {
  readonly touches: readonly DayTouch[];
  /** On how many days jobs sent something to a customer, by who they sent it for. */
  readonly automatic: ReadonlyMap<CollectorIndex, number>;
  /** Those whose last day has passed in the period, as they stood at its end. */
  readonly promises: readonly PromiseOutcome[];
  readonly cash: readonly HandTouchedPart[];
  readonly excess: ReadonlyMap<CollectorIndex, readonly ExcessLine[]>;
}

/** Sums by currency; two currencies are never added. */
class Sums {
  private readonly minor = new Map<CurrencyCode, number>();

  add(currency: CurrencyCode, minor: number): void {
    this.minor.set(currency, (this.minor.get(currency) ?? 0) + minor);
  }

  /** What is not nothing, in the order of currencies. */
  amounts(): Money[] {
    const some = [...this.minor].filter(([, minor]) => minor !== 0);
    return some.sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => money(minor, currency));
  }
}

/** What is gathered of one person. */
class Sheet {
  touches = 0;
  automatic = 0;
  rightPartyContacts = 0;
  readonly customers = new Set<CustomerIndex>();
  readonly promises = { fellDue: 0, kept: 0, partlyKept: 0, broken: 0, moved: 0 };
  private readonly promisedKept = new Sums();
  private readonly touched = new Sums();

  addTouch({ customer, isRightParty }: DayTouch): void {
    this.touches += 1;
    this.customers.add(customer);
    if (isRightParty) this.rightPartyContacts += 1;
  }

  addPromise({ state, paidMinor, currency }: PromiseOutcome): void {
    if (state === 'moved') this.promises.moved += 1;
    if (!hasFallenDue(state)) return;
    this.promises.fellDue += 1;
    if (state === 'kept') this.promises.kept += 1;
    if (state === 'partly_kept') this.promises.partlyKept += 1;
    if (state === 'broken') this.promises.broken += 1;
    this.promisedKept.add(currency, paidMinor);
  }

  addCash({ currency, minor }: HandTouchedPart): void {
    this.touched.add(currency, minor);
  }

  figures(excess: readonly ExcessLine[]): Omit<BoardLine, 'collector'> {
    const { touches, customers, rightPartyContacts, automatic, promises } = this;
    return {
      touches,
      customers: customers.size,
      rightPartyContacts,
      automatic,
      promises,
      promisedKept: this.promisedKept.amounts(),
      touched: this.touched.amounts(),
      excess: [...excess],
    };
  }
}

/** A line for everybody who has anything in the period, by name, then id: never ranked by the cash that they touched. */
export function boardLines(facts: Facts, parts: BoardParts): BoardLine[] {
  const sheets = new Map<CollectorIndex, Sheet>();
  const sheetOf = (collector: CollectorIndex): Sheet => {
    const known = sheets.get(collector) ?? new Sheet();
    sheets.set(collector, known);
    return known;
  };
  for (const touch of parts.touches) sheetOf(touch.collector).addTouch(touch);
  for (const [collector, count] of parts.automatic) sheetOf(collector).automatic += count;
  for (const promise of parts.promises) {
    if (promise.state === 'moved' || hasFallenDue(promise.state)) sheetOf(promise.collector).addPromise(promise);
  }
  for (const part of parts.cash) {
    for (const collector of collectorsOf(facts, part)) sheetOf(collector).addCash(part);
  }
  for (const collector of parts.excess.keys()) sheetOf(collector);
  const lines = [...sheets].map(([collector, sheet]) => {
    return { collector: collectorRef(facts, collector), ...sheet.figures(parts.excess.get(collector) ?? []) };
  });
  return lines.sort(
    (a, b) => a.collector.name.localeCompare(b.collector.name, 'en') || (a.collector.id < b.collector.id ? -1 : 1),
  );
}

/** The board's counts over all its people. Cash that several touched is in it once; excess stands by itself, since episodes of several people may be of one invoice. */
export function boardTotal(parts: Omit<BoardParts, 'excess'>): Omit<BoardLine, 'collector' | 'excess'> {
  const sheet = new Sheet();
  for (const touch of parts.touches) sheet.addTouch(touch);
  for (const count of parts.automatic.values()) sheet.automatic += count;
  for (const promise of parts.promises) sheet.addPromise(promise);
  for (const part of parts.cash) if (part.touches.length > 0) sheet.addCash(part);
  const { excess: _, ...figures } = sheet.figures([]);
  return figures;
}
