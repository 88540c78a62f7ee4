import type {
  AccessToken,
  HostError,
  MailHost,
  MessageToPlace,
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
    conversation: 'conv-1',
    internetMessageId: '<m1@contoso.example>',
    references: null,
    replyTo: null,
    text: 'When do we pay?',
    carried: null,
    ...changes,
  };
}

/** A mail client in which the test opens messages. */
export class FakeHost implements MailHost {
  readonly locale: string = 'en-GB';
  canReply = true;
  item: OpenItem | null = aMessage();
  readonly placed: { readonly how: 'reply' | 'replyAll' | 'insert'; readonly message: MessageToPlace }[] = [];
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

  async openItem(): Promise<OpenItem | null> {
    const { item } = this;
    await this.beforeItem();
    return item;
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
