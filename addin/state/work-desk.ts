import { computed, signal } from '@preact/signals';
import type { ActivityView } from '#shared/api/activities.ts';
import type { CustomerCard } from '#shared/api/customers.ts';
import type { TaskView } from '#shared/api/tasks.ts';
import type { ActivityCode, Outcome } from '#shared/domain/activity-code.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Clock } from '../host/clock.ts';
import type { OpenItem } from '../host/mail-host.ts';
import type { Words } from '../words/pick-words.ts';
import { type CallForm, goesOnAs } from './call-form.ts';
import { type Complete, complete } from './complete-form.ts';
import { correctionForm } from './correction.ts';
import type { EntryDesk } from './entry-desk.ts';
import type { Failure } from './failure.ts';
import {
  type ContactRef,
  currenciesOf,
  type Filled,
  type FormStart,
  itemIdsOf,
  type ReadAmount,
  type SentBefore,
} from './form-base.ts';
import type { Saved } from './form-deed.ts';
import { codeOf, type Form, type FormKind, formId, isBegun, isWorthKeeping, newForm } from './forms.ts';
import type { Outbox } from './outbox.ts';
import type { PaneApi } from './pane-api.ts';
import { wordIn } from './promise-form.ts';
import { correlationOf } from './thread-body.ts';
import {
  changed,
  formOf,
  NO_WORK,
  tickedFor,
  toggled,
  type Works,
  withCard,
  withForm,
  withoutForm,
  withoutUntouched,
  withTicks,
  writings,
} from './work-state.ts';

export interface WorkDeskParts {
  readonly api: PaneApi;
  readonly outbox: Outbox;
  readonly entries: EntryDesk;
  readonly clock: Clock;
  readonly words: Words;
  readonly amountFrom: ReadAmount;
  /** An amount as it is typed into a field. */
  readonly amountText: (amount: Money) => string;
  /** The currency of a customer who has none yet. */
  readonly currency: () => CurrencyCode;
  /** Called with each task that the server took. */
  readonly taskTaken: (task: TaskView) => void;
}

/** The form on screen. */
export interface OpenForm {
  readonly formId: string;
  readonly customerId: string;
  /** Whether the user opened it just now, so that it takes the focus. */
  readonly focus: boolean;
}

/** For whom a form is opened, and by which message; null where the card was opened by itself. */
export interface FormPlace {
  readonly card: CustomerCard;
  readonly item: OpenItem | null;
}

/** What is being written down, one form a customer and kind. */
export class WorkDesk {
  readonly works = signal<Works>(NO_WORK);
  /** The form on screen; null for none. */
  readonly onScreen = signal<OpenForm | null>(null);
  readonly writings = computed(() => writings(this.works.value));
  /** How much of what was done the server has not taken yet. */
  readonly unsaved;
  private lastCard: CustomerCard | null = null;

  constructor(private readonly parts: WorkDeskParts) {
    this.unsaved = parts.outbox.unsaved;
  }

  ticked(customerId: string): readonly string[] {
    return tickedFor(this.works.value, customerId);
  }

  form(id: string): Form | null {
    return formOf(this.works.value, id);
  }

  toggleItem(customerId: string, itemId: string): void {
    this.works.value = toggled(this.works.value, customerId, itemId);
  }

  /** Ticks exactly these. */
  tick(customerId: string, itemIds: readonly string[]): void {
    this.works.value = withTicks(this.works.value, customerId, itemIds);
  }

  /** A card is on screen, or newer figures of it are. */
  cardShown(card: CustomerCard): void {
    if (this.lastCard !== card) this.works.value = withCard(this.works.value, card);
    this.lastCard = card;
  }

  /** Opens the form of that kind; one that is half-written comes back as it was. */
  open(kind: FormKind, place: FormPlace, contact: ContactRef | null = null): void {
    const id = formId(place.card.customer.id, kind);
    this.putAway();
    if (this.form(id) === null) {
      const word = wordOf(place);
      const isWord = kind === 'promise' || kind === 'dispute';
      const start = { ...this.start(id, place), contact: contact ?? (isWord ? word.contact : null) };
      this.works.value = withForm(this.works.value, newForm(kind, start, word.channel));
    } else if (contact !== null) this.works.value = changed(this.works.value, id, { contact });
    this.show(id);
  }

  /** Opens an entry in its form, filled with what it said. Throws what the server or the network refuses. */
  async correct(entry: ActivityView, place: FormPlace): Promise<void> {
    const full = await this.parts.entries.inFull(entry);
    const start = { ...this.start(`correct-${entry.id}`, place), note: full.note ?? '' };
    this.putAway();
    if (this.form(start.id) === null) {
      this.works.value = withForm(this.works.value, correctionForm(full, start, this.parts.amountText));
    }
    this.show(start.id);
  }

  /** Goes on from a call with that code: in the form of a promise or a dispute where it is one. */
  chooseCode(form: CallForm, code: ActivityCode): void {
    const kind = goesOnAs(code);
    if (kind === null) {
      this.change(form, { code });
      return;
    }
    const { card, message, contact, note, items, corrects } = form;
    const id = corrects === null ? formId(card.customer.id, kind) : form.id;
    const start = { id, card, message, contact, note, items, corrects, currency: form.currency };
    const others = withoutForm(this.works.value, form.id);
    const known = formOf(others, id);
    this.works.value =
      known === null ? withForm(others, newForm(kind, start, 'phone')) : changed(others, id, { channel: 'phone' });
    this.show(id);
  }

