import type {
  Absence,
  AccessToken,
  FileToAttach,
  HostAbilities,
  HostError,
  MailHost,
  MessageToPlace,
  Opened,
  OpenItem,
  Theme,
} from '../../../addin/host/mail-host.ts';

/** An open message from the customer `c1` unless the test says otherwise. */
export function aMessage(changes: Partial<OpenItem> = {}): OpenItem {
  return {
    key: 'read:1',
    mode: 'read',
    subject: 'Invoice 104233',
    participants: [
      { role: 'from', address: 'ana@contoso.example', name: 'Ana Ruiz' },
      { role: 'to', address: 'ar@own.example', name: 'AR' },
    ],
    ownAddress: 'ar@own.example',
    sharedMailbox: null,
    isProtected: false,
    sentAt: '2026-11-20T08:00:00.000Z',
    conversation: 'conv-1',
    internetMessageId: '<m1@contoso.example>',
    references: null,
    replyTo: null,
    text: 'When do we pay?',
    carried: null,
    ...changes,
  };
}

/** What a client can do that has every call. */
export const CAN_ALL: HostAbilities = {
  reply: true,
  newMessage: true,
  attachToForm: true,
  attachToDraft: true,
  browser: true,
  sending: true,
};

/** A mail client in which the test opens messages. */
export class FakeHost implements MailHost {
  readonly locale: string = 'en-GB';
  can: HostAbilities = { ...CAN_ALL };
  item: OpenItem | null = aMessage();
  /** Why there is no message, where `item` is null. */
  absence: Absence = 'none';
  readonly placed: {
    readonly how: 'reply' | 'replyAll' | 'insert' | 'new';
    readonly message: MessageToPlace;
    readonly recipients?: readonly string[];
  }[] = [];
  /** The addresses that were opened in the browser. */
  readonly opened: string[] = [];
  signOuts = 0;
  /** What is had without asking the user; null where that is not possible. */
  silentToken: AccessToken | null = null;
  /** What the next sign-in, or the next reply, fails with. */
  failure: HostError | null = null;
  /** Lets the test hold back what the host hands over. */
  beforeItem: () => Promise<void> = () => Promise.resolve();
  accessToken: AccessToken = { token: 'access', expiresAt: new Date('2026-11-20T10:00:00.000Z') };
  private changed: () => void = () => undefined;

  /** Opens another message, or none, and says so as Outlook does. */
  select(item: OpenItem | null): void {
    this.item = item;
    this.changed();
  }

  openItemKey(): string | null {
    return this.item?.key ?? null;
  }

  async openItem(): Promise<Opened> {
    const { item, absence } = this;
    await this.beforeItem();
    return item === null ? { is: 'absent', why: absence } : { is: 'message', item };
  }

  async watchItem(changed: () => void): Promise<void> {
    this.changed = changed;
  }

  async reply(_itemKey: string, message: MessageToPlace, toAll: boolean): Promise<void> {
    this.fail();
    this.placed.push({ how: toAll ? 'replyAll' : 'reply', message });
  }

  async insert(_itemKey: string, message: MessageToPlace): Promise<void> {
    this.fail();
    this.placed.push({ how: 'insert', message });
  }

  async newMessage(message: MessageToPlace, recipients: readonly string[]): Promise<void> {
    this.fail();
    this.placed.push({ how: 'new', message, recipients });
  }

  /** The names of the files in the message that is being written; null for a client that does not say. */
  attached: readonly string[] | null = [];

  async attachedNames(): Promise<readonly string[] | null> {
    return this.attached;
  }

  async attach(_itemKey: string, files: readonly FileToAttach[]): Promise<void> {
    this.fail();
    this.attached = [...(this.attached ?? []), ...files.map(({ name }) => name)];
  }

  openInBrowser(url: string): void {
    this.opened.push(url);
  }

  async signInSilently(): Promise<AccessToken | null> {
    return this.silentToken;
  }

  async signOut(): Promise<void> {
    this.signOuts += 1;
  }

  theme(): Theme | null {
    return null;
  }

  async watchTheme(): Promise<void> {}

  async signIn(): Promise<AccessToken> {
    this.fail();
    return this.accessToken;
  }

  private fail(): void {
    const { failure } = this;
    this.failure = null;
    if (failure !== null) throw failure;
  }
}
