import fc from 'fast-check';
import type { Facts } from '../../server/reporting/facts/facts.ts';
import {
  ACTIVITY_CODES,
  type ActivityCode,
  codeDefinition,
  isDisputeRaised,
  isPromise,
} from '../../shared/domain/activity-code.ts';
import { addDays, calendarDate } from '../../shared/domain/calendar-date.ts';
import { ADJUSTMENT_REASONS, DISPUTE_STATUSES } from '../../shared/domain/open-item.ts';
import { pick } from './drawn.ts';
import { type FactsStory, factsOf } from './facts.ts';

/** What fast-check draws for one event: what happens, to which of the things there are, how much, on which day. */
export type StoryDraw = readonly [what: number, a: number, b: number, amount: number, day: number];

/** Draws of which a company's year is made. */
export const storyDraws: fc.Arbitrary<StoryDraw[]> = fc.noBias(
  fc.array(fc.tuple(fc.nat(99), fc.nat(9_999), fc.nat(9_999), fc.nat(99_999), fc.nat(360)), {
    minLength: 20,
    maxLength: 160,
    size: 'max',
  }),
);

const FIRST_DAY = calendarDate('2025-11-01');
const CUSTOMERS = ['C1', 'C2', 'C3'];
const PEOPLE = ['ana', 'ben'];
const DEBITS = ['invoice', 'invoice', 'invoice', 'debit_memo', 'chargeback', 'refund'] as const;

interface Told {
  readonly id: string;
  readonly customer: string;
  readonly currency: string;
  readonly day: number;
  /** What may still be taken of it; what is given back is not taken again, so that no day can fall below 0. */
  free: number;
}

/** A day of the random year. */
export function dayOf(day: number): string {
  return addDays(FIRST_DAY, day);
}

/** The facts of a company to which all that was drawn has happened. */
export function storyOf(draws: readonly StoryDraw[]): Facts {
  return factsOf((book) => {
    const story = new RandomStory(book);
    for (const draw of draws) story.take(draw);
  });
}

/** Tells the story of a company with several currencies, of which the ERP converted some, and of what people did. */
export class RandomStory {
  private readonly debits: Told[] = [];
  private readonly credits: Told[] = [];
  /** Which debit and credit were set against one another, whether or not that holds; once is enough. */
  private readonly pairs = new Set<string>();
  private readonly applied: { debit: string; credit: string; day: number }[] = [];

  constructor(private readonly book: FactsStory) {
    for (const [at, customer] of CUSTOMERS.entries()) {
      book.customer(customer, { owner: at === 2 ? '' : `owner-${at}@example.com` });
    }
  }

  take([what, a, b, amount, day]: StoryDraw): void {
    if (what < 28) this.item(pick(DEBITS, a), this.debits, [a, b, amount, day]);
    else if (what < 42) this.item(a % 3 === 0 ? 'credit_memo' : 'payment', this.credits, [a, b, amount, day]);
    else if (what < 58) this.apply([a, b, amount, day]);
    else if (what < 64) this.lessen([a, b, amount, day]);
    else if (what < 67) this.takeBack(a, day);
    else this.deed([what, a, b, amount, day]);
  }

  private item(
    kind: (typeof DEBITS)[number] | 'payment' | 'credit_memo',
    list: Told[],
    [a, b, amount, day]: readonly [number, number, number, number],
  ): void {
    const id = `${kind} ${list.length}`;
    const customer = pick(CUSTOMERS, b);
    const currency = pick(['EUR', 'USD', 'JPY'], a);
    const minor = amount + 1;
    const rated = { minor: Math.round(minor * 0.9) + 1, currency: 'EUR', ratedOn: dayOf(day) };
    this.book.item(id, {
      ...{ kind, customer, currency, minor, issuedOn: dayOf(day), dueOn: dayOf(day + (b % 60)) },
      dispute: pick(DISPUTE_STATUSES, a),
      ...(currency === 'USD' || (currency === 'JPY' && b % 2 === 0) ? { company: rated } : {}),
    });
    list.push({ id, customer, currency, day, free: minor });
  }

  private apply([a, b, amount, day]: readonly [number, number, number, number]): void {
    const credit = this.credits[a % this.credits.length];
    const fitting = this.debits.filter(({ customer, currency, free }) => {
      return customer === credit?.customer && currency === credit.currency && free > 0;
    });
    const debit = fitting[b % fitting.length];
    if (credit === undefined || debit === undefined || credit.free === 0) return;
    const pair = `${debit.id} ${credit.id}`;
    if (this.pairs.has(pair)) return;
    this.pairs.add(pair);
    const most = Math.min(credit.free, debit.free);
    const minor = amount % 2 === 0 ? most : 1 + (amount % most);
    this.book.application({ debit: debit.id, credit: credit.id, minor, on: dayOf(day) });
    credit.free -= minor;
    debit.free -= minor;
    this.applied.push({ debit: debit.id, credit: credit.id, day: Math.max(day, debit.day, credit.day) });
  }

  private lessen([a, b, amount, day]: readonly [number, number, number, number]): void {
    const item = this.debits[a % this.debits.length];
    if (item === undefined || item.free === 0) return;
    const minor = 1 + (amount % item.free);
    const on = dayOf(Math.max(day, item.day));
    if (b % 7 === 0) this.book.reversal(item.id, minor, on);
    else this.book.adjustment(item.id, minor, on, pick(ADJUSTMENT_REASONS, b));
    item.free -= minor;
  }

  private takeBack(a: number, day: number): void {
    const [application] = this.applied.splice(a % (this.applied.length || 1), 1);
    if (application === undefined) return;
    this.book.unapplication(application.debit, application.credit, dayOf(Math.max(day, application.day)));
  }

  private deed([what, a, b, amount, day]: StoryDraw): void {
    const customer = pick(CUSTOMERS, b);
    const own = this.debits.filter((item) => item.customer === customer);
    const items = own.length === 0 || a % 3 === 0 ? [] : [...new Set([pick(own, a).id, pick(own, b).id])];
    const code = what > 92 ? 'phone_promise_to_pay' : pick(ACTIVITY_CODES, a);
    const date = dayOf(day + (a % 20));
    const inParts = { instalments: { [date]: amount + 1, [dayOf(day + 20 + (b % 9))]: b + 1 } };
    const promise = {
      currency: pick(['EUR', 'USD', 'JPY'], b),
      ...(b % 3 === 0 ? inParts : { minor: amount + 1, date }),
    };
    const id = this.book.did(pick(PEOPLE, a), code, dayOf(day), {
      ...{ customer, items, isAutomatic: b % 7 === 0, hour: a % 24 },
      ...(isPromise(code) ? promise : {}),
      ...(isMessage(code) ? { delivery: pick(['confirmed', 'bounced', 'attempted'], b) } : {}),
      ...(isMessage(code) && a % 2 === 0 ? { template: `T${b % 2}` } : {}),
    });
    if (isDisputeRaised(code) && b % 2 === 0) this.book.resolved(id, dayOf(day + (a % 40)));
  }
}

function isMessage(code: ActivityCode): boolean {
  const { channel, direction } = codeDefinition(code);
  return channel === 'email' && direction === 'out';
}
