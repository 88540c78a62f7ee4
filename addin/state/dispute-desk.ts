import { signal } from '@preact/signals';
import type { CustomerRef } from '#shared/api/customers.ts';
import {
  assignDispute,
  type DISPUTE_RESOLUTIONS,
  type DisputeView,
  listDisputes,
  resolveDispute,
} from '#shared/api/disputes.ts';
import { newKey } from '../host/clock.ts';
import type { Words } from '../words/pick-words.ts';
import { CustomerLists } from './customer-lists.ts';
import { type Failure, inBackground } from './failure.ts';
import type { Outbox } from './outbox.ts';
import type { PaneApi } from './pane-api.ts';
import type { UndoDesk } from './undo-desk.ts';

export type Resolution = (typeof DISPUTE_RESOLUTIONS)[number];

/** How a dispute ended, while it is being said. */
export interface ResolutionDraft {
  readonly customer: CustomerRef;
  readonly dispute: DisputeView;
  readonly how: Resolution | null;
  readonly note: string;
  readonly isMissing: boolean;
  readonly failure: Failure | null;
}

export interface DisputeDeskParts {
  readonly api: PaneApi;
  readonly outbox: Outbox;
  readonly undo: UndoDesk;
  readonly words: Words;
  readonly say: (words: string) => void;
  /** Called when a dispute of that customer was resolved or given to somebody. */
  readonly changed: (customerId: string) => void;
}

/** The disputes that colleagues recorded: who has to see to them, and how they end. */
export class DisputeDesk {
  readonly lists: CustomerLists<DisputeView>;
  /** What is half-written about the end of a dispute; null for nothing. */
  readonly draft = signal<ResolutionDraft | null>(null);

  constructor(private readonly parts: DisputeDeskParts) {
    this.lists = new CustomerLists(async (customerId) => {
      const { disputes } = await parts.api.call(listDisputes, { query: { customerId } });
      return disputes;
    });
  }

  isUnderWay({ id }: DisputeView): boolean {
    return this.parts.outbox.holds(id);
  }

  /** Gives a dispute to a colleague; undoing it gives it back. */
  assign(customer: CustomerRef, dispute: DisputeView, ownerId: string): Promise<void> {
    return this.sendAssignment(customer, dispute, ownerId, true);
  }

  begin(customer: CustomerRef, dispute: DisputeView): void {
    this.draft.value = { customer, dispute, how: null, note: '', isMissing: false, failure: null };
  }

  write(change: Partial<Pick<ResolutionDraft, 'how' | 'note'>>): void {
    const { value } = this.draft;
    if (value !== null) this.draft.value = { ...value, isMissing: false, failure: null, ...change };
  }

  discard(): void {
    this.draft.value = null;
  }

  forget(): void {
    this.draft.value = null;
    this.lists.forget();
  }

  /** Sends how the dispute ended, or says that it is missing. */
  async resolve(): Promise<void> {
    const { value: draft } = this.draft;
    if (draft === null) return;
    const { dispute, how, note } = draft;
    if (how === null) {
      this.draft.value = { ...draft, isMissing: true };
      return;
    }
    this.draft.value = null;
    const said = note.trim();
    const body = { how, client: 'outlook' as const, ...(said === '' ? {} : { note: said }) };
    await this.sendResolution(draft, { params: { id: dispute.id }, body, idempotencyKey: newKey() });
  }

  private sendResolution(draft: ResolutionDraft, call: Parameters<typeof this.callResolve>[0]): Promise<void> {
    const { outbox, words, say } = this.parts;
    const { customer, dispute } = draft;
    if (outbox.holds(dispute.id)) return outbox.wake();
    const what = words.disputes.resolvedAs[call.body.how];
    return outbox.add({
      key: call.idempotencyKey,
      customer,
      what,
      subject: dispute.id,
      send: async () => {
        const resolved = await this.callResolve(call);
        return () => {
          this.changed(customer, resolved);
          say(what);
        };
      },
      reopen: (failure) => {
        this.draft.value = { ...draft, failure };
      },
    });
  }

  private callResolve(call: {
    readonly params: { id: string };
    readonly body: { how: Resolution; client: 'outlook'; note?: string };
    readonly idempotencyKey: string;
  }): Promise<DisputeView> {
    return this.parts.api.call(resolveDispute, call);
  }

  private sendAssignment(
    customer: CustomerRef,
    dispute: DisputeView,
    ownerId: string,
    offersUndo: boolean,
  ): Promise<void> {
    const { api, outbox, words } = this.parts;
    if (outbox.holds(dispute.id)) return outbox.wake();
    const call = { params: { id: dispute.id }, body: { ownerId }, idempotencyKey: newKey() };
    return outbox.add({
      key: call.idempotencyKey,
      customer,
      what: words.disputes.assigning,
      subject: dispute.id,
      send: async () => {
        const assigned = await api.call(assignDispute, call);
        return () => this.assigned(customer, assigned, offersUndo ? dispute.owner.id : null);
      },
      reopen: null,
    });
  }

  private assigned(customer: CustomerRef, dispute: DisputeView, backTo: string | null): void {
    const { undo, words, say } = this.parts;
    const what = words.disputes.assigned(dispute.owner.name);
    this.changed(customer, dispute);
    say(what);
    if (backTo === null) return;
    const back = () => inBackground(this.sendAssignment(customer, dispute, backTo, false));
    undo.offer({ customer, what, undo: back });
  }

  private changed(customer: CustomerRef, dispute: DisputeView): void {
    this.lists.put(customer.id, dispute, true);
    this.parts.changed(customer.id);
  }
}
