import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { AddonHost } from '../../../demo/google/addon-host.ts';
import { GmailDrafts } from '../../../demo/google/gmail-drafts.ts';
import { GoogleTokens } from '../../../demo/google/google-tokens.ts';
import { MailStore } from '../../../demo/mail/mail-store.ts';
import { newSigningKey } from '../../../demo/sign-in/signing-key.ts';
import { TestClock } from '../../support/app.ts';
import { LocalServer } from '../../support/http.ts';

const DEV = { email: 'dev@brightwater.example', name: 'Dev' };

describe('the stand-in for Google as the add-on’s host', function () {
  this.timeout(30_000);
  const addon = new LocalServer();
  const drafts = new GmailDrafts();
  let host: AddonHost;
  const card = (name: string, extra: object = {}) => ({
    name,
    sections: [{ widgets: [{ textParagraph: { text: name } }] }],
    ...extra,
  });
  const answer = (body: unknown, status = 200) =>
    addon.use((_req, res) => res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)));
  const push = (name: string, extra: object = {}) => ({ action: { navigations: [{ pushCard: card(name, extra) }] } });
  const press = (panel: string, body: unknown) => {
    answer(body);
    return host.press(panel, { function: `${addon.url}/actions/x`, parameters: {}, formInputs: {} });
  };

  before(async () => {
    await addon.start();
    const tokens = new GoogleTokens(await newSigningKey('test'), new TestClock(new Date('2026-11-20T09:00:00.000Z')));
    const store = new MailStore([DEV.email], []);
    host = new AddonHost({
      addonUrl: addon.url,
      tokens,
      store,
      drafts,
      people: [DEV],
      linkPrefixes: ['https://duethread.example/'],
    });
  });
  after(() => addon.stop());

  const opened = async () => {
    answer(push('first'));
    return host.open(DEV.email, null);
  };

  it('shows a trigger’s card', async () => {
    const screen = await opened();
    expect([screen.card?.name, screen.canGoBack, screen.error]).to.deep.equal(['first', false, null]);
  });

  it('refuses a trigger’s answer in a callback’s envelope, and the other way round', async () => {
    answer({ renderActions: push('first') });
    expect((await host.open(DEV.email, null)).error).to.contain('Cannot find field: renderActions');
    const { panel } = await opened();
    expect((await press(panel, push('second'))).error).to.contain('Cannot find field: action');
  });

  it('refuses a card with a field that Google does not know', async () => {
    answer(push('first', { colour: 'red' }));
    expect((await host.open(DEV.email, null)).error).to.contain('colour');
  });

  it('says with which status the add-on failed, and keeps the card', async () => {
    const { panel } = await opened();
    answer({}, 401);
    const screen = await host.press(panel, { function: `${addon.url}/x`, parameters: {}, formInputs: {} });
    expect([screen.error, screen.card?.name]).to.deep.equal(['The add-on answered with status 401.', 'first']);
  });

  it('follows navigations, and none of them where one leads nowhere', async () => {
    const { panel } = await opened();
    expect((await press(panel, { renderActions: push('second') })).canGoBack).to.equal(true);
    await press(panel, { renderActions: push('third') });
    const back = [{ popToCard: 'first' }, { updateCard: card('fourth') }];
    const popped = await press(panel, { renderActions: { action: { navigations: back } } });
    expect([popped.card?.name, popped.canGoBack]).to.deep.equal(['fourth', false]);
    const lost = await press(panel, {
      renderActions: { action: { navigations: [{ pop: true }, { popToCard: 'nowhere' }] } },
    });
    expect([lost.error, lost.card?.name]).to.deep.equal(['There is no card "nowhere" to go back to.', 'fourth']);
  });

  it('goes back one card, and never to none', async () => {
    const { panel } = await opened();
    await press(panel, { renderActions: push('second') });
    expect(host.back(panel).card?.name).to.equal('first');
    expect(host.back(panel).card?.name).to.equal('first');
  });

  it('calls no address but the add-on’s', async () => {
    const { panel } = await opened();
    const elsewhere = { function: 'https://elsewhere.example/x', parameters: {}, formInputs: {} };
    const failure = await host.press(panel, elsewhere).catch((error: Error) => error);
    expect(failure).to.be.instanceOf(RangeError);
  });

  it('opens a draft that is there, and says so where none is', async () => {
    const { panel } = await opened();
    const content = { internetMessageId: '<a@x>', inReplyTo: '', references: [], subject: '', date: '', text: '' };
    const empty = { ...content, html: '', headers: [], files: [] };
    const draft = drafts.create({ owner: DEV.email, threadId: '1f', mime: Buffer.from(''), content: empty });
    const opening = (draftId: string, draftThreadId = '1f') => ({
      renderActions: {
        action: { notification: { text: 'Drafted' } },
        hostAppAction: { gmailAction: { openCreatedDraftActionMarkup: { draftId, draftThreadId } } },
      },
    });
    const screen = await press(panel, opening(draft.id));
    expect([screen.openedDraft, screen.notification, screen.card?.name]).to.deep.equal([draft.id, 'Drafted', 'first']);
    expect((await press(panel, opening('r1'))).error).to.equal('There is no draft "r1" to open.');
    expect((await press(panel, opening(draft.id, 'thread-f:31'))).error).to.contain('draftThreadId');
  });

  it('opens addresses that the deployment allows, and no others', async () => {
    const { panel } = await opened();
    const link = (url: string) => ({ renderActions: { action: { link: { url } } } });
    const screen = await press(panel, link('https://duethread.example/documents/1?t=x'));
    expect([screen.openedLink, screen.error]).to.deep.equal(['https://duethread.example/documents/1?t=x', null]);
    for (const url of ['https://duethread.example.evil.example/', 'https://elsewhere.example/']) {
      expect((await press(panel, link(url))).error, url).to.contain('openLinkUrlPrefixes do not allow https://');
    }
    const button = (url: string) => ({ text: 'Open', onClick: { openLink: { url } } });
    const withButton = (url: string) =>
      push('links', { sections: [{ widgets: [{ buttonList: { buttons: [button(url)] } }] }] });
    expect((await press(panel, { renderActions: withButton('tel:+442079460018') })).card?.name).to.equal('links');
    expect((await press(panel, { renderActions: withButton('https://elsewhere.example/') })).error).to.contain(
      'do not allow https://elsewhere.example',
    );
  });

  it('says to whom a mail is that is being written, and of which message it is beside', async () => {
    const seen: Record<string, unknown>[] = [];
    addon.use((req, res) => {
      const parts: Buffer[] = [];
      req.on('data', (part: Buffer) => parts.push(part));
      req.on('end', () => {
        const { gmail } = JSON.parse(Buffer.concat(parts).toString()) as { gmail?: Record<string, unknown> };
        seen.push({ url: req.url, gmail });
        res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(push('first')));
      });
    });
    await host.compose(DEV.email, { to: ['kim@kestrel.example'], cc: [] });
    await host.open(DEV.email, null);
    expect(seen).to.deep.equal([
      { url: '/compose', gmail: { toRecipients: ['kim@kestrel.example'], ccRecipients: [] } },
      { url: '/home', gmail: undefined },
    ]);
  });
});
