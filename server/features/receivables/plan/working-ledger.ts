import type { ItemId } from '#shared/domain/ids.ts';
import { applicationMovements, firstDayBelowZero, mergedByDay } from '#shared/domain/ledger-movement.ts';
import type { StoredEntryVersion } from '../entry-version.ts';
import { NEVER, type StoredItemVersion } from '../item-version.ts';
import type { ItemRef, ItemRow } from '../ledger-row.ts';
import type { Taken } from './compared-rows.ts';
import { daysOf, factsOfRow, type Leg, type WorkingEntry, type WorkingItem } from './working-item.ts';

/** Why a row cannot be taken, before it is known on which line it stands. */
export interface Objection {
  readonly column: string;
  readonly value: string;
  readonly problem: string;
}

/** The part of the ledger that a run touches, in memory, with what the run makes of it. */
export class WorkingLedger {
  private readonly items = new Map<string, WorkingItem>();
  private readonly byNumber = new Map<string, WorkingItem[]>();
  private readonly byRow = new Map<string, WorkingEntry[]>();
  private readonly byTouch = new Map<string, WorkingEntry[]>();
  private readonly justTouched = new Set<WorkingItem>();
  private readonly undo: (() => void)[] = [];
  /** Whether what is done may have to be taken back. */
  private records = false;

  constructor(items: Iterable<StoredItemVersion>, entries: Iterable<StoredEntryVersion>) {
    for (const stored of items) this.register(fromStoredItem(stored));
    for (const stored of entries) this.keep(this.fromStoredEntry(stored));
  }

  allItems(): Iterable<WorkingItem> {
    return this.items.values();
  }

  *allEntries(): Iterable<WorkingEntry> {
    for (const parts of this.byRow.values()) yield* parts;
  }

  item(id: string): WorkingItem | undefined {
    return this.items.get(id);
  }

  /** The items that a file means; parts that it leaves out match any. */
  itemsNamed(ref: ItemRef): WorkingItem[] {
    const named = this.byNumber.get(numberKey(ref)) ?? [];
    return named.filter(({ facts }) =>
      Object.entries(ref).every(([part, value]) => facts[part as keyof ItemRef] === value),
    );
  }

  /** The standing parts of an entry. */
  entriesOfRow(rowId: string): WorkingEntry[] {
    return (this.byRow.get(rowId) ?? []).filter(({ fate }) => fate !== 'ended');
  }

  /** The loaded entries that stand on an item, or un-applications that stand of an application's row. */
  entriesTouching(id: string): WorkingEntry[] {
    return (this.byTouch.get(id) ?? []).filter(({ fate }) => fate !== 'ended');
  }

  /** Does something to the ledger. Objections are handed on, and what was done until then stays: for rows of a run that will not be taken with them. */
  trust(work: () => Objection | null): Objection | null {
    this.records = false;
    return work();
  }

  /** Does something to the ledger, all or nothing: an objection, or an item of which less than nothing would be left on some day, takes it back. */
  attempt(work: () => Objection | null): Objection | null {
    this.records = true;
    this.justTouched.clear();
    this.undo.length = 0;
    const objection = work() ?? objectionToAny(this.justTouched);
    if (objection !== null) while (this.undo.length > 0) this.undo.pop()?.();
    return objection;
  }

  /** Whether anything that was touched would have less than nothing left on some day. */
  isBroken(): boolean {
    return objectionToAny([...this.items.values()].filter(({ touched }) => touched)) !== null;
  }

  /** Lets a row hold for its item, and makes the item where it is new. */
  putItem(taken: Taken<ItemRow>): WorkingItem {
    const facts = factsOfRow(taken.row);
    const known = this.items.get(taken.id);
    if (known !== undefined) {
      this.change(known, { row: taken, facts, touched: true });
      this.note(known);
      return known;
    }
    const made: WorkingItem = {
      id: taken.id as ItemId,
      stored: null,
      row: taken,
      facts,
      movements: [],
      reversals: [],
      entryCount: 0,
      touched: true,
    };
    this.register(made);
    this.undoable(() => this.unregister(made));
    return made;
  }

