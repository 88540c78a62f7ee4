import { computed, signal } from '@preact/signals';
import type { Colleague, MailClient, MailMessage, MailThread } from '../mailbox/mail-client.ts';
import { type Draft, factsOfDraft, factsOfMessage, newDraft, outgoing, replyTo } from './draft.ts';
import type { FrameBridge, FrameSource, LaunchAnswer } from './frame-bridge.ts';
import { composeCalls, OfficeRefusal, readCalls } from './item-calls.ts';
import type { ManifestFacts } from './manifest-facts.ts';
import { type HostState, OUTLOOK_ON_THE_WEB, type Theme } from './office-protocol.ts';

/** What Outlook shows when an add-in does not let a mail go. */
export interface SmartAlert {
  readonly message: string;
  readonly cancelLabel: string;
  /** Offered where the add-in asks instead of stopping, and where it did not answer. */
  readonly canSendAnyway: boolean;
}

/** How long a launch event may run (docs, Smart Alerts). */
const LAUNCH_LIMIT_MS = 300_000;

/** One person's Outlook: what is open in it, and what its add-ins may do with that. */
export class OutlookSession {
  readonly threads = signal<readonly MailThread[]>([]);
  readonly messageId = signal<number | null>(null);
  readonly draft = signal<Draft | null>(null);
  readonly theme = signal<Theme>('light');
  readonly pinned = signal(true);
  readonly paneOpen = signal(true);
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

  private pane: FrameBridge | null = null;
  private events: FrameBridge | null = null;
  private opening = 0;

  constructor(
    readonly owner: Colleague,
    readonly manifest: ManifestFacts,
    private readonly mail: MailClient,
  ) {}

  async load(): Promise<void> {
    this.threads.value = await this.mail.threads(this.owner.email);
  }

  select(id: number | null): void {
    this.messageId.value = id;
    this.leaveItem();
  }

  write(): void {
    void this.compose(newDraft(this.nextToken()));
  }

  reply(toAll: boolean): void {
    if (this.message.value !== null) this.replyWith(this.message.value, '', toAll);
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
    this.pane?.changed('OfficeThemeChanged');
  }

  /** What the button of a Smart Alert with a command does: the pane opens, and is what the person is in. */
  openPane(): void {
    this.paneOpen.value = true;
    this.pane?.focus();
  }

  usePane(bridge: FrameBridge | null): void {
    this.pane = bridge;
  }

  useEvents(bridge: FrameBridge | null): void {
    this.events = bridge;
  }

  /** What an add-in's frame sees: the pane what is open, launch events always the message that is being written. */
  readonly frameSource: FrameSource = {
    state: () => this.state(),
    call: (token, method, args) => this.call(token, method, args),
  };

  private state(): HostState {
    const { name: displayName, email: emailAddress } = this.owner;
    const item = this.itemFacts();
    return { profile: OUTLOOK_ON_THE_WEB, user: { displayName, emailAddress }, theme: this.theme.value, item };
  }

  private itemFacts(): HostState['item'] {
    if (this.draft.value !== null) return factsOfDraft(this.draft.value, new Date().toISOString());
    return this.message.value === null ? null : factsOfMessage(this.message.value, this.readToken());
  }

  private async call(token: string, method: string, args: readonly unknown[]): Promise<unknown> {
    const calls = this.callsFor(token);
    const call = calls[method];
    if (call === undefined) throw new OfficeRefusal(7000, 'OperationNotSupported', `${method} is not for this item.`);
    return call(...(args as never[]));
  }

  private callsFor(token: string): ReturnType<typeof readCalls> {
    const notify = (text: string | null) => {
      this.notice.value = text;
    };
    const draft = this.draft.value;
    if (draft !== null && token === draft.token) {
      const own = { displayName: this.owner.name, emailAddress: this.owner.email };
      return composeCalls(draft, { own, change: (changes) => this.change(changes), notify });
    }
    if (this.message.value === null || token !== this.readToken()) {
      throw new OfficeRefusal(9020, 'GenericResponseError', 'The item is no longer open.');
    }
    return readCalls(this.message.value, {
      notify,
      keepProperties: async ({ id }, properties) => {
        await this.mail.keepProperties(this.owner.email, id, properties);
        await this.load();
      },
      reply: (message, html, toAll) => this.replyWith(message, html, toAll),
    });
  }

  private replyWith(message: MailMessage, html: string, toAll: boolean): void {
    const own = this.owner.email.toLowerCase();
    void this.compose(replyTo(message, { token: this.nextToken(), html, toAll, own }));
  }

  private async compose(draft: Draft): Promise<void> {
    this.draft.value = draft;
    this.itemChanged();
    const started = this.manifest.events.OnNewMessageCompose;
    if (started !== undefined) await this.events?.launch(started.functionName, LAUNCH_LIMIT_MS);
  }

  private async askAddIn(): Promise<SmartAlert | null> {
    const asked = this.manifest.events.OnMessageSend;
    if (asked === undefined || this.events === null) return null;
    const answer = await this.events.launch(asked.functionName, LAUNCH_LIMIT_MS);
    return alertFor(answer, asked.sendMode ?? 'SoftBlock');
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
    this.itemChanged();
  }

  private itemChanged(): void {
    this.pane?.changed('ItemChanged');
  }

  private readToken(): string {
    return `read-${this.messageId.value}-${this.opening}`;
  }

  private nextToken(): string {
    this.opening += 1;
    return `draft-${this.opening}`;
  }
}

/** What Outlook makes of a handler's answer (docs, OnMessageSend: what each send mode does, also when the add-in does not answer). */
function alertFor(answer: LaunchAnswer, sendMode: string): SmartAlert | null {
  if (answer === 'no_answer') {
    return {
      message: 'The add-in is not available at the moment.',
      cancelLabel: "Don't send",
      canSendAnyway: sendMode !== 'Block',
    };
  }
  if (answer.allowEvent !== false) return null;
  const asks = (answer.sendModeOverride ?? sendMode).toLowerCase() === 'promptuser';
  return {
    message: answer.errorMessage ?? 'The add-in stopped this message.',
    cancelLabel: answer.cancelLabel ?? "Don't send",
    canSendAnyway: asks,
  };
}
