import { batch, computed, signal } from '@preact/signals';
import type { ActivityView } from '#shared/api/activities.ts';
import { ApiClient } from '#shared/api/client.ts';
import type { CustomerRef } from '#shared/api/customers.ts';
import type { DispatchView } from '#shared/api/dispatches.ts';
import { currencyCode } from '#shared/domain/currency.ts';
import { Formats } from '#shared/words/formats.ts';
import type { Clock } from '../host/clock.ts';
import type { MailHost, OpenItem } from '../host/mail-host.ts';
import type { Words } from '../words/pick-words.ts';
import { DispatchWatch } from './dispatch-watch.ts';
import { inBackground } from './failure.ts';
import { PaneApi } from './pane-api.ts';
import { Session, whyOf } from './session.ts';
import { AT_START, next, type SidebarEvent, type SidebarState } from './sidebar-state.ts';
import { TemplateDesk } from './template-desk.ts';
import { ThreadWatch } from './thread-watch.ts';
import { WorkDesk } from './work-desk.ts';
import { workFor } from './work-state.ts';

export interface SidebarParts {
  readonly host: MailHost;
  readonly words: Words;
  readonly clock: Clock;
  /** Where the API is; empty for the page's own origin. */
  readonly baseUrl: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly settleMs?: number;
  readonly retryAfterMs?: readonly number[];
  readonly lookEveryMs?: number | null;
}

export interface OpenCall {
  readonly customerId: string;
  /** Whether the user opened it just now, so that it takes the focus. */
  readonly focus: boolean;
}

const SETTLE_MS = 150;
const LOOK_EVERY_MS = 5_000;
const RETRY_AFTER_MS = [2_000, 5_000, 10_000, 20_000, 30_000];

/** The pane's whole state and deeds, made once. Components read its signals and call its parts. */
export class Sidebar {
  readonly state = signal<SidebarState>(AT_START);
  /** The last result in words, for who cannot see it. */
  readonly said = signal('');
  /** The call form on screen; null for none. */
  readonly callOpen = signal<OpenCall | null>(null);
  /** Whether one's own figures are on screen, in the place of the message's customer. */
  readonly showsFigures = signal(false);
  readonly words: Words;
  readonly formats;
  readonly host: MailHost;
  readonly session: Session;
  readonly api: PaneApi;
  readonly thread: ThreadWatch;
  readonly work: WorkDesk;
  readonly templates: TemplateDesk;
  readonly dispatches: DispatchWatch;
  private lastUser: string | null = null;

  constructor(parts: SidebarParts) {
    const { host, baseUrl } = parts;
    const connection = { baseUrl, ...(parts.fetch === undefined ? {} : { fetch: parts.fetch }) };
    const dispatch = (event: SidebarEvent) => this.dispatch(event);
    this.host = host;
    this.words = parts.words;
    this.session = new Session(host, new ApiClient({ ...connection, token: () => null }), parts.clock);
    this.formats = computed(() => new Formats(host.locale, this.session.current.value?.tenant.zone ?? 'UTC'));
    const client = new ApiClient({ ...connection, token: () => this.session.token() });
    this.api = new PaneApi(client, this.session, () => this.lapsed());
    this.thread = new ThreadWatch({ host, api: this.api, dispatch, settleMs: parts.settleMs ?? SETTLE_MS });
    this.work = new WorkDesk({
      api: this.api,
      dispatch,
      amountFrom: (text, currency) => this.formats.value.amountFrom(text, currency),
      currency: () => this.session.current.value?.tenant.currency ?? currencyCode('EUR'),
      recorded: (entry) => this.recorded(entry),
      retryAfterMs: parts.retryAfterMs ?? RETRY_AFTER_MS,
    });
    this.dispatches = new DispatchWatch({
      api: this.api,
      reported: () => this.refreshCard(),
      lookEveryMs: parts.lookEveryMs === undefined ? LOOK_EVERY_MS : parts.lookEveryMs,
    });
    this.templates = new TemplateDesk({
      host,
      api: this.api,
      placed: (item, view) => this.placed(item, view),
    });
  }

  /** Begins to follow the open message. */
  async start(): Promise<void> {
    await this.host.watchItem(() => this.itemChanged());
  }

  itemChanged(): void {
    if (this.isSignedIn()) this.thread.itemChanged();
  }

