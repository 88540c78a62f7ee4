import type { IdentificationRow, MergeRow, StatedLeftRow } from '../ledger-row.ts';
import { customerIdOf } from '../row-identity.ts';
import type { Taken } from './compared-rows.ts';
import { saysNothingNew } from './says-nothing-new.ts';
import { currencyObjection, itemsOf, newEntry, signObjection } from './take-rows.ts';
import type { Leg, WorkingItem } from './working-item.ts';
import type { Objection, WorkingLedger } from './working-ledger.ts';

/** Notes what a source says is left of an item. Of a document with instalments the last ones due are what is left. */
export function takeStatedLeft(ledger: WorkingLedger, taken: Taken<StatedLeftRow>): Objection | null {
  const { item: ref, left } = taken.row;
  for (const before of ledger.entriesOfRow(taken.id)) ledger.endEntry(before);
  const found = itemsOf(ledger, ref, 'any');
  if (!found.ok) return found.objection;
  const objection =
    currencyObjection('left', left.currency, found.items) ??
    signObjection('left', left.minor) ??
    excessObjection(left.minor, found.items);
  if (objection !== null) return objection;
  const [only, ...more] = found.items;
  const on = taken.row.on;
  if (taken.replaces === null && only !== undefined && more.length === 0 && on !== undefined) {
    if (saysNothingNew(only, on, left.minor)) {
      ledger.nothingNew.set(taken.id, only);
      return null;
    }
  }
  for (const [part, leg] of leftOfEach(found.items, left.minor).entries()) {
    ledger.putEntry(newEntry(taken, { part, legs: [leg], derived: found.items.length > 1 }));
  }
  return null;
}

/** Lets a customer stand for another one, or for itself again. The rows of its items, entries and log stay; whose they are changes. */
export function takeMerge(ledger: WorkingLedger, taken: Taken<MergeRow>): Objection | null {
  const { customerNumber, intoNumber } = taken.row;
  const id = customerIdOf(customerNumber);
  const into = intoNumber === null ? null : customerIdOf(intoNumber);
  const objection = intoNumber === null ? null : mergeObjection(ledger, customerNumber, intoNumber);
  if (objection !== null) return objection;
  for (const before of ledger.entriesOfRow(taken.id)) ledger.endEntry(before);
  ledger.putEntry(newEntry(taken, { touches: [id] }));
  if (ledger.customers.survivorOf(id) !== (into ?? id)) ledger.mergeCustomer(id, into);
  return null;
}

/** Notes whose money a receipt is; with null, that nobody knows. */
export function takeIdentification(ledger: WorkingLedger, taken: Taken<IdentificationRow>): Objection | null {
  const { item: ref, customerNumber } = taken.row;
  const found = itemsOf(ledger, ref, 'credit');
  if (!found.ok) return found.objection;
  const id = customerNumber === null ? null : customerIdOf(customerNumber);
  if (customerNumber !== null && id !== null && !ledger.customers.isKnown(id)) {
    return unknownCustomer('customerNumber', customerNumber);
  }
  for (const before of ledger.entriesOfRow(taken.id)) ledger.endEntry(before);
  ledger.putEntry(newEntry(taken, { touches: found.items.map((item) => item.id) }));
  for (const item of found.items) ledger.moveItem(item, id);
  return null;
}

function excessObjection(minor: number, items: readonly WorkingItem[]): Objection | null {
  const amount = items.reduce((sum, { facts }) => sum + facts.minor, 0);
  if (minor <= amount) return null;
  return { column: 'left', value: String(minor), problem: `is more than the amount of the item, which is ${amount}.` };
}

/** Takes items earliest due first; who is due last has most left. */
function leftOfEach(items: readonly WorkingItem[], minor: number): Leg[] {
  let rest = minor;
  return [...items].reverse().map((item) => {
    const share = Math.min(rest, item.facts.minor);
    rest -= share;
    return { item, minor: share };
  });
}

function mergeObjection({ customers }: WorkingLedger, one: string, other: string): Objection | null {
  const [id, into] = [customerIdOf(one), customerIdOf(other)];
  if (!customers.isKnown(id)) return unknownCustomer('customerNumber', one);
  if (!customers.isKnown(into)) return unknownCustomer('intoNumber', other);
  if (id === into) return { column: 'intoNumber', value: other, problem: 'is the customer itself.' };
  if (customers.survivorOf(into) !== into) {
    return { column: 'intoNumber', value: other, problem: 'was merged into another customer itself; name that one.' };
  }
  if (customers.mergedInto(id).length > 0) {
    const problem = 'has other customers merged into it; take these merges back first, then merge each.';
    return { column: 'customerNumber', value: one, problem };
  }
  return null;
}

function unknownCustomer(column: string, value: string): Objection {
  return { column, value, problem: 'is a customer that is not known.' };
}
