import type { ItemId } from '#shared/domain/ids.ts';
import { firstDayBelowZero, type Movement, mergedByDay } from '#shared/domain/ledger-movement.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { StoredEntryVersion } from '../entry-version.ts';
import { NEVER, type StoredItemVersion } from '../item-version.ts';
import type { ItemRef, ItemRow } from '../ledger-row.ts';
import type { Taken } from './compared-rows.ts';
import { courseWith, EMPTY_COURSE, loadedItem } from './item-course.ts';
import { MergedCustomers } from './merged-customers.ts';
import { bouncedOf, unexplainedOf } from './what-follows.ts';
import { movementsWithoutOurs } from './without-ours.ts';
import { daysOf, factsOfRow, type Leg, movementsOf, type WorkingEntry, type WorkingItem } from './working-item.ts';

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
  /** Statements of what is left that say nothing new, by their rows. */
  readonly nothingNew = new Map<string, WorkingItem>();
  private readonly justTouched = new Set<WorkingItem>();
  /** Items of which what follows from their entries and statements has to be worked out anew. */
  private readonly unsettled = new Set<WorkingItem>();
  private readonly undo: (() => void)[] = [];
  /** Whether what is done may have to be taken back. */
  private records = false;

  /** `oursYield`: what was decided here gives way to the rows that are taken. */
  constructor(
    items: Iterable<StoredItemVersion>,
    entries: Iterable<StoredEntryVersion>,
    readonly customers: MergedCustomers = new MergedCustomers(),
    readonly oursYield = false,
  ) {
    this.load(items, entries);
  }

  /** Adds versions of the ledger; what is here already stays as it is. */
  load(items: Iterable<StoredItemVersion>, entries: Iterable<StoredEntryVersion>): void {
    for (const stored of items) if (!this.items.has(stored.itemId)) this.register(loadedItem(stored));
    for (const stored of entries) if (!this.has(stored)) this.keep(this.fromStoredEntry(stored));
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

  /** What happens to an item as far as rows have to reckon with it. */
  movementsFor(item: WorkingItem): readonly Movement[] {
    return this.oursYield ? movementsWithoutOurs(item) : item.movements;
  }

  /** The items that a file means; parts that it leaves out match any. */
  itemsNamed(ref: ItemRef): WorkingItem[] {
    this.settle();
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
    const objection = work();
    this.settle();
    return objection;
  }

  /** Does something to the ledger, all or nothing: an objection, or an item of which less than nothing would be left on some day, takes it back. */
  attempt(work: () => Objection | null): Objection | null {
    this.records = true;
    this.justTouched.clear();
    this.undo.length = 0;
    const objected = work();
    this.settle();
    const objection = objected ?? this.objectionToAny(this.justTouched);
    if (objection !== null) while (this.undo.length > 0) this.undo.pop()?.();
    return objection;
  }

  /** Lets a row hold for its item, and makes the item where it is new. */
  putItem(taken: Taken<ItemRow>): WorkingItem {
    const stated = factsOfRow(taken.row);
    const billedTo = stated.customerId;
    const known = this.items.get(taken.id);
    if (known !== undefined) {
      const customerId = this.customers.survivorOf(known.identifiedAs ?? billedTo);
      this.change(known, { row: taken, facts: { ...stated, customerId }, billedTo, touched: true });
      this.note(known);
      return known;
    }
    const facts = { ...stated, customerId: this.customers.survivorOf(billedTo) };
    const made: WorkingItem = {
      ...EMPTY_COURSE,
      id: taken.id as ItemId,
      stored: null,
      row: taken,
      facts,
      billedTo,
      touched: true,
    };
    this.register(made);
    this.undoable(() => this.unregister(made));
    return made;
  }

  /** Lets an item be whose it is after a merge, or after it was found whose money it is; its entries follow. */
  moveItem(item: WorkingItem, identifiedAs = item.identifiedAs): void {
    const customerId = this.customers.survivorOf(identifiedAs ?? item.billedTo);
    this.change(item, { facts: { ...item.facts, customerId }, identifiedAs, touched: true });
    this.note(item);
    for (const entry of this.entriesTouching(item.id)) this.followEntry(entry);
  }

  /** Lets a customer stand for another; with null for itself again. */
  mergeCustomer(...[id, into]: Parameters<MergedCustomers['change']>): void {
    this.undoable(this.customers.change(id, into));
    const isOf = ({ billedTo, identifiedAs }: WorkingItem) => (identifiedAs ?? billedTo) === id;
    for (const item of [...this.items.values()].filter(isOf)) this.moveItem(item);
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

  private count(entry: WorkingEntry, sign: 1 | -1): void {
    const ofLegs = movementsOf(entry);
    for (const [at, leg] of entry.legs.entries()) {
      this.change(leg.item, { ...courseWith(leg, entry, ofLegs[at] ?? [], sign), touched: true });
      this.note(leg.item);
    }
  }

  /** Works out what follows from entries and statements of items that were changed: what comes back of applications first, since it changes other items. */
  private settle(): void {
    for (const item of [...this.unsettled]) if (!isDebit(item.facts.kind)) this.letBounce(item);
    for (const item of this.unsettled) {
      const unexplained = unexplainedOf(item);
      const movements = unexplained.length === 0 ? item.explained : mergedByDay([...item.explained, ...unexplained]);
      this.change(item, { unexplained, movements });
    }
    this.unsettled.clear();
  }

  private letBounce(item: WorkingItem): void {
    const entries = this.entriesTouching(item.id);
    if (item.reversals.length === 0 && entries.every(({ bounced }) => bounced.length === 0)) return;
    for (const [entry, bounced] of bouncedOf(item, entries)) {
      if (JSON.stringify(bounced) === JSON.stringify(entry.bounced)) continue;
      this.count(entry, -1);
      this.change(entry, { bounced, fate: 'written' });
      this.count(entry, 1);
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
    this.unsettled.add(item);
    if (this.records) this.justTouched.add(item);
  }

  private fromStoredEntry(stored: StoredEntryVersion): WorkingEntry {
    const { type, rowId, part, on, touches, decidedHere = false } = stored;
    const kept = { type, rowId, part, stored, row: null, on, touches, decidedHere, fate: 'kept' as const };
    const plain = { ...kept, derived: false, unappliedOn: NEVER, from: on, back: NEVER, moneyOn: NEVER, bounced: [] };
    switch (stored.type) {
      case 'unapplication':
      case 'merge':
      case 'identification':
        return { ...plain, legs: [] };
      case 'application': {
        const { derived, unappliedOn, bounced = [] } = stored;
        const debit = this.leg(stored.debitItemId, stored.debitMinor);
        const legs = [debit, this.leg(stored.creditItemId, stored.creditMinor)];
        return { ...plain, legs, derived, unappliedOn, bounced, ...daysOf({ on, legs, unappliedOn }) };
      }
      default:
        return { ...plain, legs: [this.leg(stored.itemId, stored.minor)] };
    }
  }

  private leg(itemId: string, minor: number): Leg {
    const item = this.items.get(itemId);
    if (item === undefined) throw new Error(`Item ${itemId} was not loaded with its entry.`);
    return { item, minor };
  }

  private has({ rowId, _id }: StoredEntryVersion): boolean {
    return (this.byRow.get(rowId) ?? []).some(({ stored }) => stored?._id.equals(_id));
  }

  private objectionToAny(items: Iterable<WorkingItem>): Objection | null {
    for (const item of items) {
      const { facts } = item;
      const on = firstDayBelowZero(facts, this.movementsFor(item));
      if (on === null) continue;
      const problem = `would leave less than nothing of ${facts.number} on ${on}.`;
      return { column: 'amount', value: facts.number, problem };
    }
    return null;
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

function numberKey({ source, number }: { source: string; number: string }): string {
  return `${source.length}:${source}${number}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