  /** Adds an entry, and takes what it takes of its items. */
  putEntry(entry: WorkingEntry): void {
    this.keep(entry);
    this.undoable(() => this.forget(entry));
    this.count(entry, 1);
  }

  /** Ends an entry: its items get back what it took. */
  endEntry(entry: WorkingEntry): void {
    this.count(entry, -1);
    this.change(entry, { fate: 'ended' });
  }

  /** Lets an entry follow its items, which have changed, or a change of its own un-application. */
  followEntry(entry: WorkingEntry, unappliedOn = entry.unappliedOn): void {
    this.count(entry, -1);
    this.change(entry, { unappliedOn, ...daysOf({ ...entry, unappliedOn }), fate: 'written' });
    this.count(entry, 1);
  }

  private count({ type, legs, from, back }: WorkingEntry, sign: 1 | -1): void {
    for (const { item, minor } of legs) {
      const movements = applicationMovements(sign * minor, from, back === NEVER ? null : back);
      this.change(item, {
        movements: mergedByDay([...item.movements, ...movements]),
        reversals:
          type === 'reversal' ? mergedByDay([...item.reversals, { on: from, minor: sign * minor }]) : item.reversals,
        entryCount: item.entryCount + sign,
        touched: true,
      });
      this.note(item);
    }
  }

  private change<T extends object>(target: T, changes: Partial<T>): void {
    if (this.records) {
      const before = Object.fromEntries(Object.keys(changes).map((key) => [key, target[key as keyof T]]));
      this.undo.push(() => Object.assign(target, before));
    }
    Object.assign(target, changes);
  }

  private undoable(undo: () => void): void {
    if (this.records) this.undo.push(undo);
  }

  private note(item: WorkingItem): void {
    if (this.records) this.justTouched.add(item);
  }

  private fromStoredEntry(stored: StoredEntryVersion): WorkingEntry {
    const { type, rowId, part, on, touches } = stored;
    const kept = { type, rowId, part, stored, row: null, on, touches, fate: 'kept' as const };
    if (stored.type !== 'application') {
      const legs = stored.type === 'unapplication' ? [] : [this.leg(stored.itemId, stored.minor)];
      return { ...kept, legs, derived: false, unappliedOn: NEVER, from: on, back: NEVER };
    }
    const { derived, unappliedOn, appliesFrom: from, unappliedFrom: back } = stored;
    const legs = [this.leg(stored.debitItemId, stored.debitMinor), this.leg(stored.creditItemId, stored.creditMinor)];
    return { ...kept, legs, derived, unappliedOn, from, back };
  }

  private leg(itemId: string, minor: number): Leg {
    const item = this.items.get(itemId);
    if (item === undefined) throw new Error(`Item ${itemId} was not loaded with its entry.`);
    return { item, minor };
  }

  private register(item: WorkingItem): void {
    this.items.set(item.id, item);
    push(this.byNumber, numberKey(item.facts), item);
  }

  private unregister(item: WorkingItem): void {
    this.items.delete(item.id);
    this.byNumber.get(numberKey(item.facts))?.pop();
  }

  private keep(entry: WorkingEntry): void {
    push(this.byRow, entry.rowId, entry);
    for (const id of entry.touches) push(this.byTouch, id, entry);
  }

  private forget(entry: WorkingEntry): void {
    this.byRow.get(entry.rowId)?.pop();
    for (const id of entry.touches) this.byTouch.get(id)?.pop();
  }
}

function fromStoredItem(stored: StoredItemVersion): WorkingItem {
  const { itemId: id, movements, reversals, entryCount } = stored;
  return { id, stored, row: null, facts: stored, movements, reversals, entryCount, touched: false };
}

function objectionToAny(items: Iterable<WorkingItem>): Objection | null {
  for (const { facts, movements } of items) {
    const on = firstDayBelowZero(facts, movements);
    if (on !== null) {
      return {
        column: 'amount',
        value: facts.number,
        problem: `would leave less than nothing of ${facts.number} on ${on}.`,
      };
    }
  }
  return null;
}

function numberKey({ source, number }: { source: string; number: string }): string {
  return `${source.length}:${source}${number}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
