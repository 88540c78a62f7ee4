import type { ItemFacts } from '../outlook/office-protocol.ts';
import type { AsyncResult, Callback, HostLink } from './host-link.ts';

/** The longest that the reply form of Outlook takes: 32 KB (reference of displayReplyForm). */
const MAX_FORM_BYTES = 32 * 1024;
/** Of all custom properties of one add-in on one item (docs, metadata for an Outlook add-in). */
const MAX_PROPERTIES = 2_500;

type Api = Readonly<Record<string, unknown>>;

/** The item as Office.js shows it: its facts at once, the rest by asking. A member that its mode does not have is not there. */
export function itemApi(link: HostLink, facts: ItemFacts): Api {
  return facts.mode === 'read' ? readItem(link, facts) : composeItem(link, facts);
}

/** Makes an `…Async` method: the arguments before the callback go to the page. `options` may stand before the callback. */
function asked(link: HostLink, { token }: ItemFacts, method: string, count: number) {
  return (...given: unknown[]): void => {
    const { args, callback } = taken(given, count);
    link.call(token, method, args, callback);
  };
}

function taken(given: readonly unknown[], count: number): { args: unknown[]; callback: Callback } {
  const last = given.at(-1);
  const callback = typeof last === 'function' ? (last as Callback) : () => {};
  const before = typeof last === 'function' ? given.slice(0, -1) : [...given];
  return { args: before.slice(0, count + 1), callback };
}

function common(link: HostLink, facts: ItemFacts): Api {
  return {
    itemType: 'message',
    conversationId: facts.conversationId,
    dateTimeCreated: new Date(facts.created),
    loadCustomPropertiesAsync: propertiesLoader(link, facts),
    notificationMessages: {
      addAsync: asked(link, facts, 'notify', 2),
      replaceAsync: asked(link, facts, 'notify', 2),
      removeAsync: asked(link, facts, 'unnotify', 1),
    },
  };
}

function readItem(link: HostLink, facts: ItemFacts): Api {
  const reply =
    (method: string) =>
    (form: unknown, ...rest: unknown[]) => {
      const { callback } = taken(rest, 1);
      link.call(facts.token, method, [formHtml(form)], callback);
    };
  return {
    ...common(link, facts),
    itemId: facts.itemId,
    internetMessageId: facts.internetMessageId,
    subject: facts.subject,
    normalizedSubject: facts.subject.replace(/^(re|fw|fwd|aw|wg):\s*/i, ''),
    from: facts.from,
    sender: facts.from,
    to: facts.to,
    cc: facts.cc,
    body: { getAsync: asked(link, facts, 'body.get', 1) },
    getAllInternetHeadersAsync: asked(link, facts, 'headers.all', 0),
    displayReplyForm: reply('reply'),
    displayReplyAllForm: reply('replyAll'),
    displayReplyFormAsync: reply('reply'),
    displayReplyAllFormAsync: reply('replyAll'),
  };
}

function composeItem(link: HostLink, facts: ItemFacts): Api {
  const ask = (method: string, count: number) => asked(link, facts, method, count);
  const people = (field: string) => ({
    getAsync: ask(`${field}.get`, 0),
    setAsync: ask(`${field}.set`, 1),
    addAsync: ask(`${field}.add`, 1),
  });
  return {
    ...common(link, facts),
    subject: { getAsync: ask('subject.get', 0), setAsync: ask('subject.set', 1) },
    from: { getAsync: ask('from.get', 0) },
    to: people('to'),
    cc: people('cc'),
    body: {
      getAsync: ask('body.get', 1),
      getTypeAsync: ask('body.type', 0),
      prependAsync: ask('body.prepend', 1),
      setAsync: ask('body.set', 1),
      setSelectedDataAsync: ask('body.insert', 1),
    },
    internetHeaders: {
      getAsync: ask('headers.get', 1),
      setAsync: ask('headers.set', 1),
      removeAsync: ask('headers.remove', 1),
    },
    saveAsync: ask('save', 0),
  };
}

function formHtml(form: unknown): string {
  const html = typeof form === 'string' ? form : String((form as { htmlBody?: unknown } | null)?.htmlBody ?? '');
  if (new TextEncoder().encode(html).length > MAX_FORM_BYTES) {
    throw new RangeError('Sys.ArgumentOutOfRangeException: htmlBody is longer than 32 KB.');
  }
  return html;
}

function propertiesLoader(link: HostLink, facts: ItemFacts) {
  return (...given: unknown[]): void => {
    const { callback } = taken(given, 0);
    link.call(facts.token, 'properties.get', [], (result) => {
      callback(result.status === 'failed' ? result : { ...result, value: customProperties(link, facts, result) });
    });
  };
}

function customProperties(link: HostLink, facts: ItemFacts, { value }: AsyncResult): Api {
  const values = new Map(Object.entries(value as Record<string, string>));
  return {
    get: (name: string) => values.get(name),
    getAll: () => Object.fromEntries(values),
    set: (name: string, text: string) => values.set(name, text),
    remove: (name: string) => values.delete(name),
    saveAsync: (...given: unknown[]) => {
      const { callback } = taken(given, 0);
      const all = Object.fromEntries(values);
      if (JSON.stringify(all).length > MAX_PROPERTIES) {
        callback({
          status: 'failed',
          error: { code: 9019, name: 'InternalServerError', message: 'The properties are too long.' },
        });
        return;
      }
      link.call(facts.token, 'properties.set', [all], callback);
    },
  };
}