  /** Logs the call with that outcome, or says in the form what is missing. */
  log(form: CallForm, outcome: Outcome): Promise<void> {
    this.change(form, { outcome });
    return this.save(form.id);
  }

  /** The currencies to choose from. */
  currencies({
    card,
    currency,
  }: {
    readonly card: CustomerCard;
    readonly currency: CurrencyCode;
  }): readonly CurrencyCode[] {
    const known = currenciesOf(card, currency);
    return known.includes(currency) ? known : [currency, ...known];
  }

  /** Shows a form that is open already, whoever's card is on screen. */
  show(id: string, focus = true): void {
    const form = this.form(id);
    if (form !== null) this.onScreen.value = { formId: id, customerId: form.card.customer.id, focus };
  }

  /** What is half-written for the very customer comes back, and leaves the focus where it is. */
  bringBack(customerId: string): void {
    if (this.onScreen.value !== null) return;
    const form = this.works.value.forms.findLast((one) => one.card.customer.id === customerId && isBegun(one));
    if (form !== undefined) this.show(form.id, false);
  }

  change<F extends Form>(form: F, change: Partial<F>): void {
    this.works.value = changed<F>(this.works.value, form.id, change);
  }

  /** Puts the form on screen out of sight: what is worth it stays, the rest goes. */
  putAway(): void {
    const form = this.onScreen.value === null ? null : this.form(this.onScreen.value.formId);
    if (form !== null && !isWorthKeeping(form)) this.works.value = withoutForm(this.works.value, form.id);
    this.onScreen.value = null;
  }

  /** Throws away what was written. */
  discard(id: string): void {
    this.works.value = withoutForm(this.works.value, id);
    if (this.onScreen.value?.formId === id) this.onScreen.value = null;
  }

  /** Another person signed in: what was written is not theirs. */
  discardAll(): void {
    this.works.value = NO_WORK;
    this.onScreen.value = null;
  }

  /** Another message is open: what nobody wrote in is closed. */
  itemChanged(): void {
    this.onScreen.value = null;
    this.works.value = withoutUntouched(this.works.value);
  }

  /** Hands the form over to be sent and closes it, or says in it what is missing. Resolves when nothing more can be sent for now. */
  async save(id: string): Promise<void> {
    const form = this.form(id);
    if (form === null) return;
    const ticked = this.ticked(form.card.customer.id);
    const { amountFrom, clock } = this.parts;
    const filled = complete(form, { ticked, amountFrom, at: clock.now().toISOString() });
    if (filled.ok) await this.handOver(form, filled.body);
    else this.complain(form, filled);
  }

  private complain(form: Form, { problem, part }: Extract<Filled<unknown>, { ok: false }>): void {
    if (form.kind === 'promise') this.change(form, { problem, wrongPart: part ?? 0 });
    else this.change<Form>(form, { problem });
  }

  private handOver(form: Form, { out, sent }: Complete): Promise<void> {
    const { api, outbox } = this.parts;
    const { customer } = form.card;
    const kept = this.withItems(form);
    this.discard(form.id);
    if (form.items === null && form.kind !== 'task') this.works.value = withTicks(this.works.value, customer.id, []);
    return outbox.add({
      key: sent.key,
      customer,
      what: this.nameOf(form),
      subject: form.corrects?.id ?? null,
      send: async () => {
        const saved = await out.send(api, sent.key);
        return () => this.saved(form, saved);
      },
      reopen: (refusal) => this.reopen(kept, refusal, sent),
    });
  }

  private saved({ card, corrects }: Form, { entry, task }: Saved): void {
    if (entry !== null) this.parts.entries.taken(card.customer, entry, corrects);
    if (task !== null) this.parts.taskTaken(task);
  }

  /** A form comes back: beside the one that was begun since, where there is one. What was refused had no effect, and goes out anew. */
  private reopen(form: Form, refusal: Failure | null, sent: SentBefore): void {
    const since = this.form(form.id);
    const id = since === null || !isBegun(since) ? form.id : `${form.id}-${sent.key}`;
    this.works.value = withForm(this.works.value, {
      ...form,
      id,
      failure: refusal,
      sent: refusal === null ? sent : null,
    });
    if (refusal === null || this.onScreen.value === null) this.show(id, refusal === null);
  }

  /** What is ticked may change while the form is under way. */
  private withItems(form: Form): Form {
    const ids = itemIdsOf(form, this.ticked(form.card.customer.id));
    const numbers = new Map(form.card.oldestItems.map(({ id, number }) => [id, number]));
    return { ...form, items: form.items ?? ids.map((id) => ({ id, number: numbers.get(id) ?? id })) };
  }

  private nameOf(form: Form): string {
    const { words } = this.parts;
    const code = codeOf(form);
    if (code === null) return words.tasks.named(form.note.trim());
    return form.corrects === null ? words.codes[code] : words.entry.correctThis(words.codes[code]);
  }

  private start(id: string, { card, item }: FormPlace): FormStart {
    const [currency] = currenciesOf(card, this.parts.currency());
    return {
      id,
      card,
      message: item === null ? {} : correlationOf(item),
      currency: currency ?? this.parts.currency(),
    };
  }
}

function wordOf({ card, item }: FormPlace): ReturnType<typeof wordIn> {
  return item === null ? { channel: 'phone', contact: null } : wordIn(item, card.contacts);
}
