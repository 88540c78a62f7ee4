import type { AccessToken, MailHost, MessageToPlace, OpenItem, Theme } from './mail-host.ts';
import { called, type OfficeApi } from './outlook-call.ts';
import { signInByDialog } from './outlook-dialog.ts';
import { keyOf, messageItem, readOpenItem } from './outlook-item.ts';
import { canReply, insertMessage, openReply } from './outlook-message.ts';
import { themeOf } from './outlook-theme.ts';

/** MailHost over Office.js. */
export class OutlookHost implements MailHost {
  constructor(
    private readonly office: OfficeApi,
    private readonly signInPage: string,
  ) {}

  get locale(): string {
    return this.office.context.displayLanguage || 'en';
  }

  get canReply(): boolean {
    return canReply(this.office);
  }

  openItemKey(): string | null {
    const item = messageItem(this.office);
    return item === null ? null : keyOf(item);
  }

  openItem(): Promise<OpenItem | null> {
    return readOpenItem(this.office);
  }

  async watchItem(changed: () => void): Promise<void> {
    const { mailbox } = this.office.context;
    await called<void>(this.office, (done) =>
      mailbox.addHandlerAsync(this.office.EventType.ItemChanged, changed, done),
    );
  }

  reply(itemKey: string, message: MessageToPlace, toAll: boolean): Promise<void> {
    return openReply(this.office, itemKey, message, toAll);
  }

  insert(itemKey: string, message: MessageToPlace): Promise<void> {
    return insertMessage(this.office, itemKey, message);
  }

  theme(): Theme | null {
    return themeOf(this.office);
  }

  async watchTheme(changed: () => void): Promise<void> {
    if (themeOf(this.office) === null) return;
    const { mailbox } = this.office.context;
    const { OfficeThemeChanged } = this.office.EventType;
    await called<void>(this.office, (done) => mailbox.addHandlerAsync(OfficeThemeChanged, changed, done));
  }

  signIn(): Promise<AccessToken> {
    return signInByDialog(this.office, this.signInPage);
  }
}
