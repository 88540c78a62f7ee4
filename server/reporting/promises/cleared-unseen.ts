import type { Facts, ItemIndex } from '../facts/facts.ts';

/** What was cleared on a day, in minor units of the item's currency. */
export interface Cleared {
  readonly day: number;
  readonly minor: number;
}

/**
 * What a source says was cleared of a debit item without any entry that says how, by day, as it stands at the end of `asOf`: an export of balances tells of payments in
 * no other way. What was given back later is taken from the latest clearing before it.
 */
export function clearedUnseen(facts: Facts, item: ItemIndex, asOf: number): readonly Cleared[] {
  const movements = facts.items.movements(item);
  if (movements.length === 0 || isAllApplied(facts, item, movements)) return NOTHING;
  const cleared: { day: number; minor: number }[] = [];
  let before = 0;
  for (const { day } of movements) {
    if (day > asOf) break;
    const unexplained = unexplainedOn(facts, item, day);
    const taken = before - unexplained;
    if (taken > 0) cleared.push({ day, minor: taken });
    else giveBack(cleared, -taken);
    before = unexplained;
  }
  return cleared;
}

const NOTHING: readonly Cleared[] = [];

/** Most items are paid by one application, which explains their one movement. */
function isAllApplied({ applications }: Facts, item: ItemIndex, movements: readonly Cleared[]): boolean {
  const [only] = movements;
  const [application, ...more] = applications.ofItem(item);
  if (only === undefined || movements.length > 1 || application === undefined || more.length > 0) return false;
  return applications.from[application] === only.day && applications.debitHeldOn(application, only.day) === -only.minor;
}

/** What no entry explains of what is left at the end of a day: the rest of all movements up to it. */
function unexplainedOn(facts: Facts, item: ItemIndex, day: number): number {
  const { items, applications, adjustments } = facts;
  let rest = items.movements(item).reduce((sum, movement) => (movement.day <= day ? sum + movement.minor : sum), 0);
  for (const application of applications.ofItem(item)) rest += applications.debitHeldOn(application, day);
  for (const adjustment of adjustments.ofItem(item)) {
    if ((adjustments.on[adjustment] ?? day + 1) <= day) rest += adjustments.minor[adjustment] ?? 0;
  }
  for (const reversal of items.reversals?.(item) ?? []) if (reversal.day <= day) rest -= reversal.minor;
  return rest;
}

function giveBack(cleared: { day: number; minor: number }[], minor: number): void {
  let back = minor;
  for (let last = cleared.at(-1); back > 0 && last !== undefined; last = cleared.at(-1)) {
    const taken = Math.min(back, last.minor);
    last.minor -= taken;
    back -= taken;
    if (last.minor === 0) cleared.pop();
  }
}
