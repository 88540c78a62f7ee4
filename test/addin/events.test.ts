import { createContext, Script } from 'node:vm';
import { expect } from 'chai';
import ts from 'typescript';
import { useBuilt } from './support/built-pane.ts';
import { asyncCall, composeItem, ENUMS, FakeStore, type Written } from './support/fake-office.ts';

interface Asked {
  readonly url: string;
  readonly body: Record<string, unknown>;
}
type Verdict = {
  readonly allowEvent?: boolean;
  readonly errorMessage?: string;
  readonly commandId?: string;
  readonly cancelLabel?: string;
  readonly sendModeOverride?: string;
};

const MARKED = '<div id="duethread-ticket:d1:t.1"><p>Dear Ana</p></div><p>Regards</p>';

/** What the server answers: a status and a body, `never`, or a broken line. */
type Server = { readonly status: number; readonly body: unknown } | 'never' | 'broken';

/** What the language got only after 2016, which classic Outlook's engine may not have. */
const NEWER = `
  for (const [owner, names] of [
    [Object, ['entries', 'values', 'fromEntries', 'getOwnPropertyDescriptors', 'hasOwn', 'groupBy']],
    [Array.prototype, ['flat', 'flatMap', 'at', 'findLast', 'toSorted', 'toReversed', 'with']],
    [String.prototype, ['padStart', 'padEnd', 'trimStart', 'trimEnd', 'matchAll', 'replaceAll', 'at']],
    [Promise, ['allSettled', 'any', 'withResolvers', 'try']],
    [Promise.prototype, ['finally']],
  ]) for (const name of names) delete owner[name];
`;

interface Client {
  readonly language?: string;
  /** The Mailbox set, 1.x; left out for a client that does not tell. */
  readonly set?: number;
}

