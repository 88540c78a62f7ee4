import type { AccessToken, FileToAttach, HostAbilities, MailHost, MessageToPlace, Opened, Theme } from './mail-host.ts';
import { called, has, type OfficeApi } from './outlook-call.ts';
import { attachedNames, attachFiles } from './outlook-files.ts';
import { keyOf, messageItem, readOpened } from './outlook-item.ts';
import { draftOf, insertMessage, openNewMessage, openReply, sendingAbilities } from './outlook-message.ts';
import { OutlookSignIn } from './outlook-sign-in.ts';
import { themeOf } from './outlook-theme.ts';

/** Where nothing is sent from the pane. */
const PHONES: readonly string[] = ['iOS', 'Android'];

/** MailHost over Office.js. */
export class OutlookHost implements MailHost {
  private readonly signingIn: OutlookSignIn;

  constructor(
    private readonly office: OfficeApi,
    signInPage: string,
  ) {
    this.signingIn = new OutlookSignIn(office, signInPage);
  }

  get locale(): string {
    return this.office.context.displayLanguage || 'en';
  }

  get can(): HostAbilities {
    const { context } = this.office;
    const browser = has(context.ui, 'openBrowserWindow');
    return { ...sendingAbilities(this.office), browser, sending: !PHONES.includes(String(context.platform)) };
  }

  openItemKey(): string | null {
    const item = messageItem(this.office);
    return item === null ? null : keyOf(item);
  }

  openItem(): Promise<Opened> {
    return readOpened(this.office);
  }

  async watchItem(changed: () => void): Promise<void> {
    const { mailbox } = this.office.context;
    // A pane that cannot be pinned, as on phones, lives and dies with its item.
    if (!has(mailbox, 'addHandlerAsync')) return;
    const watching = called<void>(this.office, (done) =>
      mailbox.addHandlerAsync(this.office.EventType.ItemChanged, changed, done),
    );
    await watching.catch(() => undefined);
  }

  reply(itemKey: string, message: MessageToPlace, toAll: boolean): Promise<void> {
    return openReply(this.office, itemKey, message, toAll);
  }

  newMessage(message: MessageToPlace, recipients: readonly string[]): Promise<void> {
    return openNewMessage(this.office, message, recipients);
  }

  insert(itemKey: string, message: MessageToPlace): Promise<void> {
    return insertMessage(this.office, itemKey, message);
  }

  async attachedNames(itemKey: string): Promise<readonly string[] | null> {
    return attachedNames(this.office, draftOf(this.office, itemKey));
  }

  async attach(itemKey: string, files: readonly FileToAttach[]): Promise<void> {
    await attachFiles(this.office, draftOf(this.office, itemKey), files);
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

  openInBrowser(url: string): void {
    const { ui } = this.office.context;
    // WebView2 opens no window of its own for a file; Outlook hands the address to the browser.
    if (has(ui, 'openBrowserWindow')) ui.openBrowserWindow(url);
    else window.open(url, '_blank', 'noopener');
  }

  signIn(): Promise<AccessToken> {
    return this.signingIn.signIn();
  }

  signInSilently(): Promise<AccessToken | null> {
    return this.signingIn.silently();
  }

  async signOut(): Promise<void> {
    this.signingIn.forget();
  }
}
