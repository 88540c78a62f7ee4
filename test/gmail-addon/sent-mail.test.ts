import { expect } from 'chai';
import { describe, it } from 'mocha';
import MailComposer from 'nodemailer/lib/mail-composer';
import { threadApiId } from '../../demo/google/gmail-ids.ts';
import { sendAsGmail } from '../../demo/google/gmail-sending.ts';
import { ANA, BEN, type GmailWorld, until, useGmailWorld } from './gmail-world.ts';

describe('mail that did not go through us', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  /** Ana or Ben writes in Gmail itself. */
  const writeByHand = async (changes: object = {}, person = ANA) => {
    const thread = world.parts.store.thread(person.email, 'conversation-kestrel');
    if (thread === null) throw new Error('There is no thread.');
    const mime = await new MailComposer({
      from: person.email,
      to: 'kim@kestrel.example',
      subject: 'Re: Invoice 104233',
      text: 'Any news?',
      inReplyTo: '<kestrel.1@kestrel.example>',
      references: ['<kestrel.1@kestrel.example>'],
      date: new Date('2026-11-20T08:30:00.000Z'),
      ...changes,
    })
      .compile()
      .build();
    const at = new Date('2026-11-20T08:30:00.000Z');
    return sendAsGmail(world.parts, { owner: person.email, mime, threadId: threadApiId(thread), at });
  };
  const logged = async (count: number) => until(async () => (await a().loggedAs()).length >= count);

  it('is logged when its thread is opened, with its own time and recipients', async () => {
    const written = await writeByHand({ cc: 'accounts@kestrel.example', bcc: 'boss@brightwater.example' });
    await world.open();
    await logged(1);
    const [entry, ...others] = await a().log();
    expect(others).to.deep.equal([]);
    expect(entry).to.deep.include({ code: 'email_reply', delivery: 'confirmed', client: 'gmail' });
    expect(entry?.occurredAt).to.deep.equal(new Date('2026-11-20T08:30:00.000Z'));
    expect(entry?.message).to.deep.include({ internetMessageId: written.internetMessageId });
  });

  it('is reported once in a session, however often the thread is opened, at once and after', async () => {
    await writeByHand();
    await Promise.all(Array.from({ length: 10 }, () => world.open()));
    await logged(1);
    await world.open();
    await until(() => threadReads(world) === 11);
    await writeByHand();
    await world.open();
    await logged(2);
    expect(world.seenMails).to.have.length(2);
    expect(await a().loggedAs()).to.deep.equal(['activity email_reply confirmed', 'activity email_reply confirmed']);
  });

  it('is one entry, whichever of two people sees it first', async () => {
    await writeByHand({ cc: BEN.email });
    await world.open();
    await logged(1);
    await world.open('kestrel', BEN);
    await until(() => threadReads(world) === 2);
    expect(world.seenMails, 'what came to Ben is not his to report').to.have.length(1);
    await writeByHand({}, BEN);
    await world.open('kestrel', BEN);
    await logged(2);
    expect(new Set((await a().log()).map(({ actor }) => (actor as { name: string }).name)).size).to.equal(2);
  });

  it('of the customer is not reported', async () => {
    await world.open();
    await until(() => threadReads(world) === 1);
    expect(world.seenMails).to.deep.equal([]);
  });

  it('is tried again at the next opening where the server did not take it', async () => {
    await writeByHand();
    const { express } = world.parts.app;
    let refused = 0;
    world.server.use((req, res) => {
      if (req.url !== '/api/seen-messages') return express(req, res);
      refused += 1;
      return res.writeHead(503).end();
    });
    const panel = await world.open();
    expect(panel.card.header?.title, 'the card does not wait for it').to.equal('Kestrel Ltd');
    await until(() => refused === 1);
    world.server.use(express);
    await until(async () => {
      await world.open();
      return (await a().loggedAs()).length === 1;
    });
  });

  it('is looked for in the open message alone where Gmail does not show the thread', async () => {
    const written = await writeByHand();
    world.onGmail = (req, res, next) => (req.path.startsWith('/threads/') ? res.status(403).json({}) : next());
    const panel = await world.open();
    expect(panel.card.header?.title).to.equal('Kestrel Ltd');
    await until(() => threadReads(world) === 1);
    expect(await a().log()).to.deep.equal([]);
    await world.parts.host.open(ANA.email, written.id);
    await logged(1);
    expect(await a().loggedAs()).to.deep.equal(['activity email_reply confirmed']);
  });

  it('is not logged anew where it went through us, and Gmail did not say under which Message-ID', async () => {
    const panel = await world.open();
    await (await panel.press('Use a template')).press('Preview');
    let isOut = false;
    world.onGmail = (req, res, next) => {
      if (isOut && req.method === 'GET') return res.status(403).json({});
      isOut ||= req.path === '/messages/send';
      return next();
    };
    await panel.press('Send in this thread');
    expect(panel.screen.notification).to.equal('Sent in this thread, and logged.');
    const sent = world.parts.store.thread(ANA.email, 'conversation-kestrel')?.messages.at(-1);
    expect(JSON.stringify(await a().log())).to.not.contain(sent?.internetMessageId);
    world.onGmail = (_req, _res, next) => next();
    await world.open();
    await until(() => world.seenMails.length === 1);
    expect(world.seenMails).to.deep.equal([200]);
    expect(await a().loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice confirmed',
    ]);
  });

  it('is the template that nobody knew to be out: it is confirmed when it is seen', async () => {
    const panel = await world.open();
    await (await panel.press('Use a template')).press('Preview');
    // Gmail takes it, and its answer is lost.
    world.onGmail = (req, res, next) => {
      if (req.path === '/messages/send') res.json = () => res.socket?.destroy() as never;
      next();
    };
    await panel.press('Send in this thread');
    expect(panel.text).to.contain('In doubt whether it went out');
    world.onGmail = (_req, _res, next) => next();
    await world.open();
    await logged(3);
    expect(await a().loggedAs()).to.deep.equal([
      'activity email_first_notice attempted',
      'delivery email_first_notice in_doubt',
      'delivery email_first_notice confirmed',
    ]);
    const sent = world.parts.store.thread(ANA.email, 'conversation-kestrel')?.messages.at(-1);
    expect((await a().log())[2]?.message).to.deep.include({ internetMessageId: sent?.internetMessageId });
  });
});

function threadReads({ gmailCalls }: GmailWorld): number {
  return gmailCalls.filter((call) => call.startsWith('GET /threads/')).length;
}
