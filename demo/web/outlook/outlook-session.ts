import { computed, signal } from '@preact/signals';
import type { Colleague, MailClient, MailMessage, MailThread } from '../mailbox/mail-client.ts';
import { asPerson, composeCalls } from './compose-calls.ts';
import { type Draft, factsOfDraft, factsOfMessage, newDraft, outgoing, replyTo } from './draft.ts';
import type { FrameBridge, FrameKind, FrameSource } from './frame-bridge.ts';
import { type HostProfile, PROFILES } from './host-profile.ts';
import type { ManifestFacts } from './manifest-facts.ts';
import type { HostEvent, HostState, MailPerson, Theme } from './office-protocol.ts';
import { itemLeft, OfficeRefusal } from './office-refusal.ts';
import type { OutlookAddress } from './outlook-address.ts';
import { type Calls, readCalls } from './read-calls.ts';
import { alertFor, type SmartAlert } from './smart-alert.ts';

/** How long a launch event may run (docs, Smart Alerts). */
const LAUNCH_LIMIT_MS = 300_000;

export interface OutlookSettings {
  readonly owner: Colleague;
  readonly manifest: ManifestFacts;
  readonly mail: MailClient;
  readonly address: OutlookAddress;
}

/** A form for a new message as an add-in fills it. */
interface NewMessage {
  readonly to: readonly (string | MailPerson)[];
  readonly cc: readonly (string | MailPerson)[];
  readonly subject: string;
  readonly html: string;
}

/** One person's Outlook: what is open in it, and what its add-ins may do with that. */
export class OutlookSession {
  readonly threads = signal<readonly MailThread[]>([]);
  readonly messageId = signal<number | null>(null);
  /** Conversations that are selected together; empty where at most one is open. */
  readonly selected = signal<readonly string[]>([]);
  readonly draft = signal<Draft | null>(null);
  readonly theme = signal<Theme>('light');
  readonly pinned = signal(true);
  readonly paneOpen = signal(true);
  readonly losesEvents = signal(false);
  readonly alert = signal<SmartAlert | null>(null);
  readonly notice = signal<string | null>(null);
  readonly sending = signal(false);
  readonly problem = signal<string | null>(null);

  readonly message = computed<MailMessage | null>(() => {
    const all = this.threads.value.flatMap(({ messages }) => messages);
    return all.find(({ id }) => id === this.messageId.value) ?? null;
  });
  readonly thread = computed<MailThread | null>(
    () => this.threads.value.find(({ messages }) => messages.some(({ id }) => id === this.messageId.value)) ?? null,
  );
  /** Phones have the pane for mail that is read, and there neither for encrypted mail nor in shared mailboxes (docs, add-ins for Outlook on mobile). */
  readonly takesPane = computed<boolean>(() => {
    if (this.profile.form === 'desktop') return true;
    return (
      this.draft.value === null && this.message.value?.kind === 'mail' && this.message.value.sharedMailbox === null
    );
  });

  readonly owner: Colleague;
  readonly manifest: ManifestFacts;
  readonly address: OutlookAddress;
  readonly profile: HostProfile;
  private readonly mail: MailClient;
  private readonly frames = new Map<FrameKind, FrameBridge>();
  private opening = 0;

  constructor({ owner, manifest, mail, address }: OutlookSettings) {
    this.owner = owner;
    this.manifest = manifest;
    this.mail = mail;
    this.address = address;
    this.profile = PROFILES[address.client];
    this.pinned.value = this.canPin;
    this.paneOpen.value = this.canPin;
  }

  get canPin(): boolean {
    return this.profile.form === 'desktop' && this.manifest.pinnable.read;
  }

  async load(): Promise<void> {
    this.threads.value = await this.mail.threads(this.owner.email);
  }

  select(id: number | null): void {
    this.messageId.value = id;
    this.selected.value = [];
    this.leaveItem();
  }

  /** Takes one more conversation into the selection; while several are, Outlook has no item (office-js#3680). */
  selectAlso(conversation: string): void {
    const before = this.selected.value.length > 0 ? this.selected.value : [this.thread.value?.conversation ?? ''];
    this.selected.value = [...new Set([...before, conversation])].filter((one) => one !== '');
    this.leaveItem();
  }

  write(): void {
    void this.compose(newDraft({ token: this.nextToken(), from: this.own }));
  }

  reply(toAll: boolean): void {
    if (this.message.value !== null) this.replyWith(this.message.value, {}, toAll);
  }

  change(changes: Partial<Draft>): void {
    if (this.draft.value !== null) this.draft.value = { ...this.draft.value, ...changes };
  }

  discard(): void {
    this.draft.value = null;
    this.alert.value = null;
    this.leaveItem();
  }

  /** What Send does: the add-in is asked where the manifest says so, and the mail goes out by SMTP. `anyway` skips the add-in. */
  async send(anyway = false): Promise<void> {
    if (this.draft.value === null || this.sending.value) return;
    this.sending.value = true;
    this.alert.value = null;
    this.problem.value = null;
    try {
      const alert = anyway ? null : await this.askAddIn();
      if (alert === null) await this.deliver();
      else this.alert.value = alert;
    } catch (error) {
      this.problem.value = error instanceof Error ? error.message : String(error);
    } finally {
      this.sending.value = false;
    }
  }

