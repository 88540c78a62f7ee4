import type { MailMessage } from '../mailbox/mail-client.ts';
import type { Draft } from './draft.ts';
import type { MailPerson } from './office-protocol.ts';

/** Refused as the real host would refuse; becomes the error of the call's result. */
export class OfficeRefusal extends Error {
  constructor(
    readonly code: number,
    readonly label: string,
    message: string,
  ) {
    super(message);
  }
}

/** What the calls on a read message need of the mail client. */
export interface ReadSide {
  keepProperties(message: MailMessage, properties: Record<string, string>): Promise<void>;
  reply(message: MailMessage, html: string, toAll: boolean): void;
  notify(text: string | null): void;
}

/** What the calls on a draft need of the mail client. */
export interface ComposeSide {
  readonly own: MailPerson;
  change(changes: Partial<Draft>): void;
  notify(text: string | null): void;
}

type Call = (...args: never[]) => unknown;

/** The calls of the Mailbox API on a message that is read, by the names that the stand-in in the frame gives them. */
export function readCalls(message: MailMessage, side: ReadSide): Readonly<Record<string, Call>> {
  return {
    'body.get': (coercion: string) => (coercion === 'html' ? message.html : message.text),
    // The real host does not show a sent copy's own x-headers (office-js#6796).
    'headers.all': () =>
      message.headers
        .filter(({ name }) => !(message.sent && /^x-/i.test(name)))
        .map(({ name, value }) => `${name}: ${value}`)
        .join('\r\n'),
    'properties.get': () => message.properties,
    'properties.set': (properties: Record<string, string>) => side.keepProperties(message, properties),
    reply: (html: string) => side.reply(message, html, false),
    replyAll: (html: string) => side.reply(message, html, true),
    notify: (_key: string, { message: text }: { message: string }) => side.notify(text),
    unnotify: () => side.notify(null),
  };
}

/** The calls of the Mailbox API on a draft. */
export function composeCalls(draft: Draft, side: ComposeSide): Readonly<Record<string, Call>> {
  return {
    'subject.get': () => draft.subject,
    'subject.set': (subject: string) => side.change({ subject: limited(subject, 255) }),
    'from.get': () => side.own,
    ...peopleCalls('to', draft, side),
    ...peopleCalls('cc', draft, side),
    'body.get': (coercion: string) => (coercion === 'html' ? draft.html : wordsOf(draft.html)),
    'body.type': () => 'html',
    'body.prepend': (html: string) => side.change({ html: limited(html, 1_000_000) + draft.html }),
    'body.set': (html: string) => side.change({ html: limited(html, 1_000_000) }),
    'body.insert': (html: string) => side.change({ html: limited(html, 1_000_000) + draft.html }),
    'headers.get': (names: string[]) => Object.fromEntries(names.flatMap((name) => pair(draft.headers, name))),
    'headers.set': (headers: Record<string, string>) =>
      side.change({ headers: { ...draft.headers, ...onlyExtensions(headers) } }),
    'headers.remove': (names: string[]) =>
      side.change({
        headers: Object.fromEntries(Object.entries(draft.headers).filter(([name]) => !names.includes(name))),
      }),
    'properties.get': () => draft.properties,
    'properties.set': (properties: Record<string, string>) => side.change({ properties }),
    save: () => `draft-${draft.token}`,
    notify: (_key: string, { message }: { message: string }) => side.notify(message),
    unnotify: () => side.notify(null),
  };
}

function peopleCalls(field: 'to' | 'cc', draft: Draft, side: ComposeSide): Readonly<Record<string, Call>> {
  return {
    [`${field}.get`]: () => draft[field],
    [`${field}.set`]: (people: (string | MailPerson)[]) => side.change({ [field]: people.map(asPerson) }),
    [`${field}.add`]: (people: (string | MailPerson)[]) =>
      side.change({ [field]: [...draft[field], ...people.map(asPerson)] }),
  };
}

function asPerson(person: string | MailPerson): MailPerson {
  return typeof person === 'string' ? { displayName: '', emailAddress: person } : person;
}

function limited(text: string, most: number): string {
  if (text.length > most) throw new OfficeRefusal(9006, 'DataExceedsMaximumSize', `At most ${most} characters.`);
  return text;
}

/** Add-ins set headers that begin with x- and no others (reference of InternetHeaders). */
function onlyExtensions(headers: Record<string, string>): Record<string, string> {
  const wrong = Object.keys(headers).find((name) => !/^x-/i.test(name));
  if (wrong !== undefined) throw new OfficeRefusal(9025, 'InvalidHeaderName', `${wrong} does not begin with x-.`);
  return headers;
}

function pair(headers: Readonly<Record<string, string>>, name: string): [string, string][] {
  const value = headers[name];
  return value === undefined ? [] : [[name, value]];
}

function wordsOf(html: string): string {
  return (
    new DOMParser().parseFromString(html.replace(/<(br|\/p|\/div|\/tr)[^>]*>/gi, '$&\n'), 'text/html').body
      .textContent ?? ''
  );
}
