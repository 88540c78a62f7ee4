import { computed, signal } from '@preact/signals';
import { type ActivityView, recordActivity, withdrawActivity } from '#shared/api/activities.ts';
import { type CustomerCard, readCustomerCard } from '#shared/api/customers.ts';
import type { Outcome } from '#shared/domain/activity-code.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Money } from '#shared/domain/money.ts';
import { newKey } from '../host/clock.ts';
import type { OpenItem } from '../host/mail-host.ts';
import { bodyOf, type CallForm, isWorthKeeping, newCallForm } from './call-form.ts';
import { failureOf, inBackground, isUndecided } from './failure.ts';
import type { PaneApi } from './pane-api.ts';
import type { SidebarEvent } from './sidebar-state.ts';
import { correlationOf } from './thread-body.ts';
import {
  type PendingRecord,
  toggled,
  type Works,
  withForm,
  withoutForm,
  withoutUntouched,
  withWork,
  workFor,
  writings,
} from './work-state.ts';

export interface WorkDeskParts {
  readonly api: PaneApi;
  readonly dispatch: (event: SidebarEvent) => void;
  readonly amountFrom: (text: string, currency: CurrencyCode) => Money | null;
  /** The currency of a customer who has none yet. */
  readonly currency: () => CurrencyCode;
  /** Called with each entry that the log took. */
  readonly recorded: (entry: ActivityView) => void;
  /** How long to wait before each next try of what is not saved; the last one repeats. In milliseconds. */
  readonly retryAfterMs: readonly number[];
}

/** The calls that are being logged, one a customer. */
export class WorkDesk {
  readonly works = signal<Works>(new Map());
  readonly writings = computed(() => writings(this.works.value));
  readonly unsaved = computed(() => this.writings.value.filter(({ unsaved }) => unsaved).length);
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly parts: WorkDeskParts) {}

  toggleItem(customerId: string, itemId: string): void {
    this.works.value = toggled(this.works.value, customerId, itemId);
  }

  /** Opens the form for the customer on screen; one that is half-written stays. */
  openCall(card: CustomerCard, item: OpenItem): void {
    if (workFor(this.works.value, card.customer.id).form !== null) return;
    const form = newCallForm(card, correlationOf(item), this.parts.currency());
    this.works.value = withWork(this.works.value, card.customer.id, { form });
  }

  change(customerId: string, change: Partial<CallForm>): void {
    this.works.value = withForm(this.works.value, customerId, change);
  }

  /** Puts the form out of sight: what is worth it stays, the rest goes. */
  close(customerId: string): void {
    const { form, saving } = workFor(this.works.value, customerId);
    const onItsWay = saving.at === 'saving' || saving.at === 'not_saved';
    if (form !== null && !onItsWay && !isWorthKeeping(form)) this.discard(customerId);
  }

  /** Throws away what was written. */
  discard(customerId: string): void {
    this.works.value = withoutForm(this.works.value, customerId);
  }

  /** Another person signed in: what was written is not theirs to log. */
  discardAll(): void {
    clearTimeout(this.timer);
    this.works.value = new Map();
  }

  /** Another message is open: what nobody wrote in is closed. */
  itemChanged(): void {
    this.works.value = withoutUntouched(this.works.value);
  }

  /** Logs the call with the outcome, or says in the form what is missing. */
  async log(customerId: string, outcome: Outcome | null): Promise<void> {
    this.change(customerId, outcome === null ? {} : { outcome });
    const { form, ticked, saving } = workFor(this.works.value, customerId);
    if (form === null || saving.at === 'saving' || saving.at === 'not_saved') return;
    const filled = bodyOf(form, ticked, this.parts.amountFrom);
    if (filled.ok) await this.send(customerId, { body: filled.body, key: newKey() });
    else this.change(customerId, { problem: filled.problem });
  }

  /** Sends again, in their order, what is not saved, each with the key it had. */
  async retry(): Promise<void> {
    clearTimeout(this.timer);
    for (const [customerId, { saving }] of this.works.value) {
      if (saving.at === 'not_saved') await this.send(customerId, saving.pending);
    }
  }

  /** Opens what is not saved for a change. It is another request from then on. */
  edit(customerId: string): void {
    const { saving } = workFor(this.works.value, customerId);
    if (saving.at === 'not_saved') this.works.value = withWork(this.works.value, customerId, { saving: EDITING });
  }

  /** Takes an entry back by an entry that points to it. Throws what the server or the network refuses. */
  async withdraw(entry: ActivityView): Promise<void> {
    // The key is the deed's own, so that pressing Undo again after a lost answer has no second effect.
    const call = { params: { id: entry.id }, body: {}, idempotencyKey: `withdraw-${entry.id}` };
    await this.parts.api.call(withdrawActivity, call);
    this.parts.dispatch({ type: 'entry_changed', entry: { ...entry, withdrawn: true } });
    inBackground(this.refreshCard(entry.customerId));
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

  private async send(customerId: string, pending: PendingRecord): Promise<void> {
    this.works.value = withWork(this.works.value, customerId, { saving: { at: 'saving', pending } });
    try {
      const entry = await this.parts.api.call(recordActivity, { body: pending.body, idempotencyKey: pending.key });
      this.saved(customerId, entry);
    } catch (error) {
      this.failed(customerId, pending, error);
    }
  }

  private saved(customerId: string, entry: ActivityView): void {
    this.tries = 0;
    this.works.value = withoutForm(this.works.value, customerId);
    this.parts.dispatch({ type: 'entry_changed', entry });
    this.parts.recorded(entry);
    inBackground(this.refreshCard(customerId));
  }

  private failed(customerId: string, pending: PendingRecord, error: unknown): void {
    const failure = failureOf(error);
    const undecided = isUndecided(failure);
    const saving = undecided ? ({ at: 'not_saved', pending, failure } as const) : ({ at: 'refused', failure } as const);
    this.works.value = withWork(this.works.value, customerId, { saving });
    // Who has to sign in first is not asked to again and again: signing in sends it.
    if (undecided && !(failure.by === 'server' && failure.kind === 'unauthenticated')) this.retryLater();
  }

  private retryLater(): void {
    const { retryAfterMs } = this.parts;
    const wait = retryAfterMs[Math.min(this.tries, retryAfterMs.length - 1)] ?? 0;
    this.tries += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => inBackground(this.retry()), wait);
  }
}

const EDITING = { at: 'editing' } as const;
