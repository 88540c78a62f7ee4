import { fireEvent, type RenderResult, render } from '@testing-library/preact';
import { expect } from 'chai';
import { SidebarContext } from '../../../addin/components/sidebar-context.ts';
import { TemplatePanel } from '../../../addin/components/TemplatePanel.tsx';
import { HostError } from '../../../addin/host/mail-host.ts';
import {
  type FilledMessage,
  listTemplates,
  prepareDispatch,
  previewDispatch,
  readDispatch,
  readDispatchAttachment,
} from '../../../shared/api/dispatches.ts';
import { linkDocument } from '../../../shared/api/documents.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { pane as english } from '../../../shared/words/en.ts';
import { aCard, aDispatch, aFilled, aTemplate, CLOSED_GATE, foundContext, OPEN_GATE } from '../support/a-card.ts';
import { aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { useDom } from '../support/dom.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';
import { aMessage, CAN_ALL } from '../support/fake-host.ts';

type Drawn = SidebarSetUp & RenderResult;

const words = english.templates;
const GREETING = { kind: 'free' as const, name: 'greeting', text: 'Dear Ana,', original: 'Dear Ana,' };
const LOCKED = { kind: 'locked' as const, text: 'Invoice 104233 is 41 days past due.' };
const STATEMENT = {
  wish: { kind: 'statement' as const },
  fileName: 'statement.pdf',
  contentType: 'application/pdf',
  size: null,
};
const INVOICE = {
  wish: { kind: 'invoice' as const, itemId: 'item-1' },
  fileName: '104233.pdf',
  contentType: 'application/pdf',
  size: 48_400,
};

function partsWith(text: string): FilledMessage['parts'] {
  return [{ ...GREETING, text }, LOCKED];
}

/** The panel with its templates listed, and whatever the test answers otherwise. */
async function listed(answer: (made: SidebarSetUp) => void = () => undefined): Promise<Drawn> {
  const made = await aSignedInSidebar();
  const { api } = made;
  api.on(listTemplates, () => ({
    templates: [
      aTemplate({ id: 't3', name: 'Final notice, English', stage: 'final_notice' }),
      aTemplate({ id: 't2', name: 'Erste Mahnung', language: 'de' }),
      aTemplate(),
      aTemplate({ id: 't4', name: 'Friendly reminder' }),
    ],
    suggested: { templateId: 't1', reason: 'the oldest item is 41 days past due' },
  }));
  api.on(previewDispatch, ({ body }) => ({
    template: aTemplate(),
    filled: aFilled({ parts: partsWith(body.freeParts?.[0]?.text ?? GREETING.original) }),
    gate: OPEN_GATE,
    attachable: [STATEMENT, INVOICE],
  }));
  api.on(prepareDispatch, ({ body }) =>
    aDispatch({ filled: aFilled({ attachments: body.attachments === undefined ? [] : [INVOICE] }) }),
  );
  api.on(readDispatch, () => aDispatch());
  api.on(readDispatchAttachment, () => ({ fileName: '104233.pdf', contentType: 'application/pdf', base64: 'QQ==' }));
  answer(made);
  await made.sidebar.thread.refresh();
  const drawn = render(
    <SidebarContext.Provider value={made.sidebar}>
      <TemplatePanel />
    </SidebarContext.Provider>,
  );
  await made.sidebar.openTemplates();
  return { ...made, ...drawn };
}

async function previewed(answer?: (made: SidebarSetUp) => void): Promise<Drawn> {
  const pane = await listed(answer);
  fireEvent.click(await pane.findByRole('button', { name: 'First notice, English' }));
  await pane.findByRole('heading', { name: words.preview });
  return pane;
}

describe('TemplatePanel', () => {
  useDom();

  it('lists the suggested template first with its reason, the others by stage and language', async () => {
    const pane = await listed();
    const buttons = pane.getAllByRole('button').map(({ textContent }) => textContent);
    expect(buttons).to.deep.equal([
      'First notice, English',
      'Friendly reminder',
      'Erste Mahnung',
      'Final notice, English',
      words.close,
    ]);
    pane.getByText('Suggested: the oldest item is 41 days past due');
    expect(pane.getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).to.deep.equal([
      'First notice',
      'Final notice',
    ]);
    pane.getByText('in German');
    expect(document.activeElement?.textContent).to.equal('First notice, English');
  });

  it('says the verdict and the warning above all, before anything is opened', async () => {
    const pane = await previewed(({ api }) => {
      const gate = { ...OPEN_GATE, warnings: ['Ben Okafor called today at 09:10.'] };
      const filled = aFilled({ parts: partsWith('') });
      api.on(previewDispatch, () => ({ template: aTemplate(), filled, gate, attachable: [] }));
    });
    const text = pane.container.textContent ?? '';
    expect(text.indexOf('Mind: Ben Okafor called today at 09:10.')).to.be.within(0, text.indexOf('Open reply'));
    expect(pane.host.placed).to.deep.equal([]);
  });

  it('shows approved text as text and free parts as named fields, in their order', async () => {
    const pane = await previewed();
    const field = pane.getByLabelText(words.freePart('greeting')) as HTMLTextAreaElement;
    expect(field.value).to.equal('Dear Ana,');
    const locked = pane.getByText(LOCKED.text);
    expect(locked.tagName).to.equal('P');
    expect(field.compareDocumentPosition(locked) & 4).to.equal(4);
  });

  it('marks what was changed, fills it in as the field is left, and goes back to the approved words', async () => {
    const pane = await previewed();
    const field = () => pane.getByLabelText(words.freePart('greeting')) as HTMLTextAreaElement;
    expect(pane.queryByText(words.changed)).to.equal(null);
    fireEvent.input(field(), { target: { value: 'Hi Ana,' } });
    await pane.findByText(words.changed);
    expect(pane.api.of(previewDispatch)).to.have.length(1);
    fireEvent.blur(field());
    await eventually(() => pane.api.of(previewDispatch).length === 2);
    expect(field().value).to.equal('Hi Ana,');
    fireEvent.click(pane.getByRole('button', { name: words.restorePart('greeting') }));
    await eventually(() => field().value === 'Dear Ana,');
    expect(pane.queryByText(words.changed)).to.equal(null);
    await eventually(() => pane.api.of(previewDispatch).length === 3);
  });

  it('keeps what was typed where the server refuses it, and tries again', async () => {
    const pane = await previewed();
    pane.api.on(previewDispatch, () => {
      throw new Refusal('request_invalid');
    });
    const field = pane.getByLabelText(words.freePart('greeting')) as HTMLTextAreaElement;
    fireEvent.input(field, { target: { value: 'Hi' } });
    fireEvent.blur(field);
    await pane.findByText(words.notRenewed);
    expect(field.value).to.equal('Hi');
    const filled = aFilled({ parts: partsWith('Hi') });
    pane.api.on(previewDispatch, () => ({ template: aTemplate(), filled, gate: OPEN_GATE, attachable: [] }));
    fireEvent.click(pane.getByRole('button', { name: 'Try again' }));
    await eventually(() => pane.queryByText(words.notRenewed) === null);
    expect((pane.getByLabelText(words.freePart('greeting')) as HTMLTextAreaElement).value).to.equal('Hi');
  });

  it('keeps field and focus while the preview is filled anew', async () => {
    const pane = await previewed();
    const field = pane.getByLabelText(words.freePart('greeting')) as HTMLTextAreaElement;
    field.focus();
    fireEvent.input(field, { target: { value: 'Hi' } });
    pane.sidebar.templates.renewSoon();
    await eventually(() => pane.api.of(previewDispatch).length === 2);
    await eventually(() => pane.queryByText(words.renewing) === null);
    expect(document.activeElement).to.equal(field);
    expect(field.isConnected).to.equal(true);
  });

  it('goes the way that is chosen, to whom is ticked', async () => {
    const pane = await previewed(({ api }) => {
      const contacts = ['ana@contoso.example', 'leo@contoso.example'].map((email) => ({
        ...aCard().contacts[0],
        name: email.slice(0, 3),
        email,
        phone: '',
        role: '',
        language: 'en',
      }));
      api.on(readThreadContext, () => foundContext(aCard('c1', { contacts })));
    });
    pane.getByText(`${words.recipients}: ana@contoso.example`);
    fireEvent.click(pane.getByRole('radio', { name: words.way.new }));
    const ana = (await pane.findByRole('checkbox', { name: /ana@contoso/ })) as HTMLInputElement;
    expect(ana.checked).to.equal(true);
    fireEvent.click(ana);
    fireEvent.click(pane.getByRole('button', { name: words.place.new }));
    await pane.findByText(words.noRecipient);
    fireEvent.click(pane.getByRole('checkbox', { name: /leo@contoso/ }));
    fireEvent.click(pane.getByRole('button', { name: words.place.new }));
    await pane.findByText(words.placedBy.new);
    expect(pane.host.placed[0]).to.deep.include({ how: 'new', recipients: ['leo@contoso.example'] });
  });

  it('says from which mailbox it goes where the message lies in a shared one', async () => {
    const pane = await previewed(({ host }) => {
      host.item = aMessage({ sharedMailbox: 'collections@own.example' });
    });
    pane.getByText(words.goesFrom('collections@own.example'));
    fireEvent.click(pane.getByRole('radio', { name: words.way.new }));
    await pane.findByText(words.goesFromOwn('collections@own.example'));
  });

  it('says so where this Outlook opens no message', async () => {
    const pane = await previewed(({ host }) => {
      host.can = { ...CAN_ALL, reply: false, newMessage: false };
    });
    pane.getByText(words.noWay);
    expect(pane.queryByRole('button', { name: words.place.reply })).to.equal(null);
  });

  it('places by Ctrl+Enter from a field, and closes by Esc without losing what was written', async () => {
    const pane = await previewed();
    const field = () => pane.getByLabelText(words.freePart('greeting')) as HTMLTextAreaElement;
    fireEvent.input(field(), { target: { value: 'Hi' } });
    fireEvent.keyDown(field(), { key: 'Escape' });
    await eventually(() => pane.container.textContent === '');
    await pane.sidebar.openTemplates();
    fireEvent.click(await pane.findByRole('button', { name: 'First notice, English' }));
    await eventually(() => (pane.queryByLabelText(words.freePart('greeting')) as HTMLTextAreaElement)?.value === 'Hi');
    fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
    await pane.findByText(words.placedBy.reply);
  });
});

describe('the files in the TemplatePanel', () => {
  useDom();

  it('are told with their sizes, opened to look at, and ticked to go with it', async () => {
    const pane = await previewed(({ api }) => {
      api.on(linkDocument, ({ body }) => ({
        url: `https://duethread.example/documents/${body.wish.kind}`,
        expiresAt: '2026-11-20T09:05:00.000Z',
      }));
    });
    pane.getByRole('checkbox', { name: `${words.statement} ${words.madeWhenOpened}` });
    fireEvent.click(pane.getByRole('button', { name: words.openThisFile('104233.pdf') }));
    await eventually(() => pane.host.opened.length === 1);
    expect(pane.host.opened).to.deep.equal(['https://duethread.example/documents/invoice']);
    fireEvent.click(pane.getByRole('checkbox', { name: '104233.pdf 48 kB' }));
    fireEvent.click(pane.getByRole('button', { name: words.place.reply }));
    await pane.findByText(words.placedBy.reply);
    expect(pane.host.placed[0]?.message.files).to.deep.equal([{ name: '104233.pdf', base64: 'QQ==' }]);
  });

  it('say what went wrong where one cannot be opened', async () => {
    const pane = await previewed(({ api }) => {
      api.on(linkDocument, () => {
        throw new Refusal('item_not_found');
      });
    });
    fireEvent.click(pane.getByRole('button', { name: words.openThisFile('statement.pdf') }));
    await pane.findByRole('alert');
    expect(pane.host.opened).to.deep.equal([]);
  });

  const clients = [
    { what: 'only once the message is open', changes: { attachToForm: false }, note: words.filesAfter },
    { what: 'never', changes: { attachToForm: false, attachToDraft: false }, note: words.filesByHand },
  ];
  for (const { what, changes, note } of clients) {
    it(`say before and after what is to do where the client takes them ${what}`, async () => {
      const pane = await previewed(({ host }) => {
        host.can = { ...CAN_ALL, ...changes };
      });
      expect(pane.queryByText(note)).to.equal(null);
      fireEvent.click(pane.getByRole('checkbox', { name: /104233\.pdf/ }));
      await pane.findByText(note);
      fireEvent.click(pane.getByRole('button', { name: words.place.reply }));
      await pane.findByText(words.filesLeft(1));
      pane.getByText(note);
      pane.getByRole('button', { name: words.openThisFile('104233.pdf') });
    });
  }

  it('are attached to a message that is being written, and once more where that failed', async () => {
    const pane = await previewed(({ host }) => {
      host.item = aMessage({ key: 'compose:conv-1', mode: 'compose' });
    });
    fireEvent.click(pane.getByRole('checkbox', { name: /104233\.pdf/ }));
    pane.api.on(readDispatchAttachment, () => {
      throw new Refusal('database_unavailable');
    });
    fireEvent.click(pane.getByRole('button', { name: words.place.insert }));
    const attach = await pane.findByRole('button', { name: words.attach });
    pane.api.on(readDispatchAttachment, () => ({ fileName: '104233.pdf', contentType: '', base64: 'QQ==' }));
    fireEvent.click(attach);
    await eventually(() => pane.queryByText(words.filesLeft(1)) === null);
    expect(pane.host.attached).to.deep.equal(['104233.pdf']);
    pane.getByText(words.placedBy.insert);
  });
});

describe('the TemplatePanel where Outlook does not take the message', () => {
  useDom();

  async function notPlaced(): Promise<Drawn> {
    const pane = await previewed();
    pane.host.failure = new HostError('no_such_mailbox', 'ErrorNonExistentMailbox');
    fireEvent.click(pane.getByRole('button', { name: words.place.reply }));
    await pane.findByText(words.notPlaced);
    return pane;
  }

  it('gives the text to copy', async () => {
    const pane = await notPlaced();
    const copied: string[] = [];
    const clipboard = { writeText: async (text: string) => void copied.push(text) };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    pane.getByText(english.hostFailures.no_such_mailbox);
    fireEvent.click(pane.getByRole('button', { name: words.copyIt }));
    await pane.findByText(words.placedBy.copy);
    expect(copied).to.deep.equal(['Dear Ana']);
  });

  it('selects the text where the frame may not copy', async () => {
    const pane = await notPlaced();
    const clipboard = { writeText: () => Promise.reject(new Error('not allowed')) };
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    fireEvent.click(pane.getByRole('button', { name: words.copyIt }));
    await pane.findByText(words.copyByHand);
    expect(document.activeElement).to.equal(pane.getByLabelText(words.copy));
    fireEvent.click(pane.getByRole('button', { name: words.copiedByHand }));
    await pane.findByText(words.placedBy.copy);
  });

  it('asks for a reason again only where the gate is closed', async () => {
    const pane = await previewed(({ api }) => {
      const filled = aFilled({ parts: partsWith('') });
      api.on(previewDispatch, () => ({ template: aTemplate(), filled, gate: CLOSED_GATE, attachable: [] }));
      api.on(prepareDispatch, () => aDispatch({ gate: CLOSED_GATE }));
    });
    expect(document.activeElement).to.equal(pane.getByLabelText(words.overrideLabel));
    fireEvent.click(pane.getByRole('button', { name: words.placeWithReason.reply }));
    await pane.findByText(words.overrideShort);
    expect(pane.host.placed).to.deep.equal([]);
  });
});