  /** The pane is looked at again, or the connection is back. */
  wake(): void {
    if (!this.isSignedIn()) return;
    this.thread.checkItem();
    inBackground(this.dispatches.lookAgain());
    const state = this.state.value;
    if (state.at === 'problem' && state.failure.by === 'network') inBackground(this.thread.refresh());
    inBackground(this.work.retry());
  }

  /** To be called from a click: a window opens. */
  async signIn(): Promise<void> {
    this.dispatch({ type: 'sign_in_begun' });
    try {
      await this.session.signIn();
    } catch (error) {
      this.session.signOut();
      this.dispatch({ type: 'signed_out', why: whyOf(error) });
      return;
    }
    this.welcome();
    await Promise.all([this.thread.refresh(), this.work.retry()]);
  }

  signOut(why: 'asked' | 'expired'): void {
    this.thread.stop();
    this.session.signOut();
    this.dispatch({ type: 'signed_out', why });
  }

  /** Opens the call form for the customer on screen. */
  openCall(): void {
    const state = this.state.value;
    if (state.at !== 'customer') return;
    this.templates.close();
    this.work.openCall(state.card, state.item);
    this.showCall(state.card.customer.id);
  }

  /** Shows a form that is open already, whoever's card is on screen. */
  showCall(customerId: string): void {
    this.callOpen.value = { customerId, focus: true };
  }

  closeCall(customerId: string): void {
    this.work.close(customerId);
    this.callOpen.value = null;
  }

  /** Opens the templates for the customer on screen and what is ticked. */
  async openTemplates(): Promise<void> {
    const state = this.state.value;
    if (state.at !== 'customer') return;
    this.callOpen.value = null;
    const { customer } = state.card;
    const { ticked } = workFor(this.work.works.value, customer.id);
    await this.templates.open({ item: state.item, customer, itemIds: ticked });
  }

  say(words: string): void {
    this.said.value = words;
  }

  private lapsed(): void {
    if (this.session.current.value !== null) this.signOut('expired');
  }

  private dispatch(event: SidebarEvent): void {
    batch(() => {
      this.state.value = next(this.state.value, event);
      if (event.type === 'item_changed' || event.type === 'signed_out') this.leaveItem();
    });
    if (event.type === 'item_absent' && this.state.value.at === 'no_item') this.say(this.words.thread.noItem);
    if (event.type === 'thread_read') this.threadRead(event);
  }

  /** What belongs to one message ends with it; what was written stays and says whose it is. */
  private leaveItem(): void {
    this.templates.close();
    this.dispatches.clear();
    this.work.itemChanged();
    this.callOpen.value = null;
    this.showsFigures.value = false;
    this.said.value = '';
  }

  private threadRead(event: Extract<SidebarEvent, { type: 'thread_read' }>): void {
    const state = this.state.value;
    if (!('seq' in state) || state.seq !== event.seq) return;
    if (state.at === 'customer') this.customerShown(state.card.customer);
    if (state.at === 'unknown' || state.at === 'internal' || state.at === 'ambiguous') {
      this.say(this.words.thread[state.at]);
    }
    inBackground(this.dispatches.itemRead(event.item));
  }

  /** A form that is half-written for the very customer comes back, and leaves the focus where it is. */
  private customerShown({ id, name }: CustomerRef): void {
    this.say(this.words.thread.shown(name));
    if (workFor(this.work.works.value, id).form !== null) this.callOpen.value = { customerId: id, focus: false };
  }

  private refreshCard(): void {
    const state = this.state.value;
    if (state.at === 'customer') inBackground(this.work.refreshCard(state.card.customer.id));
  }

  private recorded(entry: ActivityView): void {
    if (this.callOpen.value?.customerId === entry.customerId) this.callOpen.value = null;
    this.say(this.words.call.saved(this.words.codes[entry.code]));
    // What was logged may close the gate for the very message on screen.
    inBackground(this.dispatches.lookAgain());
  }

  /** The reply that was opened may be on screen already. */
  private placed(item: OpenItem, view: DispatchView): void {
    const state = this.state.value;
    const { inserted, openedReply } = this.words.templates;
    inBackground(this.dispatches.placed(item, view, state.at === 'customer' ? state.item : null));
    this.say(item.mode === 'compose' ? inserted : openedReply);
  }

  private welcome(): void {
    const user = this.session.current.value?.user.id ?? null;
    if (this.lastUser !== null && this.lastUser !== user) this.work.discardAll();
    this.lastUser = user;
  }

  private isSignedIn(): boolean {
    const { at } = this.state.value;
    return at !== 'signed_out' && at !== 'signing_in';
  }
}
