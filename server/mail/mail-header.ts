import parseAddresses from 'nodemailer/lib/addressparser';
import { decodeWords } from 'postal-mime';

/** A mailbox as a header names it: `address` as it stands there (it may be no address at all), `name` decoded for reading. */
export interface Mailbox {
  readonly address: string;
  readonly name: string;
}

/** A header of a hundred recipients has about 5,000 characters. */
const MAX_HEADER = 20_000;

/**
 * The mailboxes of a `From`, `Reply-To`, `To` or `Cc` header as it stands in a message; groups are opened, folds undone.
 *
 * Of the two parsers at hand nodemailer's is taken: for `=?utf-8?B?…?=` alone postal-mime reads an address out of the encoded word, where RFC 2047
 * allows none, it drops the quotes of `"ana@x.example"@y.example`, and it makes two mailboxes of Outlook's `Doe, Ana <ana@x.example>`.
 * nodemailer's leaves words encoded, so postal-mime decodes the names, after the addresses have been taken out.
 */
export function mailboxesOf(header: string): Mailbox[] {
  return parseAddresses(oneField(header), { flatten: true }).map(({ address, name }) => ({
    address,
    name: decodeWords(name),
  }));
}

/** Ends where the header ends: at a line break that is no fold. A control character must not be dropped, or the parser would make another address. */
function oneField(header: string): string {
  const [field = ''] = header
    .slice(0, MAX_HEADER)
    .trim()
    .split(/\r?\n(?![ \t])/, 1);
  return field.replace(/[^\P{Cc}\t\r\n]/gu, '\uFFFD');
}

/** A subject or display name for reading: encoded words decoded, folds and characters that cannot be seen undone. */
export function readableText(text: string): string {
  return decodeWords(text)
    .replace(/\p{Cf}+/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}
