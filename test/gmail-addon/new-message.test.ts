import { expect } from 'chai';
import { describe, it } from 'mocha';
import PostalMime from 'postal-mime';
import { Desk } from '../server/features/templates/desk.ts';
import { customerRow } from '../support/ledger-rows.ts';
import { ANA, useGmailWorld } from './gmail-world.ts';
import { type PanelDriver, typed } from './panel-driver.ts';

const SHOW = 'Show it as a new message';
const SEND = 'Send as a new message';
const SENT = 'Sent as a new message, and logged.';
const LEE = 'lee@kestrel.example';

describe('a template sent from Gmail as a new message', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  const feed = (changes = {}) => {
    const contact = { phone: '', role: '', language: '' };
    const contacts = [
      { ...contact, name: 'Kim Osei', email: 'kim@kestrel.example' },
      { ...contact, name: 'Lee Park', email: LEE },
      { ...contact, name: 'Nobody', email: 'no address at all' },
    ];
    return a().feed(customerRow('C1', { name: 'Kestrel Ltd', contacts, ...changes }));
  };
  const preview = async (): Promise<PanelDriver> => {
    await feed();
    const panel = await world.open();
    await panel.press('Use a template');
    return panel.press('Preview');
  };
  const shown = async (): Promise<PanelDriver> => (await preview()).press(SHOW, typed({ contacts: LEE }));
  const outside = () => world.parts.postOffice.outside;
  const sends = () => world.gmailCalls.filter((call) => call === 'POST /messages/send');

  it('is shown as it goes to the contacts who are ticked, under its own subject', async () => {
    const panel = await preview();
    expect(panel.text).to.contain('Lee Park, lee@kestrel.example').and.to.not.contain('no address at all');
    await panel.press(SHOW, typed({ contacts: LEE }));
    expect(panel.screen.error).to.equal(null);
    expect(panel.text).to.contain(`To | ${LEE}`).and.to.contain('Subject | Payment reminder');
    expect(await a().log()).to.deep.equal([]);
  });

  it('keeps what was written in its free parts', async () => {
    const panel = await preview();
    const [part = ''] = panel.fields.filter((name) => name.startsWith('part_'));
    await panel.press(SHOW, typed({ contacts: LEE, [part]: 'Good morning,' }));
    const field = panel.widgets.find(({ textInput }) => textInput?.name === part)?.textInput;
    expect(field?.value).to.equal('Good morning,');
  });

  it('greets them and not the thread’s, where the greeting is the template’s own', async () => {
    const { app } = world.parts;
    const author = await app.user(a().tenant, 'manager', 'author@brightwater.example');
    const second = await app.user(a().tenant, 'admin', 'second@brightwater.example');
    const html = '{% free greeting %}<p>Dear {{ contact.name }},</p>{% endfree %}<p>we write to you.</p>';
    await new Desk(a()).live({ html, name: 'Personal' }, author, second);
    await feed();
    const panel = await (await (await world.open()).press('Use a template')).press('Preview: Personal');
    const greeting = () => panel.widgets.find(({ textInput }) => textInput?.name === 'part_greeting')?.textInput?.value;
    expect(greeting()).to.equal('Dear Kim Osei,');
    await panel.press(SHOW, typed({ contacts: LEE, part_greeting: 'Dear Kim Osei,' }));
    expect(greeting()).to.equal('Dear Lee Park,');
    await panel.press(SEND, typed({ part_greeting: 'Dear Lee Park,' }));
    expect(panel.screen.notification).to.equal(SENT);
    expect((await PostalMime.parse(outside()[0]?.mime ?? '')).text).to.contain('Dear Lee Park,');
  });

  it('goes out to them alone and in no thread, and is logged with the thread that Gmail gave it', async () => {
    const panel = await (await shown()).press(SEND);
    expect(panel.screen.error ?? panel.screen.notification).to.equal(SENT);
    expect(outside().map(({ to }) => to)).to.deep.equal([[LEE]]);
    const mail = await PostalMime.parse(outside()[0]?.mime ?? '');
    expect([mail.inReplyTo, mail.references, mail.subject?.startsWith('Payment reminder')]).to.deep.equal([
      undefined,
      undefined,
      true,
    ]);
    expect(world.parts.store.thread(ANA.email, 'conversation-kestrel')?.messages).to.have.length(1);
    expect(await a().loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice confirmed',
    ]);
    const [, confirmed] = await a().log();
    expect((confirmed?.message as { conversation?: string } | undefined)?.conversation).to.match(/^[0-9a-f]+$/);
  });

  it('asks Gmail for the Message-ID that it gave, and logs that where Gmail tells it', async () => {
    const panel = await shown();
    world.onGmail = (req, res, next) => {
      // Another way of granting: the token of the user alone opens the sent copy.
      if (req.method !== 'GET' || sends().length === 0) return next();
      const headers = [{ name: 'Message-ID', value: '<given@mail.gmail.com>' }];
      res.json({ id: req.path.split('/').at(-1), threadId: '1f', labelIds: ['SENT'], payload: { headers } });
    };
    await panel.press(SEND);
    expect(panel.screen.notification).to.equal(SENT);
    const [, confirmed] = await a().log();
    expect(confirmed?.message).to.deep.include({ internetMessageId: '<given@mail.gmail.com>' });
  });

  it('is sent and logged once by twenty deliveries of one press to two processes of the add-on', async () => {
    const panel = await shown();
    world.takeTurns();
    const pressed = panel.pressing(SEND);
    const screens = await Promise.all(Array.from({ length: 20 }, pressed));
    screens.push(await pressed());
    expect(screens.filter(({ error }) => error !== null)).to.deep.equal([]);
    expect(screens.map(({ notification }) => notification)).to.include(SENT);
    expect([sends().length, outside().length]).to.deep.equal([1, 1]);
    expect(await a().loggedAs()).to.have.length(2);
  });

  it('is not shown to nobody, nor sent in the thread while contacts are ticked', async () => {
    const panel = await preview();
    await panel.press(SHOW);
    expect(panel.screen.notification).to.equal('Choose at least one recipient.');
    expect(panel.card.name).to.equal('preview');
    await panel.press('Send in this thread', typed({ contacts: LEE }));
    expect(panel.screen.notification).to.contain(`press “${SHOW}”`);
    expect(sends()).to.deep.equal([]);
    expect(await a().log()).to.deep.equal([]);
  });

  it('does not leave where the gate closed meanwhile, and leaves with a reason', async () => {
    const panel = await shown();
    await feed({ doNotContact: true });
    await panel.press(SEND);
    expect(panel.screen.notification).to.equal('Not sent');
    expect(panel.text).to.contain('is not to be contacted').and.to.contain(`To | ${LEE}`);
    expect(sends()).to.deep.equal([]);
    await panel.press('Send with this reason', typed({ override: 'no' }));
    expect(panel.screen.notification).to.equal('Give a reason of at least three letters.');
    await panel.press('Send with this reason', typed({ override: 'They asked for it.' }));
    expect(panel.screen.notification).to.equal(SENT);
    expect(outside().map(({ to }) => to)).to.deep.equal([[LEE]]);
  });

  it('is said not to be out where Gmail refused it, and may be sent anew to the same', async () => {
    const panel = await shown();
    world.onGmail = (req, res, next) => (req.path === '/messages/send' ? res.status(400).json({}) : next());
    await panel.press(SEND);
    expect(panel.screen.notification).to.equal('Not sent');
    expect((await a().loggedAs()).at(-1)).to.equal('delivery email_first_notice failed');
    world.onGmail = (_req, _res, next) => next();
    await panel.press(SEND);
    expect(panel.screen.notification).to.equal(SENT);
    expect(outside().map(({ to }) => to)).to.deep.equal([[LEE]]);
  });

  it('is in doubt where Gmail fell silent, is not sent again, and is confirmed by the person who sees it in Sent', async () => {
    const panel = await shown();
    const pressed = panel.pressing(SEND);
    world.onGmail = (req, _res, next) => (req.path === '/messages/send' ? req.socket.destroy() : next());
    await panel.press(SEND);
    expect(panel.text).to.contain('In doubt whether it went out');
    world.onGmail = (_req, _res, next) => next();
    expect((await pressed()).card?.name).to.equal('in-doubt');
    expect(sends()).to.have.length(1);
    await panel.press('I see it in Sent');
    expect(panel.screen.notification).to.equal(SENT);
    expect((await a().loggedAs()).at(-1)).to.equal('delivery email_first_notice confirmed');
  });

  it('is opened as a draft from where it is shown', async () => {
    const panel = await (await shown()).press('Edit as a draft');
    const draft = world.parts.drafts.find(ANA.email, panel.screen.openedDraft ?? '');
    const mail = await PostalMime.parse(draft?.mime ?? '');
    expect([draft?.threadId, mail.to?.map(({ address }) => address)]).to.deep.equal([null, [LEE]]);
    expect(sends()).to.deep.equal([]);
  });
});
