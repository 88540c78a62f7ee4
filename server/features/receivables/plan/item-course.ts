import { type Movement, mergedByDay } from '#shared/domain/ledger-movement.ts';
import { NEVER, type StoredItemVersion } from '../item-version.ts';
import type { Leg, WorkingEntry, WorkingItem } from './working-item.ts';

type Course = Pick<
  WorkingItem,
  | 'explained'
  | 'decidedHere'
  | 'stated'
  | 'unexplained'
  | 'movements'
  | 'reversals'
  | 'paid'
  | 'entryCount'
  | 'identifiedAs'
>;

/** An item on which nothing stands. */
export const EMPTY_COURSE: Course = {
  explained: [],
  decidedHere: [],
  stated: [],
  unexplained: [],
  movements: [],
  reversals: [],
  paid: [],
  entryCount: 0,
  identifiedAs: null,
};

/** An item as the version that holds has it. */
export function loadedItem(stored: StoredItemVersion): WorkingItem {
  const { itemId: id, movements, reversals, entryCount, customerId } = stored;
  const { billedTo = customerId, identifiedAs = null, stated = [], unexplained = [] } = stored;
  const { decidedHere = [], paid = [] } = stored;
  const explained = unexplained.length === 0 ? movements : merged(movements, unexplained, -1);
  const said = { stated, entryCount, identifiedAs };
  const course = { ...said, explained, decidedHere, unexplained, movements, reversals, paid };
  return { ...course, id, stored, row: null, facts: stored, billedTo, touched: false };
}

/** What becomes of an item's course when an entry on it is added, or, with a sign of -1, taken off. What follows from it is not worked out. */
export function courseWith(
  { item, minor }: Leg,
  entry: WorkingEntry,
  movements: readonly Movement[],
  sign: 1 | -1,
): Partial<Course> {
  const { type, from, decidedHere } = entry;
  const entryCount = item.entryCount + sign;
  if (type === 'stated_left') return { entryCount, stated: statedWith(item.stated, { on: from, minor }, sign) };
  const explained = merged(item.explained, movements, sign);
  const own = decidedHere ? { decidedHere: merged(item.decidedHere, movements, sign) } : {};
  const taken = type === 'reversal' ? { reversals: merged(item.reversals, [{ on: from, minor }], sign) } : {};
  return { entryCount, explained, ...own, ...taken, ...paidWith(item, entry, movements, sign) };
}

/** What an application of a payment takes of its debit item for good is money of the payment's value date. */
function paidWith(
  item: WorkingItem,
  { legs, moneyOn }: WorkingEntry,
  movements: readonly Movement[],
  sign: 1 | -1,
): Partial<Course> {
  if (moneyOn === NEVER || legs[0]?.item !== item) return {};
  const minor = movements.reduce((sum, movement) => sum - movement.minor, 0);
  return { paid: merged(item.paid, [{ on: moneyOn, minor }], sign) };
}

function merged(movements: readonly Movement[], more: readonly Movement[], sign: 1 | -1): Movement[] {
  return mergedByDay([...movements, ...more.map(({ on, minor }) => ({ on, minor: sign * minor }))]);
}

function statedWith(stated: Course['stated'], one: Course['stated'][number], sign: 1 | -1): Course['stated'] {
  if (sign > 0) return [...stated, one];
  const at = stated.findIndex(({ on, minor }) => on === one.on && minor === one.minor);
  return stated.filter((_, place) => place !== at);
}
