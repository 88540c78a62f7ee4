import type { CustomerId } from '#shared/domain/ids.ts';
import { type Clue, isOfNumber, STRENGTH } from './clue.ts';

/** What a thread shows, and what speaks against a customer whatever the clues say. */
export interface ThreadFindings {
  readonly clues: readonly Clue[];
  /** A person said that the thread is not theirs. */
  readonly excluded: ReadonlySet<CustomerId>;
  /** Not without asking: a person said that an address on the thread is not theirs, or a sender's domain only looks like theirs. */
  readonly doubted: ReadonlySet<CustomerId>;
  /** Whether something was left out of the search because there was too much of it. */
  readonly incomplete: boolean;
}

export interface RankedCandidate {
  readonly customerId: CustomerId;
  /** The clues that speak for this customer, strongest first. */
  readonly clues: readonly Clue[];
}

export interface WhoseThread {
  readonly winner: CustomerId | null;
  /** Best first; the winner, where there is one, before all others. */
  readonly candidates: readonly RankedCandidate[];
}

/**
 * Tells whose thread it is, or that a person has to say. docs/decisions/whose-thread.md has the rules:
 * 1. what a person said of the thread holds;
 * 2. else the winner is the one customer for whom every firm clue can speak, clues that ask helping to tell several apart;
 * 3. nobody wins against a clue that asks, a doubt, or by such clues alone.
 */
export function decideWhose({ clues, excluded, doubted, incomplete }: ThreadFindings): WhoseThread {
  const allowed = clues
    .map((clue) => ({ ...clue, customers: clue.customers.filter((id) => !excluded.has(id)) }))
    .filter(({ customers }) => customers.length > 0);
  const settled = only(union(allowed.filter(({ weight }) => weight === 'settles')));
  if (allowed.some(({ weight }) => weight === 'settles'))
    return { winner: settled, candidates: ranked(allowed, settled) };
  const left = only(narrowed(allowed));
  const stands = left !== null && !incomplete && !doubted.has(left) && !isContested(left, allowed);
  const winner = stands ? left : null;
  return { winner, candidates: ranked(allowed, winner) };
}

/** The customers for whom all firm clues can speak; among several of them those for whom every clue that asks, and speaks for any of them, can speak too. */
function narrowed(clues: readonly Clue[]): ReadonlySet<CustomerId> {
  const [first, ...others] = clues.filter(({ weight }) => weight === 'firm');
  if (first === undefined) return new Set();
  const common = others.reduce(among, new Set(first.customers));
  const telling = clues.filter((clue) => clue.weight === 'asks' && among(common, clue).size > 0);
  const fewer = telling.reduce(among, common);
  return fewer.size > 0 ? fewer : common;
}

/** A number of another customer contests a winner unless one of the winner's own stands beside it. */
function isContested(winner: CustomerId, clues: readonly Clue[]): boolean {
  const hasNumber = clues.some((clue) => isOfNumber(clue) && clue.customers.includes(winner));
  return clues.some(
    (clue) => clue.weight === 'asks' && !clue.customers.includes(winner) && !(isOfNumber(clue) && hasNumber),
  );
}

function ranked(clues: readonly Clue[], winner: CustomerId | null): RankedCandidate[] {
  const candidates = [...union(clues)].map((customerId) => ({
    customerId,
    clues: clues.filter(({ customers }) => customers.includes(customerId)).sort(strongestFirst),
  }));
  const firstClue = ({ clues: [own] }: RankedCandidate) => (own === undefined ? -1 : clues.indexOf(own));
  return candidates.sort(
    (a, b) =>
      Number(b.customerId === winner) - Number(a.customerId === winner) ||
      strengthOf(a.clues[0]) - strengthOf(b.clues[0]) ||
      b.clues.length - a.clues.length ||
      firstClue(a) - firstClue(b) ||
      placeIn(a) - placeIn(b),
  );
}

/** Among equals the order is that of the clue itself. */
function placeIn({ customerId, clues: [first] }: RankedCandidate): number {
  return first?.customers.indexOf(customerId) ?? 0;
}

function strongestFirst(a: Clue, b: Clue): number {
  return strengthOf(a) - strengthOf(b);
}

/** Lower is stronger; what is enough for a winner comes before what is not. */
function strengthOf(clue: Clue | undefined): number {
  if (clue === undefined) return Number.POSITIVE_INFINITY;
  const weak = clue.weight === 'asks' || clue.weight === 'ranks';
  return STRENGTH.indexOf(clue.kind) + (weak ? STRENGTH.length : 0);
}

function union(clues: readonly Clue[]): ReadonlySet<CustomerId> {
  return new Set(clues.flatMap(({ customers }) => customers));
}

function among(left: ReadonlySet<CustomerId>, { customers }: Clue): Set<CustomerId> {
  return new Set(customers.filter((id) => left.has(id)));
}

function only(customers: ReadonlySet<CustomerId>): CustomerId | null {
  const [first] = customers;
  return customers.size === 1 && first !== undefined ? first : null;
}
