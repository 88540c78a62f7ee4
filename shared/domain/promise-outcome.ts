/**
 * What became of a promise: *open* until its last day has passed; *kept* when what was promised came in time; *partly_kept* when some of it did; *broken* when nothing did;
 * *moved* when the customer gave another word in its place before it fell due; *cancelled* when it was withdrawn.
 */
export const PROMISE_STATES = ['open', 'kept', 'partly_kept', 'broken', 'moved', 'cancelled'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** One customer's word in one currency, in minor units. Days are numbers, as `dayNumber` counts them. `I` is what names an item. */
export interface PromiseMade<I> {
  /** The items that it names; empty where it is about the customer as a whole. */
  readonly items: readonly I[];
  readonly madeOn: number;
  readonly promisedFor: number;
  /** The last day on which money still counts: the promised day and the grace. */
  readonly lastDay: number;
  readonly minor: number;
}

/** Part of the customer's cash in that currency, on its value date: what stands on one item or, with null, on none. */
export interface PromiseCash<I> {
  readonly item: I | null;
  readonly on: number;
  readonly minor: number;
}

/** What of one part of the cash fulfils one promise. */
export interface PromiseFulfilment {
  /** The place of the part in the cash that was given. */
  readonly part: number;
  readonly minor: number;
}

export interface PromiseVerdict {
  readonly state: Exclude<PromiseState, 'cancelled'>;
  /** What of it came in its window; never more than was promised. */
  readonly paidMinor: number;
  readonly fulfilments: readonly PromiseFulfilment[];
}

/**
 * Judges the promises of one customer in one currency by the cash alone, as it stood at the end of a day; the verdicts are in the order of the promises. Cash counts from
 * the day on which a promise was made to its last day, towards the items that it names or, where it names none, towards any or none. No cent fulfils two promises: they
 * take it in the order of promised day, then of the day made. A promise that names no items takes first what no other one of its time names.
 *
 * A promise is moved by the first one of a later day, up to its own last day, that names some of its items (or, as itself, none), unless it is fulfilled by then; cash of that
 * later day and after is the later one's. Promises of one day stand beside one another: they are the instalments of one talk.
 */
export function judgePromises<I>(
  promises: readonly PromiseMade<I>[],
  cash: readonly PromiseCash<I>[],
  asOf: number,
): PromiseVerdict[] {
  const verdicts: PromiseVerdict[] = promises.map(() => ({ state: 'open', paidMinor: 0, fulfilments: [] }));
  const known = promises.flatMap((promise, at) => (promise.madeOn <= asOf ? [{ ...promise, at }] : []));
  const byDay = cash.map((_, at) => at).sort((a, b) => (cash[a]?.on ?? 0) - (cash[b]?.on ?? 0) || a - b);
  for (const chain of promiseChains(known.sort((a, b) => a.madeOn - b.madeOn))) {
    const pool = new CashPool(cash, byDay, chain);
    for (const promise of [...chain].sort((a, b) => compareDue(a, b) || a.at - b.at)) {
      verdicts[promise.at] = verdictOn(promise, moverOf(promise, chain), pool, asOf);
    }
  }
  return verdicts;
}

/**
 * Promises in the order of the days on which they were made, cut where the time of none before reaches that of the next: promises of different chains can neither take the
 * same cash nor move one another.
 */
export function promiseChains<P extends Pick<PromiseMade<unknown>, 'madeOn' | 'lastDay'>>(
  promises: readonly P[],
): P[][] {
  const chains: P[][] = [];
  let reach = Number.NEGATIVE_INFINITY;
  for (const promise of promises) {
    if (promise.madeOn > reach) chains.push([]);
    chains.at(-1)?.push(promise);
    reach = Math.max(reach, promise.madeOn, promise.lastDay);
  }
  return chains;
}

function compareDue<I>(a: PromiseMade<I>, b: PromiseMade<I>): number {
  return a.promisedFor - b.promisedFor || a.madeOn - b.madeOn;
}

/** The promise that took the place of another; `known` are in the order of the days on which they were made. */
function moverOf<I>(promise: PromiseMade<I>, known: readonly PromiseMade<I>[]): PromiseMade<I> | null {
  for (let at = firstAfter(known, promise.madeOn); at < known.length; at += 1) {
    const later = known[at];
    if (later === undefined || later.madeOn > promise.lastDay) return null;
    if (overlap(promise.items, later.items)) return later;
  }
  return null;
}

function firstAfter<I>(known: readonly PromiseMade<I>[], day: number): number {
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((known[middle]?.madeOn ?? day) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function overlap<I>(a: readonly I[], b: readonly I[]): boolean {
  if (a.length === 0 || b.length === 0) return a.length === b.length;
  return a.some((item) => b.includes(item));
}

function verdictOn<I>(
  promise: PromiseMade<I>,
  mover: PromiseMade<I> | null,
  pool: CashPool<I>,
  asOf: number,
): PromiseVerdict {
  const until = Math.min(mover?.madeOn ?? promise.lastDay, asOf);
  const isFulfilled = pool.available(promise, until) >= promise.minor;
  const fulfilments = pool.take(promise, mover === null || isFulfilled ? until : until - 1);
  const paidMinor = fulfilments.reduce((sum, { minor }) => sum + minor, 0);
  const state = stateOf({ paidMinor, isFulfilled, isMoved: mover !== null, hasPassed: promise.lastDay < asOf });
  return { state, paidMinor, fulfilments };
}

interface Found {
  readonly paidMinor: number;
  readonly isFulfilled: boolean;
  readonly isMoved: boolean;
  readonly hasPassed: boolean;
}

function stateOf({ paidMinor, isFulfilled, isMoved, hasPassed }: Found): PromiseVerdict['state'] {
  if (isFulfilled) return 'kept';
  if (isMoved) return 'moved';
  if (!hasPassed) return 'open';
  return paidMinor > 0 ? 'partly_kept' : 'broken';
}

/** The cash of one customer and currency that came in the time of a chain of promises; each cent is taken once. */
class CashPool<I> {
  private readonly left = new Map<number, number>();
  /** Places of the parts by day; first those of items that no promise of the chain names. */
  private readonly unnamed: number[] = [];
  private readonly named: number[] = [];
  private readonly byItem = new Map<I, number[]>();

  constructor(
    private readonly cash: readonly PromiseCash<I>[],
    byDay: readonly number[],
    chain: readonly PromiseMade<I>[],
  ) {
    const named = new Set(chain.flatMap(({ items }) => items));
    const until = Math.max(...chain.map(({ lastDay }) => lastDay));
    for (let i = this.firstOn(byDay, chain[0]?.madeOn ?? 0); i < byDay.length; i += 1) {
      const at = byDay[i];
      if (at === undefined || this.dayOf(at) > until) break;
      this.add(at, named);
    }
  }

  private add(at: number, named: ReadonlySet<I>): void {
    const { item = null, minor = 0 } = this.cash[at] ?? {};
    this.left.set(at, minor);
    if (item === null || !named.has(item)) {
      this.unnamed.push(at);
      return;
    }
    this.named.push(at);
    this.placesOf(item).push(at);
  }

  /** What a promise could take of what came from the day on which it was made up to another. */
  available(promise: PromiseMade<I>, until: number): number {
    let sum = 0;
    this.eachInWindow(promise, until, (at) => {
      sum += this.left.get(at) ?? 0;
    });
    return sum;
  }

  take(promise: PromiseMade<I>, until: number): PromiseFulfilment[] {
    const taken: PromiseFulfilment[] = [];
    let wanted = promise.minor;
    this.eachInWindow(promise, until, (at) => {
      const left = this.left.get(at) ?? 0;
      const minor = Math.min(wanted, left);
      if (minor <= 0) return;
      this.left.set(at, left - minor);
      wanted -= minor;
      taken.push({ part: at, minor });
    });
    return taken;
  }

  private eachInWindow({ items, madeOn }: PromiseMade<I>, until: number, take: (part: number) => void): void {
    const lists =
      items.length === 0 ? [this.unnamed, this.named] : [...new Set(items)].map((item) => this.placesOf(item));
    for (const places of lists) {
      for (let i = this.firstOn(places, madeOn); i < places.length; i += 1) {
        const at = places[i];
        if (at === undefined || this.dayOf(at) > until) break;
        take(at);
      }
    }
  }

  private firstOn(places: readonly number[], day: number): number {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.dayOf(places[middle] ?? 0) < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private placesOf(item: I): number[] {
    const known = this.byItem.get(item) ?? [];
    this.byItem.set(item, known);
    return known;
  }

  private dayOf(at: number): number {
    return this.cash[at]?.on ?? 0;
  }
}

/** How promises that fell due were kept, by count and by amount. */
export interface PromiseKeeping {
  /** Kept, partly kept and broken ones; those still open, or moved, are in no figure. */
  readonly fellDue: number;
  readonly kept: number;
  /** 0 to 1; null where none fell due. */
  readonly share: number | null;
  readonly promisedMinor: number;
  readonly paidMinor: number;
  readonly amountShare: number | null;
}

/**
 * Promises kept by count (kept ÷ fell due) and by amount (Σ paid in the window ÷ Σ promised). With a threshold below 1 a promise counts as kept from that share of its
 * amount on. All amounts have to be of one currency.
 */
export function promiseKeeping(
  outcomes: Iterable<{ readonly state: PromiseState; readonly minor: number; readonly paidMinor: number }>,
  threshold = 1,
): PromiseKeeping {
  let [fellDue, kept, promisedMinor, paid] = [0, 0, 0, 0];
  for (const { state, minor, paidMinor } of outcomes) {
    if (!hasFallenDue(state)) continue;
    fellDue += 1;
    kept += state === 'kept' || paidMinor >= threshold * minor ? 1 : 0;
    promisedMinor += minor;
    paid += paidMinor;
  }
  return {
    fellDue,
    kept,
    share: fellDue === 0 ? null : kept / fellDue,
    promisedMinor,
    paidMinor: paid,
    amountShare: promisedMinor === 0 ? null : paid / promisedMinor,
  };
}

/** Whether it is settled what the customer's word was worth. */
export function hasFallenDue(state: PromiseState): boolean {
  return state === 'kept' || state === 'partly_kept' || state === 'broken';
}