describe('events.js', () => {
  const built = useBuilt('vite.events.config.ts');
  /** How often Outlook was told that the event is over. */
  let completed = 0;

  /** Runs the bundle where there is nothing but the language, timers and a way to ask; timers run at once when `hurry` is called. */
  function started(item: unknown, server: Server, by: 'fetch' | 'request' = 'fetch', client: Client = {}) {
    const asked: Asked[] = [];
    const actions = new Map<string, (event: unknown) => void>();
    const timers: { readonly run: () => void; readonly ms: number }[] = [];
    const answer = (url: string, body: string): Promise<{ status: number; text: string }> => {
      asked.push({ url, body: JSON.parse(body) as Record<string, unknown> });
      if (server === 'never') return new Promise(() => undefined);
      if (server === 'broken') return Promise.reject(new Error('broken'));
      return Promise.resolve({ status: server.status, text: JSON.stringify(server.body) });
    };
    const fetch = (url: string, { body }: { body: string }) =>
      answer(url, body).then(({ status, text }) => ({ status, text: () => Promise.resolve(text) }));
    class XMLHttpRequest {
      status = 0;
      responseText = '';
      onload = () => undefined;
      onerror = () => undefined;
      private url = '';
      open(_method: string, url: string) {
        this.url = url;
      }
      setRequestHeader() {}
      send(body: string) {
        answer(this.url, body).then(
          ({ status, text }) => {
            this.status = status;
            this.responseText = text;
            this.onload();
          },
          () => this.onerror(),
        );
      }
    }
    const { language, set } = client;
    const isSetSupported = (name: string, version: string) =>
      name === 'Mailbox' && Number(version.split('.')[1]) <= (set ?? 0);
    const requirements = set === undefined ? {} : { requirements: { isSetSupported } };
    const Office = {
      ...ENUMS,
      context: { displayLanguage: language, mailbox: { item }, ...requirements },
      actions: { associate: (name: string, action: (event: unknown) => void) => actions.set(name, action) },
      onReady: () => Promise.resolve({}),
    };
    const setTimeout = (run: () => void, ms: number) => timers.push({ run, ms });
    const globals = { Office, setTimeout, ...(by === 'fetch' ? { fetch } : { XMLHttpRequest }) };
    const engine = createContext(globals);
    new Script(NEWER).runInContext(engine);
    new Script(built.read(/^events\.js$/)).runInContext(engine);
    completed = 0;
    const raise = (name: string) =>
      new Promise<Verdict | undefined>((resolve) =>
        actions.get(name)?.({
          completed: (verdict?: Verdict) => {
            completed += 1;
            resolve(verdict);
          },
        }),
      );
    const hurry = () => {
      for (const { run } of timers.sort((a, b) => a.ms - b.ms)) run();
    };
    return { asked, raise, hurry, timers, office: Office };
  }

  const allowed = { status: 200, body: { allowed: true, reasons: [], mayGoAnyway: false } };
  const stopped = (reason: string, mayGoAnyway = false) => ({
    status: 200,
    body: { allowed: false, reasons: [reason], mayGoAnyway },
  });
  const written = (html = MARKED): Written => ({ html, subject: 'Open invoices' });

  it('is one script of at most 20 kB without modules', () => {
    const script = built.read(/^events\.js$/);
    expect(Buffer.byteLength(script)).to.be.at.most(20_480);
    expect(script).to.not.match(/\b(import|export|async|await|document|window|localStorage|sessionStorage)\b/);
  });

  it('is written in the language of 2016, which classic Outlook stops at', () => {
    const script = built.read(/^events\.js$/);
    const lowered = (target: ts.ScriptTarget) => ts.transpileModule(script, { compilerOptions: { target } }).outputText;
    // What TypeScript would have to rewrite for 2016 is newer than that.
    expect(lowered(ts.ScriptTarget.ES2016)).to.equal(lowered(ts.ScriptTarget.ESNext));
  });

  it('lets mail without a ticket go at once, and asks nobody', async () => {
    const { raise, asked } = started(composeItem(written('<p>Lunch?</p>')), allowed);
    expect(await raise('onMessageSend')).to.deep.equal({ allowEvent: true });
    expect(asked).to.deep.equal([]);
  });

  it('lets the mail go where there is no item', async () => {
    expect(await started(undefined, allowed).raise('onMessageSend')).to.deep.equal({ allowEvent: true });
  });

  for (const by of ['fetch', 'request'] as const) {
    it(`asks the server with ticket and recipients, by ${by}`, async () => {
      const { raise, asked } = started(composeItem(written()), allowed, by);
      expect(await raise('onMessageSend')).to.deep.equal({ allowEvent: true });
      expect(asked).to.deep.equal([
        {
          // Where there is no location, the address is the one that the server writes into the bundle.
          url: '__BASE_URL__/api/on-send',
          body: {
            ticket: 't.1',
            recipients: ['ana@contoso.example'],
            subject: 'Open invoices',
            conversation: 'conv-1',
          },
        },
      ]);
    });
  }

  it('takes the ticket from the header before the property before the text', async () => {
    const store = new FakeStore();
    const ask = async () => {
      const { raise, asked } = started(composeItem(written(), {}, store), allowed);
      await raise('onMessageSend');
      return asked[0]?.body.ticket;
    };
    expect(await ask()).to.equal('t.1');
    store.properties.set('x-duethread-ticket', 'in.property');
    expect(await ask()).to.equal('in.property');
    store.headers.set('x-duethread-ticket', 'in.header');
    expect(await ask()).to.equal('in.header');
  });

  it('goes on to the next carrier where one fails or is not there', async () => {
    const refuses = asyncCall(() => {
      throw new Error('no');
    });
    const item = composeItem(written(), { internetHeaders: undefined, loadCustomPropertiesAsync: refuses });
    const { raise, asked } = started(item, allowed);
    await raise('onMessageSend');
    expect(asked[0]?.body.ticket).to.equal('t.1');
  });

  it('stops with the reasons, says how to go on, and opens the pane', async () => {
    const { raise } = started(composeItem(written()), stopped('104233 is promised.'));
    const verdict = await raise('onMessageSend');
    expect(verdict).to.deep.equal({
      allowEvent: false,
      errorMessage:
        'Duethread stopped this message. 104233 is promised. To send it all the same, give a reason in the Duethread pane and press Send again.',
      commandId: 'ComposeOpenPane',
      cancelLabel: 'Open Duethread',
    });
    expect(verdict?.cancelLabel?.length).to.be.at.most(20);
  });

  it('keeps the way on in a message that is too long for Outlook', async () => {
    const { raise } = started(composeItem(written()), stopped('x'.repeat(900)));
    const verdict = await raise('onMessageSend');
    expect(verdict?.errorMessage).to.have.length.at.most(500);
    expect(verdict?.errorMessage).to.match(/press Send again\.$/);
  });

  for (const mayGoAnyway of [false, true]) {
    it(`speaks Outlook's own language within its limits, ${mayGoAnyway ? 'asking' : 'stopping'}`, async () => {
      const client = { language: 'de-AT', set: 16 };
      const reason = 'ü'.repeat(900);
      const { raise } = started(composeItem(written()), stopped(reason, mayGoAnyway), 'request', client);
      const verdict = await raise('onMessageSend');
      expect(verdict?.errorMessage).to.match(
        /^Duethread hat diese Nachricht angehalten\. ü+… Um sie trotzdem zu senden/,
      );
      expect(verdict?.errorMessage).to.have.lengthOf(500);
      expect(verdict?.cancelLabel).to.equal('Duethread öffnen');
    });
  }

  it('speaks English where there are no words of the language', async () => {
    const { raise } = started(composeItem(written()), stopped('x'), 'fetch', { language: 'pt-BR' });
    expect((await raise('onMessageSend'))?.cancelLabel).to.equal('Open Duethread');
  });

  it('asks instead of stopping where the company allows it and the client can', async () => {
    const { raise } = started(composeItem(written()), stopped('104233 is promised.', true), 'fetch', { set: 14 });
    expect(await raise('onMessageSend')).to.deep.equal({
      allowEvent: false,
      errorMessage:
        'Duethread stopped this message. 104233 is promised. To send it all the same, give a reason in the Duethread pane first, or send it without one.',
      commandId: 'ComposeOpenPane',
      cancelLabel: 'Open Duethread',
      sendModeOverride: 'promptUser',
    });
  });

  for (const client of [{}, { set: 12 }, { set: 13 }]) {
    it(`stops all the same in a client that cannot ask, of set ${client.set ?? 'unknown'}`, async () => {
      const { raise } = started(composeItem(written()), stopped('104233 is promised.', true), 'fetch', client);
      const verdict = await raise('onMessageSend');
      expect(verdict).to.include({ allowEvent: false });
      expect(verdict).to.not.have.property('sendModeOverride');
      expect(verdict?.errorMessage).to.match(/press Send again\.$/);
    });
  }

  it('stops where the answer does not say that it may go', async () => {
    const body = { allowed: false, reasons: ['x'], mayGoAnyway: 'yes' };
    const { raise } = started(composeItem(written()), { status: 200, body }, 'fetch', { set: 16 });
    expect(await raise('onMessageSend')).to.not.have.property('sendModeOverride');
  });

  const lost: { readonly what: string; readonly server: Server }[] = [
    { what: 'the line is broken', server: 'broken' },
    { what: 'the server fails', server: { status: 500, body: {} } },
    { what: 'the answer is none', server: { status: 200, body: { ok: 1 } } },
    { what: 'too many ask at once', server: { status: 429, body: {} } },
  ];
  for (const { what, server } of lost) {
    it(`lets the mail go where ${what}, and notes in the message that the gate was not reached`, async () => {
      const store = new FakeStore();
      const { raise } = started(composeItem(written(), {}, store), server);
      expect(await raise('onMessageSend')).to.deep.equal({ allowEvent: true });
      expect(Object.fromEntries(store.properties)).to.deep.equal({
        'x-duethread-gate': 'not_reached',
        'x-duethread-dispatch': 'd1',
      });
    });
  }

  it('lets the mail go without that note where the server refuses the ticket', async () => {
    const store = new FakeStore();
    const { raise } = started(composeItem(written(), {}, store), { status: 401, body: { code: 'ticket_refused' } });
    expect(await raise('onMessageSend')).to.deep.equal({ allowEvent: true });
    expect(store.properties.has('x-duethread-gate')).to.equal(false);
  });

  it('waits two seconds for the server, and then lets the mail go', async () => {
    const store = new FakeStore();
    const { raise, hurry, timers, asked } = started(composeItem(written(), {}, store), 'never');
    const verdict = raise('onMessageSend');
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(timers.map(({ ms }) => ms).sort()).to.deep.equal([2_000, 2_900]);
    timers.find(({ ms }) => ms === 2_000)?.run();
    expect(await verdict).to.deep.equal({ allowEvent: true });
    expect(store.properties.get('x-duethread-gate')).to.equal('not_reached');
    hurry();
  });

  it('lets the mail go within three seconds where Outlook itself does not answer', async () => {
    const { raise, hurry } = started(
      composeItem(written(), { internetHeaders: { getAsync: () => undefined } }),
      allowed,
    );
    const verdict = raise('onMessageSend');
    hurry();
    expect(await verdict).to.deep.equal({ allowEvent: true });
  });

  const broken = [
    { what: 'has no mailbox', context: {} },
    {
      what: 'throws at its item',
      context: {
        get mailbox(): never {
          throw new Error('gone');
        },
      },
    },
  ];
  for (const { what, context } of broken) {
    it(`lets the mail go, and ends the other event, where Outlook ${what}`, async () => {
      const { raise, office } = started(undefined, allowed);
      Object.defineProperty(office, 'context', { value: context });
      expect(await raise('onMessageSend')).to.deep.equal({ allowEvent: true });
      expect(await raise('onNewMessageCompose')).to.equal(undefined);
    });
  }

  it('has a stopped mail answered once, however late the rest comes', async () => {
    const { raise, hurry } = started(composeItem(written()), stopped('x'));
    const verdict = raise('onMessageSend');
    expect(await verdict).to.include({ allowEvent: false });
    hurry();
    await new Promise((resolve) => setImmediate(resolve));
    expect(completed).to.equal(1);
  });

  it('ends the event of a new message within three seconds where Outlook does not answer', async () => {
    const item = composeItem(written(), { body: { getAsync: () => undefined } });
    const { raise, hurry, timers } = started(item, allowed);
    const ended = raise('onNewMessageCompose');
    expect(timers.every(({ ms }) => ms < 3_000)).to.equal(true);
    hurry();
    expect(await ended).to.equal(undefined);
  });

  it('moves the ticket of a reply that the pane opened from its text to header and properties', async () => {
    const store = new FakeStore();
    const { raise } = started(composeItem(written(), {}, store), allowed);
    await raise('onNewMessageCompose');
    expect(store.headers.get('x-duethread-ticket')).to.equal('t.1');
    expect(Object.fromEntries(store.properties)).to.deep.equal({
      'x-duethread-ticket': 't.1',
      'x-duethread-dispatch': 'd1',
    });
  });

  it('leaves any other new message alone', async () => {
    const store = new FakeStore();
    const { raise } = started(composeItem(written('<p>Hi</p>'), {}, store), allowed);
    await raise('onNewMessageCompose');
    expect([store.headers.size, store.properties.size, store.saves]).to.deep.equal([0, 0, 0]);
  });
});
