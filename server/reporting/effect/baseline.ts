import type { BusinessCalendar } from '#shared/domain/business-day.ts';
import type { CustomerIndex, Facts } from '../facts/facts.ts';
import type { Together } from './excess.ts';
import { globalHazard } from './global-hazard.ts';
import { beliefOf, type Foreseen, foreseenBetween } from './habit-belief.ts';
import { fingerprintOf, type LatenessSeen, type SeenQuestion, seenBy, wholeSteps } from './lateness-seen.ts';
import { type PooledHabits, pooledHabits } from './pooled-habits.ts';
import { togetherSeen } from './seen-together.ts';
import { type WatchedItems, watchItems } from './watched-items.ts';
import { WorkingClock } from './working-clock.ts';

/** When money would come without anybody's doing. Days are numbers. */
export interface Baseline {
  /** The entries that it was fitted on are dated up to this day. */
  readonly until: number;
  /**
   * The chance, 0 to 1, that an item of a customer that is unpaid at the end of a day is paid on one of the days after it up to another. Items before their due day
   * count as not yet past due.
   */
  chance(customer: CustomerIndex, dueOn: number, unpaidAt: number, until: number): number;
  /** How much outcomes of one customer go together, 0 to 1, as untouched items showed it. */
  readonly correlation: number;
}

export interface BaselineQuestion {
  readonly facts: Facts;
  /** Fitted on entries dated up to and on this day only, whenever they were fed. */
  readonly until: number;
  readonly calendar: BusinessCalendar;
  /** Whether items that somebody touched leave the fit at the first touch (the expectation of nobody's doing) or stay in it. Contested ones leave it with them. */
  readonly censorAtTouch: boolean;
}

/** Beyond the last day of the fit the clock knows so many days of the calendar. */
const DAYS_AHEAD = 400;

/**
 * The expectation from a company's own past, with a customer's habit drawn towards that of all by how little is known of it. Fitted once for as long as the past that it sees is
 * the same, whatever else becomes known.
 */
export function fitBaseline({ facts, until, calendar, censorAtTouch }: BaselineQuestion): FittedBaseline {
  const kept = keptOf(facts);
  const key = `${until} ${censorAtTouch} ${[...calendar.weekend]} ${[...calendar.holidays]}`;
  const known = kept.baselines.get(key);
  if (known !== undefined && known.stamp === facts.stamp) return known.baseline;
  const question = seenQuestion({ watched: watchedOf(facts), until, calendar, censorAtTouch });
  const seen = seenBy(question);
  const past = fingerprintOf(seen);
  const baseline = known?.past === past ? known.baseline : fitSeen(question, seen, pooledHabits(seen));
  kept.baselines.delete(key);
  kept.baselines.set(key, { stamp: facts.stamp, past, baseline });
  const [oldest] = kept.baselines.keys();
  if (kept.baselines.size > MOST_KEPT && oldest !== undefined) kept.baselines.delete(oldest);
  return baseline;
}

/** What is watched of the items of these facts; made once for the same facts. */
export function watchedOf(facts: Facts): WatchedItems {
  const kept = keptOf(facts);
  if (kept.watched?.stamp === facts.stamp) return kept.watched.items;
  const items = watchItems(facts);
  kept.watched = { stamp: facts.stamp, items };
  return items;
}

/** A baseline beside the plain one that knows nobody’s habit. */
export interface FittedBaseline extends Baseline {
  readonly pooled: PooledHabits;
  /** How many paid items it learnt from. */
  readonly paidItems: number;
  /** How outcomes that nobody touched go together. */
  readonly together: Together;
  /** What `chance` says, and how far that may be off. */
  foreseen(customer: CustomerIndex, dueOn: number, unpaidAt: number, until: number): Foreseen;
  /** The same chance by one hazard for all customers. */
  chanceForAll(dueOn: number, unpaidAt: number, until: number): number;
}

type WatchedQuestion = Omit<BaselineQuestion, 'facts'> & {
  readonly watched: WatchedItems;
  /** What customers have in common, where it was learnt from an earlier day already. */
  readonly pooled?: PooledHabits;
};

/** The same from items that are watched already; nothing of it is kept. */
export function fitWatched({ pooled, ...watching }: WatchedQuestion): FittedBaseline {
  const question = seenQuestion(watching);
  const seen = seenBy(question);
  return fitSeen(question, seen, pooled ?? pooledHabits(seen));
}

function seenQuestion({ watched, until, calendar, censorAtTouch }: Omit<WatchedQuestion, 'pooled'>): SeenQuestion {
  return { watched, clock: clockOf(watched, until, calendar), until, untouchedOnly: censorAtTouch };
}

function fitSeen(question: SeenQuestion, seen: LatenessSeen, pooled: PooledHabits): FittedBaseline {
  const { clock, until } = question;
  const beliefs = new Map<CustomerIndex, Float64Array>();
  const foreseen: FittedBaseline['foreseen'] = (customer, dueOn, unpaidAt, lastDay) => {
    const belief = beliefs.get(customer) ?? beliefOf(pooled.grid, seen, customer, pooled.memory);
    beliefs.set(customer, belief);
    const after = wholeSteps(clock.steps(dueOn, unpaidAt));
    const end = wholeSteps(clock.steps(dueOn, lastDay));
    const seenAt = wholeSteps(clock.steps(dueOn, Math.min(unpaidAt, until)));
    return end <= after ? NOTHING_TO_COME : foreseenBetween(pooled.grid, belief, { seenAt, after, until: end });
  };
  let together: Together | undefined;
  let forAll: ReturnType<typeof globalHazard> | undefined;
  return {
    until,
    pooled,
    paidItems: seen.isPaid.reduce((sum, paid) => sum + paid, 0),
    foreseen,
    chance: (customer, dueOn, unpaidAt, lastDay) => foreseen(customer, dueOn, unpaidAt, lastDay).chance,
    chanceForAll: (dueOn, unpaidAt, lastDay) => {
      forAll ??= globalHazard(seen);
      return forAll(wholeSteps(clock.steps(dueOn, unpaidAt)), wholeSteps(clock.steps(dueOn, lastDay)));
    },
    get together() {
      together ??= togetherSeen(question, pooled);
      return together;
    },
    get correlation() {
      return this.together.correlation;
    },
  };
}

/** A clock that knows what is a working day, and from payments up to a day what a day of rest is worth. */
function clockOf(watched: WatchedItems, until: number, calendar: BusinessCalendar): WorkingClock {
  let first = until;
  for (const day of watched.enteredOn) if (day < first) first = day;
  const paid = new Float64Array(until - first + 1);
  for (let place = 0; place < watched.count; place += 1) {
    const ended = watched.endedOn(place, until);
    if (ended <= until && ended >= first && watched.isPaid[place] === 1) {
      paid[ended - first] = (paid[ended - first] ?? 0) + 1;
    }
  }
  return new WorkingClock(calendar, first, until + DAYS_AHEAD, { first, last: until, paid });
}

const NOTHING_TO_COME: Foreseen = { chance: 0, doubt: 0 };

/** So many baselines are kept of a company at most. */
const MOST_KEPT = 24;

interface Kept {
  watched?: { readonly stamp: string; readonly items: WatchedItems };
  readonly baselines: Map<string, { readonly stamp: string; readonly past: string; readonly baseline: FittedBaseline }>;
}

/** What was made of facts, which stay one object while they are kept up. */
const keptByFacts = new WeakMap<Facts, Kept>();

function keptOf(facts: Facts): Kept {
  const known = keptByFacts.get(facts) ?? { baselines: new Map() };
  keptByFacts.set(facts, known);
  return known;
}
