import { batch, computed, signal } from '@preact/signals';
import type { ActivityView } from '#shared/api/activities.ts';
import { ApiClient } from '#shared/api/client.ts';
import type { CustomerRef } from '#shared/api/customers.ts';
import { currencyCode } from '#shared/domain/currency.ts';
import { Formats } from '#shared/words/formats.ts';
import type { Clock } from '../host/clock.ts';
import type { Absence, MailHost } from '../host/mail-host.ts';
import type { Words } from '../words/pick-words.ts';
import type { DispatchWatch } from './dispatch-watch.ts';
import { Doing } from './doing.ts';
import { inBackground } from './failure.ts';
import type { ContactRef } from './form-base.ts';
import type { FormKind } from './forms.ts';
import { PaneApi } from './pane-api.ts';
import { Sending } from './sending.ts';
import { Session, whyOf } from './session.ts';
import { AT_START, isCutOff, next, type SidebarEvent, type SidebarState } from './sidebar-state.ts';
import type { TemplateDesk } from './template-desk.ts';
import { ThreadWatch } from './thread-watch.ts';
import type { WorkDesk } from './work-desk.ts';
import { WorklistDesk } from './worklist-desk.ts';

export interface SidebarParts {
  readonly host: MailHost;
  readonly words: Words;
  readonly clock: Clock;
  /** Where the API is; empty for the page's own origin. */
  readonly baseUrl: string;
  /** The session that is open already; left out where nobody has signed in yet. */
  readonly session?: Session;
  readonly fetch?: typeof globalThis.fetch;
  readonly settleMs?: number;
  readonly retryAfterMs?: readonly number[];
  readonly lookEveryMs?: number | null;
  readonly renewAfterMs?: number;
  readonly undoSecondMs?: number | null;
}

/** The message's customer, or what the footer opens in their place. */
export type Screen = 'message' | 'worklist' | 'search' | 'figures';

const SETTLE_MS = 80;
const LOOK_EVERY_MS = 5_000;
/** How long a change of a template rests before its preview is filled anew. */
const RENEW_AFTER_MS = 400;
const SECOND_MS = 1_000;
const RETRY_AFTER_MS = [2_000, 5_000, 10_000, 20_000, 30_000];

/** The pane's whole state and deeds, made once. Components read its signals and call its parts. */
export class Sidebar {
  readonly state = signal<SidebarState>(AT_START);
  /** The last result in words, for who cannot see it. */
  readonly said = signal('');
  /** What is on screen beneath what is half-written. */
  readonly screen = signal<Screen>('message');
  readonly words: Words;
  readonly formats;
  /** Whether who is signed in may do more than read. */
  readonly mayChange;
  readonly host: MailHost;
  readonly session: Session;
  readonly api: PaneApi;
  readonly thread: ThreadWatch;
  readonly doing: Doing;
  readonly work: WorkDesk;
  readonly sending: Sending;
  readonly templates: TemplateDesk;
  readonly dispatches: DispatchWatch;
  readonly worklist: WorklistDesk;
  private lastUser: string | null = null;

  constructor(parts: SidebarParts) {
    const { host, baseUrl } = parts;
    const connection = { baseUrl, locale: host.locale, ...(parts.fetch === undefined ? {} : { fetch: parts.fetch }) };
    const dispatch = (event: SidebarEvent) => this.dispatch(event);
    this.host = host;
    this.words = parts.words;
    this.session = parts.session ?? new Session(host, new ApiClient({ ...connection, token: () => null }), parts.clock);
    this.formats = computed(() => new Formats(host.locale, this.session.current.value?.tenant.zone ?? 'UTC'));
    this.mayChange = computed(() => this.session.current.value?.user.role !== 'reader');
    const client = new ApiClient({ ...connection, token: () => this.session.token() });
    this.api = new PaneApi(client, this.session, () => this.lapsed());
    this.worklist = new WorklistDesk(this.api);
    this.thread = new ThreadWatch({
      host,
      api: this.api,
      dispatch,
      clock: parts.clock,
      settleMs: parts.settleMs ?? SETTLE_MS,
    });
    this.doing = new Doing({
      api: this.api,
      clock: parts.clock,
      words: parts.words,
      formats: () => this.formats.value,
      currency: () => this.session.current.value?.tenant.currency ?? currencyCode('EUR'),
      dispatch,
      say: (words) => this.say(words),
      logged: () => inBackground(this.dispatches.lookAgain()),
      planned: () => this.planned(),
      retryAfterMs: parts.retryAfterMs ?? RETRY_AFTER_MS,
      undoSecondMs: parts.undoSecondMs === undefined ? SECOND_MS : parts.undoSecondMs,
    });
    this.work = this.doing.work;
    this.sending = new Sending({
      host,
      api: this.api,
      words: parts.words,
      shownItem: () => (this.state.value.at === 'customer' ? this.state.value.item : null),
      say: (words) => this.say(words),
      reported: () => this.refreshCard(),
      lookEveryMs: parts.lookEveryMs === undefined ? LOOK_EVERY_MS : parts.lookEveryMs,
      renewAfterMs: parts.renewAfterMs ?? RENEW_AFTER_MS,
    });
    this.templates = this.sending.templates;
    this.dispatches = this.sending.dispatches;
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
    if (isCutOff(state) || this.thread.isOld()) inBackground(this.again());
    inBackground(this.doing.wake());
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
    await this.enter();
  }

