import type { Draft } from './draft.ts';
import type { FrameKind } from './frame-bridge.ts';
import type { HostProfile } from './host-profile.ts';
import type { MailPerson } from './office-protocol.ts';
import { OfficeRefusal } from './office-refusal.ts';
import type { Calls } from './read-calls.ts';

/** What the calls on a draft need of the mail client. */
export interface ComposeSide {
  readonly profile: HostProfile;
  /** Whether the pane or a launch event calls. */
  readonly from: FrameKind;
  change(changes: Partial<Draft>): void;
  notify(text: string | null): void;
}

const MAX_BODY = 1_000_000;
const MAX_SUBJECT = 255;

/** The calls of the Mailbox API on a draft. */
export function composeCalls(draft: Draft, side: ComposeSide): Calls {
  return {
    'subject.get': () => draft.subject,
    'subject.set': (subject: string) => side.change({ subject: limited(subject, MAX_SUBJECT) }),
    'from.get': () => draft.from,
    ...peopleCalls('to', draft, side),
    ...peopleCalls('cc', draft, side),
    ...peopleCalls('bcc', draft, side),
    'body.get': (coercion: string) => (coercion === 'html' ? draft.html : wordsOf(draft.html)),
    'body.type': () => 'html',
    'body.prepend': (html: string) => side.change({ html: limited(html, MAX_BODY) + draft.html }),
    'body.set': (html: string) => side.change({ html: limited(html, MAX_BODY) }),
    'body.insert': (html: string) => side.change({ html: limited(html, MAX_BODY) + draft.html }),
    ...headerCalls(draft, side),
    ...propertyCalls(draft, side),
    'files.get': () => draft.files.map(({ name, base64 }, at) => ({ id: String(at), name, size: base64.length })),
    'files.add': (base64: string, name: string) => {
      side.change({ files: [...draft.files, { name: limited(name, MAX_SUBJECT), base64 }] });
      return String(draft.files.length);
    },
    'shared.get': () => ({ owner: draft.from.emailAddress }),
    save: () => `draft-${draft.token}`,
    notify: (_key: string, { message }: { message: string }) => side.notify(message),
    unnotify: () => side.notify(null),
  };
}

function headerCalls(draft: Draft, { profile, from, change }: ComposeSide): Calls {
  return {
    'headers.get': (names: string[]) => Object.fromEntries(names.flatMap((name) => pair(draft.headers, name))),
    'headers.set': (headers: Record<string, string>) => {
      const wanted = onlyExtensions(headers);
      if (profile.losesHeadersOfPane && from === 'pane') return;
      change({ headers: { ...draft.headers, ...wanted } });
    },
    'headers.remove': (names: string[]) =>
      change({ headers: Object.fromEntries(Object.entries(draft.headers).filter(([name]) => !names.includes(name))) }),
  };
}

function propertyCalls(draft: Draft, { profile, from, change }: ComposeSide): Calls {
  const isHidden = from === 'events' && draft.unseenByEvents;
  return {
    'properties.get': () => (isHidden ? {} : draft.properties),
    'properties.set': (properties: Record<string, string>) =>
      change({
        properties: isHidden ? { ...draft.properties, ...properties } : properties,
        unseenByEvents: draft.unseenByEvents || (from === 'pane' && profile.hidesPropertiesFromEvents),
      }),
  };
}

function peopleCalls(field: 'to' | 'cc' | 'bcc', draft: Draft, side: ComposeSide): Calls {
  return {
    [`${field}.get`]: () => draft[field],
    [`${field}.set`]: (people: (string | MailPerson)[]) => side.change({ [field]: people.map(asPerson) }),
    [`${field}.add`]: (people: (string | MailPerson)[]) =>
      side.change({ [field]: [...draft[field], ...people.map(asPerson)] }),
  };
}

export function asPerson(person: string | MailPerson): MailPerson {
  return typeof person === 'string' ? { displayName: '', emailAddress: person } : person;
}

/** Office.js throws before it asks; here it is the host that refuses, which add-ins see the same way. */
function limited(text: string, most: number): string {
  if (text.length > most) throw new OfficeRefusal(9031, 'InvalidParameterValueError', `At most ${most} characters.`);
  return text;
}

/** Add-ins set headers that begin with x- and no others (reference of InternetHeaders). */
function onlyExtensions(headers: Record<string, string>): Record<string, string> {
  const wrong = Object.keys(headers).find((name) => !/^x-/i.test(name));
  if (wrong === undefined) return headers;
  throw new OfficeRefusal(9031, 'InvalidParameterValueError', `${wrong} does not begin with x-.`);
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