  switchTheme(): void {
    this.theme.value = this.theme.value === 'light' ? 'dark' : 'light';
    this.tell('OfficeThemeChanged');
  }

  /** What the button of a Smart Alert with a command does: the pane opens, and is what the person is in. */
  openPane(): void {
    this.paneOpen.value = true;
    this.frames.get('pane')?.focus();
  }

  use(kind: FrameKind, bridge: FrameBridge | null): void {
    if (bridge === null) this.frames.delete(kind);
    else this.frames.set(kind, bridge);
  }

  /** What an add-in's frame sees: the pane what is open, launch events always the message that is being written. */
  sourceFor(kind: FrameKind): FrameSource {
    return {
      state: () => this.state(),
      call: (token, method, args) => this.call({ kind, token, method }, args),
    };
  }

  private get own(): MailPerson {
    return { displayName: this.owner.name, emailAddress: this.owner.email };
  }

  private state(): HostState {
    const { language } = this.address;
    return { language, user: this.own, theme: this.theme.value, item: this.itemFacts() };
  }

  private itemFacts(): HostState['item'] {
    const draft = this.draft.value;
    if (draft !== null) {
      const saysShared = this.profile.platform === 'Mac' && draft.from.emailAddress !== this.owner.email;
      return factsOfDraft(draft, new Date().toISOString(), saysShared);
    }
    if (this.message.value === null || this.selected.value.length > 1) return null;
    return factsOfMessage(this.message.value, this.readToken());
  }

  private async call(asked: { kind: FrameKind; token: string; method: string }, args: readonly unknown[]) {
    const call = this.callsFor(asked.kind, asked.token)[asked.method];
    if (call === undefined) {
      throw new OfficeRefusal(5000, 'OperationNotSupported', `${asked.method} is not for this item.`);
    }
    return call(...(args as never[]));
  }

  private callsFor(from: FrameKind, token: string): Calls {
    const notify = (text: string | null) => {
      this.notice.value = text;
    };
    if (token === '') return { newMessage: (form: NewMessage) => this.openNewMessage(form) };
    const draft = this.draft.value;
    if (draft !== null && token === draft.token) {
      return composeCalls(draft, { profile: this.profile, from, change: (changes) => this.change(changes), notify });
    }
    if (this.message.value === null || token !== this.readToken()) throw itemLeft();
    return readCalls(this.message.value, {
      notify,
      keepProperties: async ({ id }, properties) => {
        await this.mail.keepProperties(this.owner.email, id, properties);
        await this.load();
      },
      reply: (message, form, toAll) => this.replyWith(message, form, toAll),
    });
  }

  private openNewMessage({ to, cc, subject, html }: NewMessage): void {
    const people = { to: to.map(asPerson), cc: cc.map(asPerson) };
    void this.compose(newDraft({ token: this.nextToken(), from: this.own, ...people, subject, html }));
  }

  private replyWith(message: MailMessage, form: Partial<Draft>, toAll: boolean): void {
    void this.compose(replyTo(message, toAll, { token: this.nextToken(), from: this.own, ...form }));
  }

  private async compose(draft: Draft): Promise<void> {
    this.draft.value = draft;
    this.selected.value = [];
    if (!this.takesPane.value) this.paneOpen.value = false;
    this.tell('ItemChanged');
    const started = this.manifest.events.OnNewMessageCompose;
    if (started !== undefined) await this.frames.get('events')?.launch(started.functionName, LAUNCH_LIMIT_MS);
  }

  private async askAddIn(): Promise<SmartAlert | null> {
    const asked = this.manifest.events.OnMessageSend;
    const events = this.frames.get('events');
    if (asked === undefined || events === undefined) return null;
    const answer = await events.launch(asked.functionName, LAUNCH_LIMIT_MS);
    return alertFor(answer, asked.sendMode ?? 'SoftBlock', this.profile);
  }

  private async deliver(): Promise<void> {
    if (this.draft.value === null) return;
    const sent = await this.mail.send(this.owner.email, outgoing(this.draft.value));
    this.draft.value = null;
    await this.load();
    this.messageId.value = sent.id;
    this.leaveItem();
  }

  /** An unpinned pane closes with the item it was opened for; a pinned one hears of the next. */
  private leaveItem(): void {
    this.opening += 1;
    this.notice.value = null;
    if (!this.pinned.value) this.paneOpen.value = false;
    this.tell('ItemChanged');
  }

  private tell(event: HostEvent): void {
    const pane = this.frames.get('pane');
    if (this.losesEvents.value) pane?.changedUnheard();
    else pane?.changed(event);
  }

  private readToken(): string {
    return `read-${this.messageId.value}-${this.opening}`;
  }

  private nextToken(): string {
    this.opening += 1;
    return `draft-${this.opening}`;
  }
}
