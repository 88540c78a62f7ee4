import { expect } from 'chai';
import { describe, it } from 'mocha';
import PostalMime from 'postal-mime';
import { customerRow } from '../support/ledger-rows.ts';
import { ANA, useGmailWorld } from './gmail-world.ts';
import { type PanelDriver, typed } from './panel-driver.ts';

const SEND = 'Send in this thread';

describe('a template sent from Gmail', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  const preview = async (thread = 'kestrel'): Promise<PanelDriver> => {
    const panel = await world.open(thread);
    await panel.press('Use a template');
    return panel.press('Preview');
  };
  const outside = () => world.parts.postOffice.outside;
  const sends = () => world.gmailCalls.filter((call) => call === 'POST /messages/send');

  it('is suggested first, shown filled with the gate’s verdict, and not recorded before it is sent', async () => {
    const panel = await world.open();
    await panel.press('Use a template');
    expect(panel.text).to.contain('Suggested').and.to.contain('50 days past due');
    await panel.press('Preview');
    expect(panel.text).to.contain('Nothing stands against sending it.');
    expect(panel.text).to.contain('To | kim@kestrel.example').and.to.contain('Subject | Re: Invoice 104233');
    expect(panel.text).to.contain('104250');
    expect(await a().log()).to.deep.equal([]);
  });

  it('goes out in the thread with the headers that keep it there, is logged at once under the Message-ID that Gmail gave it', async () => {
    const before = outside().length;
    const panel = await preview();
    await panel.press(SEND);
    expect(panel.screen.error ?? panel.screen.notification).to.equal('Sent in this thread, and logged.');
    expect(panel.text).to.contain('Email: first notice').and.to.contain('sent');

    const [mail, ...others] = outside().slice(before);
    expect(others).to.deep.equal([]);
    expect(mail?.to).to.deep.equal(['kim@kestrel.example']);
    const parsed = await PostalMime.parse(mail?.mime ?? '');
    expect(parsed.subject).to.equal('Re: Invoice 104233');
    expect(parsed.inReplyTo).to.equal('<kestrel.1@kestrel.example>');
    expect(parsed.references).to.equal('<kestrel.1@kestrel.example>');
    expect(parsed.from?.address).to.equal(ANA.email);
    expect(parsed.html).to.contain('104250');

    const messages = world.parts.store.thread(ANA.email, 'conversation-kestrel')?.messages ?? [];
    expect(messages.at(-1)).to.deep.include({ sent: true, internetMessageId: parsed.messageId });
    const log = await a().log();
    expect(await a().loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice confirmed',
    ]);
    expect(log[1]?.message).to.deep.include({ internetMessageId: parsed.messageId });
  });

  it('is sent and logged once, however often the button is pressed at once and after', async () => {
    const before = outside().length;
    const panel = await preview();
    const press = { ...panel.action(SEND), formInputs: {} };
    const screens = await Promise.all(
      Array.from({ length: 20 }, () => world.parts.host.press(panel.screen.panel, press)),
    );
    expect(screens.map(({ notification }) => notification)).to.include('Sent in this thread, and logged.');
    const again = await world.parts.host.press(panel.screen.panel, press);
    expect(again.notification).to.equal('Sent in this thread, and logged.');
    expect(sends()).to.have.length(1);
    expect(outside().length - before).to.equal(1);
    expect(await a().loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice confirmed',
    ]);
  });

  it('does not leave where the gate is closed: the card gives the reasons', async () => {
    await a().post('/api/activities', {
      customerId: a().customerId,
      itemIds: [],
      code: 'phone_promise_to_pay',
      outcome: 'promised_in_full',
      amount: { minor: 200_000, currency: 'EUR' },
      date: '2026-11-27',
      client: 'page',
    });
    const panel = await preview();
    expect(panel.text)
      .to.contain('This should not go out')
      .and.to.contain('Promised:')
      .and.to.contain('is promised for');
    expect(panel.buttons.map(({ text }) => text)).to.deep.equal([
      'Send with this reason',
      'Edit as a draft',
      'Fill it with my words',
      'Show it as a new message',
    ]);
    await panel.press('Send with this reason', typed({ override: 'no' }));
    expect(panel.screen.notification).to.equal('Give a reason of at least three letters.');
    expect(sends()).to.deep.equal([]);
    await panel.press('Send with this reason', typed({ override: 'They asked for it.' }));
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');
    expect(sends()).to.have.length(1);
  });

  it('does not leave where the gate closed after the preview', async () => {
    const panel = await preview();
    await a().feed(customerRow('C1', { name: 'Kestrel Ltd', doNotContact: true }));
    await panel.press(SEND);
    expect(panel.screen.notification).to.equal('Not sent');
    expect(panel.text).to.contain('The state of the account changed').and.to.contain('is not to be contacted');
    expect(sends()).to.deep.equal([]);
    expect(await a().loggedAs()).to.not.include('activity email_first_notice attempted');
  });

  it('is not sent to what is no address', async () => {
    const panel = await preview('no-reply');
    expect(panel.text).to.contain('This message has no address to answer to.');
    expect(panel.buttons).to.deep.equal([]);
  });

  it('is said not to be out where Gmail refused it, and may be sent anew', async () => {
    const panel = await preview();
    world.onGmail = (req, res, next) => (req.path === '/messages/send' ? res.status(400).json({}) : next());
    await panel.press(SEND);
    expect(panel.screen.notification).to.equal('Not sent');
    expect(await a().loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice failed',
    ]);
    world.onGmail = (_req, _res, next) => next();
    await panel.press(SEND);
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');
  });

  it('is in doubt where Gmail fell silent, is not sent again, and is confirmed by the person who sees it in Sent', async () => {
    const panel = await preview();
    world.onGmail = (req, _res, next) => (req.path === '/messages/send' ? req.socket.destroy() : next());
    const press = { ...panel.action(SEND), formInputs: {} };
    await panel.press(SEND);
    expect(panel.text).to.contain('In doubt whether it went out');
    world.onGmail = (_req, _res, next) => next();
    panel.screen = await world.parts.host.press(panel.screen.panel, press);
    expect(panel.text).to.contain('In doubt whether it went out');
    expect(sends()).to.have.length(1);
    expect(await a().loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice in_doubt',
    ]);
    await panel.press('Look again');
    expect(panel.screen.notification).to.equal('First notice: in doubt whether it went out.');
    await panel.press('I see it in Sent');
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');
    expect((await a().loggedAs()).at(-1)).to.equal('delivery email_first_notice confirmed');
  });

  it('does not leave the thread where another subject would take it out of it', async () => {
    const panel = await preview();
    await panel.press(SEND);
    const thread = world.parts.store.thread(ANA.email, 'conversation-kestrel');
    expect(new Set(thread?.messages.map(({ subject }) => subject.replace(/^Re: /, '')))).to.deep.equal(
      new Set(['Invoice 104233']),
    );
  });

  it('comes back undelivered into the thread', async () => {
    const panel = await preview('bounce');
    await panel.press(SEND);
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');
    const messages = world.parts.store.thread(ANA.email, 'conversation-bounce')?.messages ?? [];
    expect(messages.at(-1)?.subject).to.contain('Delivery Status Notification');
  });

  it('takes the statement and the invoice’s own document with it, byte by byte as they were prepared', async () => {
    const bytes = Buffer.alloc(1_500_000, '%PDF-1.4\nthe invoice as the ERP printed it\n');
    const document = { number: '104233', fileName: 'Rechnung 104233 – Kopie.pdf', bytes, broughtBy: 'the test' };
    await a().in(() => world.parts.app.services.invoiceDocuments.take(document));
    const panel = await preview();
    expect(panel.text).to.contain('Statement of account').and.to.contain('Rechnung 104233');
    const ticks = [`invoice ${a().item('104233')}`, 'statement', 'anything else'];
    await panel.press(SEND, typed({ attach: ticks }));
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');

    const mail = await PostalMime.parse(outside().at(-1)?.mime ?? '');
    const [invoice, statement, ...others] = mail.attachments;
    expect(others).to.deep.equal([]);
    expect(invoice?.filename).to.equal(document.fileName);
    expect(Buffer.from(invoice?.content as ArrayBuffer).equals(bytes)).to.equal(true);
    expect([statement?.filename, statement?.mimeType]).to.deep.equal([
      'Statement C1 2026-11-20.pdf',
      'application/pdf',
    ]);
    const id = mail.headers.find(({ key }) => key === 'x-duethread-dispatch')?.value ?? '';
    const { body: kept } = await a().get(`/api/dispatches/${id}/attachments/1`);
    expect(Buffer.from(statement?.content as ArrayBuffer).toString('base64')).to.equal(kept.base64);
  });

  it('is not handed to Gmail where a file of it cannot be had, and is sent by the same button when it can', async () => {
    const panel = await preview();
    const { express } = world.parts.app;
    world.server.use((req, res) => (req.url?.includes('/attachments/') ? res.writeHead(503).end() : express(req, res)));
    await panel.press(SEND, typed({ attach: ['statement'] }));
    expect(panel.screen.notification).to.contain('Not saved');
    expect(sends()).to.deep.equal([]);
    world.server.use(express);
    await panel.press(SEND, typed({ attach: ['statement'] }));
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');
    expect(sends()).to.have.length(1);
  });

  it('is sent and logged once by twenty deliveries of one press to two processes of the add-on', async () => {
    const panel = await preview();
    const press = { ...panel.action(SEND), formInputs: {} };
    world.takeTurns();
    const screens = await Promise.all(
      Array.from({ length: 20 }, () => world.parts.host.press(panel.screen.panel, press)),
    );
    expect(screens.filter(({ error }) => error !== null)).to.deep.equal([]);
    expect(screens.map(({ notification }) => notification)).to.include('Sent in this thread, and logged.');
    expect([sends().length, outside().length]).to.deep.equal([1, 1]);
    expect(await a().loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice confirmed',
    ]);
  });
});
