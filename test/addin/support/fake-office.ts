/** The numbers of Office.js' own enums; only that they are told apart matters here. */
export const ENUMS = {
  AsyncResultStatus: { Succeeded: 'succeeded', Failed: 'failed' },
  CoercionType: { Text: 'text', Html: 'html' },
  EventType: {
    ItemChanged: 'olkItemSelectedChanged',
    OfficeThemeChanged: 'officeThemeChanged',
    DialogMessageReceived: 'dialogMessageReceived',
    DialogEventReceived: 'dialogEventReceived',
  },
} as const;

type Done = (result: unknown) => void;

/** A call of Office.js that succeeds with what `work` gives, or fails with what it throws. */
export function asyncCall(work: (...given: never[]) => unknown) {
  return (...given: unknown[]): void => {
    const done = given.at(-1) as Done;
    const before = given.slice(0, -1) as never[];
    queueMicrotask(() => {
      try {
        done({ status: 'succeeded', value: work(...before) });
      } catch (error) {
        done({ status: 'failed', error: { name: 'Refused', message: (error as Error).message, code: 9020 } });
      }
    });
  };
}

/** A call of Office.js that fails, as those do that a client does not allow. */
export const refusing = (why: string) =>
  asyncCall(() => {
    throw new Error(why);
  });

/** What the item has in a shared or delegate's mailbox, and there alone. */
export function sharedBy(owner: string): Record<string, unknown> {
  return { getSharedPropertiesAsync: asyncCall(() => ({ owner, delegatePermissions: 7 })) };
}

/** A message whose text Outlook does not hand over: encrypted, or protected by rights. */
export function protectedItem(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return readItem({ body: { getAsync: refusing('protected') }, ...changes });
}

/** A message as phones show it: Mailbox 1.5, no forms, no shared mailbox. */
export function phoneItem(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return readItem({ getAllInternetHeadersAsync: undefined, internetMessageId: undefined, ...changes });
}

/** What a message keeps: custom properties, and the headers of one being written. */
export class FakeStore {
  readonly properties = new Map<string, string>();
  readonly headers = new Map<string, string>();
  saves = 0;

  readonly loadCustomPropertiesAsync = asyncCall(() => ({
    get: (name: string) => this.properties.get(name),
    set: (name: string, value: string) => this.properties.set(name, value),
    remove: (name: string) => this.properties.delete(name),
    saveAsync: asyncCall(() => {
      this.saves += 1;
    }),
  }));

  readonly internetHeaders = {
    getAsync: asyncCall((names: string[]) =>
      Object.fromEntries(
        [...names].flatMap((name) => (this.headers.has(name) ? [[name, this.headers.get(name)]] : [])),
      ),
    ),
    setAsync: asyncCall((headers: Record<string, string>) => {
      for (const [name, value] of Object.entries(headers)) this.headers.set(name, value);
    }),
  };
}

const ANA = { displayName: 'Ana Ruiz', emailAddress: 'ana@contoso.example' };
const AR = { displayName: 'AR', emailAddress: 'ar@own.example' };

/** A message that is being read. */
export function readItem(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...new FakeStore(),
    itemType: 'message',
    itemId: 'id-1',
    conversationId: 'conv-1',
    internetMessageId: '<m1@contoso.example>',
    subject: 'Invoice 104233',
    dateTimeCreated: new Date('2026-11-20T08:00:00.000Z'),
    from: ANA,
    to: [AR],
    cc: [],
    body: { getAsync: asyncCall(() => 'We pay on Friday.\r\n\r\nFrom: AR\r\nSent: Monday\r\n104233 is open') },
    getAllInternetHeadersAsync: asyncCall(() => 'Subject: x\r\nReferences: <a@x>\r\n <b@x>\r\nIn-Reply-To: <b@x>\r\n'),
    ...changes,
  };
}

export interface Written {
  html: string;
  subject: string;
}

/** A message that is being written, with what became of it. */
export function composeItem(written: Written, changes: Record<string, unknown> = {}, store = new FakeStore()) {
  return {
    ...store,
    itemType: 'message',
    conversationId: 'conv-1',
    subject: {
      getAsync: asyncCall(() => written.subject),
      setAsync: asyncCall((subject: string) => {
        written.subject = subject;
      }),
    },
    to: { getAsync: asyncCall(() => [ANA]) },
    cc: { getAsync: asyncCall(() => []) },
    bcc: { getAsync: asyncCall(() => []) },
    body: {
      getAsync: asyncCall(() => written.html),
      getTypeAsync: asyncCall(() => 'html'),
      prependAsync: asyncCall((text: string) => {
        written.html = text + written.html;
      }),
    },
    ...changes,
  };
}

/** Office.js beside that item. */
export function fakeOffice(item: unknown, context: Record<string, unknown> = {}) {
  const handlers = new Map<string, () => void>();
  const mailbox = {
    item,
    userProfile: AR,
    addHandlerAsync: asyncCall(() => undefined),
  };
  mailbox.addHandlerAsync = (...given: unknown[]) => {
    handlers.set(String(given[0]), given[1] as () => void);
    (given[2] as Done)({ status: 'succeeded' });
  };
  const office = { ...ENUMS, context: { displayLanguage: 'de-DE', mailbox, ui: {}, ...context } };
  return { office: office as never, mailbox, handlers };
}
