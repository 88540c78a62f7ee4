import type { MailMessage } from '../mailbox/mail-client.ts';
import type { DraftFile } from './office-protocol.ts';
import { internalError } from './office-refusal.ts';

/** What a call of Office.js is answered with, by the names that the stand-in in the frame gives them. */
export type Calls = Readonly<Record<string, (...args: never[]) => unknown>>;

/** What the calls on a read message need of the mail client. */
export interface ReadSide {
  keepProperties(message: MailMessage, properties: Record<string, string>): Promise<void>;
  reply(
    message: MailMessage,
    form: { readonly html: string; readonly files: readonly DraftFile[] },
    toAll: boolean,
  ): void;
  notify(text: string | null): void;
}

/** All rights of one who shares a mailbox (reference of DelegatePermissions). */
const ALL_RIGHTS = 63;

/** The calls of the Mailbox API on a message that is read. */
export function readCalls(message: MailMessage, side: ReadSide): Calls {
  return {
    'body.get': (coercion: string) => bodyOf(message, coercion),
    // The real host does not show a sent copy's own x-headers (office-js#6796).
    'headers.all': () =>
      message.headers
        .filter(({ name }) => !(message.sent && /^x-/i.test(name)))
        .map(({ name, value }) => `${name}: ${value}`)
        .join('\r\n'),
    'properties.get': () => message.properties,
    'properties.set': (properties: Record<string, string>) => side.keepProperties(message, properties),
    'shared.get': () => ({ owner: message.sharedMailbox, delegatePermissions: ALL_RIGHTS }),
    reply: (html: string, files: readonly DraftFile[]) => side.reply(message, { html, files }, false),
    replyAll: (html: string, files: readonly DraftFile[]) => side.reply(message, { html, files }, true),
    notify: (_key: string, { message: text }: { message: string }) => side.notify(text),
    unnotify: () => side.notify(null),
  };
}

function bodyOf({ kind, html, text }: MailMessage, coercion: string): string {
  if (kind === 'protected') throw internalError();
  return coercion === 'html' ? html : text;
}