  /** The session is open: shows the customer of the open message, and sends what was left. */
  async enter(): Promise<void> {
    this.welcome();
    await Promise.all([this.thread.refresh(), this.doing.wake()]);
  }

  /** Asks again for what is on screen, be it the message's customer or a card that was opened by itself. */
  again(): Promise<void> {
    const state = this.state.value;
    if (state.at === 'customer' && state.item === null) return this.thread.refreshCustomer(state.card.customer);
    if (state.at === 'problem' && state.customer !== null) return this.thread.openCustomer(state.customer);
    return this.thread.refresh();
  }

  /** Opens a customer's card by itself, whatever is on screen. */
  async openCustomer(customer: CustomerRef): Promise<void> {
    await this.thread.openCustomer(customer);
  }

  /** Shows a place of the footer, or goes back to the message. */
  show(screen: Screen): void {
    this.screen.value = screen;
    if (screen === 'worklist') inBackground(this.worklist.refresh());
  }

  signOut(why: 'asked' | 'expired'): void {
    this.thread.stop();
    this.session.signOut();
    this.dispatch({ type: 'signed_out', why });
  }

  /** Opens the form of that kind for the customer on screen. */
  openForm(kind: FormKind, contact: ContactRef | null = null): void {
    const state = this.state.value;
    if (state.at !== 'customer') return;
    this.templates.close();
    this.work.open(kind, state, contact);
  }

  /** Opens an entry of the customer on screen to be written anew. Throws what the server or the network refuses. */
  async correct(entry: ActivityView): Promise<void> {
    const state = this.state.value;
    if (state.at !== 'customer' || state.card.customer.id !== entry.customerId) return;
    this.templates.close();
    await this.work.correct(entry, state);
  }

  /** Opens the templates for the customer on screen and what is ticked. */
  async openTemplates(): Promise<void> {
    const state = this.state.value;
    if (state.at !== 'customer') return;
    this.work.putAway();
    await this.sending.open(state, this.work.ticked(state.card.customer.id));
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
      if (LEAVING.includes(event.type)) this.leaveItem();
      if (this.state.value.at === 'customer') this.work.cardShown(this.state.value.card);
    });
    if (event.type === 'signed_out') this.forget();
    if (event.type === 'card_read') this.thread.memory.renew(event.card);
    if (event.type === 'item_absent' && this.state.value.at === 'no_item') this.nothingOpen(this.state.value.why);
    if (event.type === 'thread_read') this.threadRead(event);
    else if (BRINGING.includes(event.type) && this.state.value.at === 'customer') {
      this.customerShown(this.state.value.card.customer);
    }
  }

  /** Without a message there is the list of today. */
  private nothingOpen(why: Absence): void {
    this.say(this.words.thread.absences[why].heading);
    if (this.mayChange.value) inBackground(this.worklist.refresh());
  }

  /** Another person may sign in next: what this one saw is theirs alone. */
  private forget(): void {
    this.thread.memory.forget();
    this.worklist.forget();
  }

  /** What belongs to one message ends with it; what was written stays and says whose it is. */
  private leaveItem(): void {
    this.sending.leaveItem();
    this.doing.leaveItem();
    this.screen.value = 'message';
    this.said.value = '';
  }

  private threadRead(event: Extract<SidebarEvent, { type: 'thread_read' }>): void {
    const state = this.state.value;
    if (!('seq' in state) || state.seq !== event.seq) return;
    if (state.at === 'customer') this.customerShown(state.card.customer);
    if (state.at === 'unknown' || state.at === 'internal' || state.at === 'ambiguous') {
      this.say(this.words.thread[state.at]);
    }
    if (this.mayChange.value)
      inBackground(this.dispatches.itemRead(event.item, event.context.card?.customer.id ?? null));
  }

  /** A form that is half-written for the very customer comes back, and leaves the focus where it is. */
  private customerShown({ id, name }: CustomerRef): void {
    this.say(this.words.thread.shown(name));
    this.work.bringBack(id);
  }

  private refreshCard(): void {
    const state = this.state.value;
    if (state.at === 'customer') inBackground(this.doing.entries.refreshCard(state.card.customer.id));
  }

  /** The list of today says so too, where it was read. */
  private planned(): void {
    if (this.worklist.state.value.worklist !== null) inBackground(this.worklist.refresh());
  }

  private welcome(): void {
    const user = this.session.current.value?.user.id ?? null;
    if (this.lastUser !== null && this.lastUser !== user) {
      this.doing.forget();
      this.sending.forget();
    }
    this.lastUser = user;
  }

  private isSignedIn(): boolean {
    const { at } = this.state.value;
    return at !== 'signed_out' && at !== 'signing_in';
  }
}

/** What ends what belongs to one message. */
const LEAVING: readonly SidebarEvent['type'][] = ['item_changed', 'customer_asked', 'signed_out'];
/** What may bring a card on screen without asking whose the thread is. */
const BRINGING: readonly SidebarEvent['type'][] = ['item_changed', 'customer_chosen'];
