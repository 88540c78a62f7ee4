import { signal } from '@preact/signals';
import { type ActivityView, correctActivity, readActivityText, withdrawActivity } from '#shared/api/activities.ts';
import { type CustomerCard, type CustomerRef, readCustomerCard } from '#shared/api/customers.ts';
import { newKey } from '../host/clock.ts';
import type { Words } from '../words/pick-words.ts';
import { asItStood } from './correction.ts';
import { failureOf, inBackground } from './failure.ts';
import type { Outbox } from './outbox.ts';
import type { PaneApi } from './pane-api.ts';
import type { SidebarEvent } from './sidebar-state.ts';
import type { UndoDesk } from './undo-desk.ts';

export interface EntryDeskParts {
  readonly api: PaneApi;
  readonly outbox: Outbox;
  readonly undo: UndoDesk;
  readonly words: Words;
  readonly dispatch: (event: SidebarEvent) => void;
  /** Called with each entry that the log took, and what it was written in the place of. */
  readonly recorded: (entry: ActivityView) => void;
  /** Called when an entry was taken back. */
  readonly withdrawn: () => void;
}

/** What becomes of entries of the log after they are there: undone, or written anew. */
export class EntryDesk {
  /** Entries as they stand since they were changed here, by id; lists that were read before do not know it. */
  private readonly changed = signal<ReadonlyMap<string, ActivityView>>(new Map());

  constructor(private readonly parts: EntryDeskParts) {}

  /** The log took an entry, in the place of another where `corrects` is one: shows both, and offers to undo it. */
  taken(customer: CustomerRef, entry: ActivityView, corrects: ActivityView | null): void {
    const { recorded, undo } = this.parts;
    if (corrects !== null) this.show({ ...corrects, withdrawn: true, correctedBy: entry.id });
    this.show(entry);
    recorded(entry);
    undo.offer({
      customer,
      what: this.nameOf(entry),
      undo: () => inBackground(this.undone(customer, entry, corrects)),
    });
    inBackground(this.refreshCard(entry.customerId));
  }

  /** Takes an entry back by an entry that points to it. The key is the deed's own, so that asking twice has no second effect. */
  withdraw(customer: CustomerRef, entry: ActivityView): Promise<void> {
    const { api, outbox, words } = this.parts;
    if (outbox.holds(entry.id)) return outbox.wake();
    const call = { params: { id: entry.id }, body: {}, idempotencyKey: `withdraw-${entry.id}` };
    return outbox.add({
      key: call.idempotencyKey,
      customer,
      what: words.entry.undoThis(this.nameOf(entry)),
      subject: entry.id,
      send: async () => {
        await api.call(withdrawActivity, call);
        return () => {
          this.show({ ...entry, withdrawn: true });
          this.parts.withdrawn();
          inBackground(this.refreshCard(entry.customerId));
        };
      },
      reopen: null,
    });
  }

  /** The entry as it stands by now, as far as it was changed here. */
  current(entry: ActivityView): ActivityView {
    return this.changed.value.get(entry.id) ?? entry;
  }

  /** What was written in the place of an entry; null where that was not done here. */
  inPlaceOf({ correctedBy }: ActivityView): ActivityView | null {
    return correctedBy === null ? null : (this.changed.value.get(correctedBy) ?? null);
  }

  /** What was logged or changed here for the customer and is none of the card's last contacts: notes, and what no longer stands. Latest first. */
  beside({ customer, lastContacts }: CustomerCard): ActivityView[] {
    const known = new Set(lastContacts.map(({ id }) => id));
    return [...this.changed.value.values()]
      .filter(({ id, customerId }) => customerId === customer.id && !known.has(id))
      .sort((a, b) => b.seq - a.seq);
  }

  forget(): void {
    this.changed.value = new Map();
  }

  /** The entry with its note in full; the card has long ones cut. Throws what the server or the network refuses. */
  async inFull(entry: ActivityView): Promise<ActivityView> {
    if (entry.note === null) return entry;
    const { note } = await this.parts.api.call(readActivityText, { params: { id: entry.id } });
    return { ...entry, note };
  }

  /** The figures after an entry. Where they do not come, those on screen still say of when they are. */
  async refreshCard(id: string): Promise<void> {
    try {
      const card = await this.parts.api.call(readCustomerCard, { params: { id } });
      this.parts.dispatch({ type: 'card_read', card });
    } catch (error) {
      failureOf(error);
    }
  }

  private show(entry: ActivityView): void {
    this.changed.value = new Map(this.changed.value).set(entry.id, entry);
    this.parts.dispatch({ type: 'entry_changed', entry });
  }

  private undone(customer: CustomerRef, entry: ActivityView, corrects: ActivityView | null): Promise<void> {
    return corrects === null ? this.withdraw(customer, entry) : this.restore(customer, entry, corrects);
  }

  /** A correction is undone by writing the entry anew as it stood before. */
  private restore(customer: CustomerRef, entry: ActivityView, before: ActivityView): Promise<void> {
    const { api, outbox, words } = this.parts;
    if (outbox.holds(entry.id)) return outbox.wake();
    const call = { params: { id: entry.id }, body: asItStood(before), idempotencyKey: newKey() };
    return outbox.add({
      key: call.idempotencyKey,
      customer,
      what: words.entry.undoThis(this.nameOf(entry)),
      subject: entry.id,
      send: async () => {
        const restored = await api.call(correctActivity, call);
        return () => this.taken(customer, restored, entry);
      },
      reopen: null,
    });
  }

  private nameOf({ code }: ActivityView): string {
    return this.parts.words.codes[code];
  }
}
