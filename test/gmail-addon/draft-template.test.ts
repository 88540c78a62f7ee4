import { expect } from 'chai';
import { describe, it } from 'mocha';
import PostalMime from 'postal-mime';
import { sendDraft } from '../../demo/google/gmail-api.ts';
import { collectionNamed } from '../../server/mongo/versions.ts';
import { customerRow } from '../support/ledger-rows.ts';
import { ANA, until, useGmailWorld } from './gmail-world.ts';
import { type PanelDriver, typed } from './panel-driver.ts';

const DRAFT = 'Edit as a draft';
const DRAFTED = 'Drafted, not sent. Once you send it, it is logged when this thread is next opened.';

describe('a template opened as a draft in Gmail', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  const preview = async (): Promise<PanelDriver> => {
    const panel = await world.open();
    await panel.press('Use a template');
    return panel.press('Preview');
  };
  const drafts = () => world.gmailCalls.filter((call) => call === 'POST /drafts');
  const opened = async (panel: PanelDriver) => {
    await panel.press(DRAFT);
    expect(panel.screen.error).to.equal(null);
    const { openedDraft } = panel.screen;
    const draft = world.parts.drafts.find(ANA.email, openedDraft ?? '');
    if (draft === null) throw new Error(`Gmail opened no draft: ${panel.screen.notification}`);
    return draft;
  };
  const prepared = () => collectionNamed('dispatches').countDocuments({ tenantId: a().tenant.id } as never);
  /** The user presses Send in the draft. */
  const sendOpened = (id: string) =>
    sendDraft({ ...world.parts, clock: world.parts.app.clock }, { email: ANA.email }, id);

  it('is said to be drafted and not sent, lies in the thread, and is not in the log', async () => {
    const panel = await preview();
    const draft = await opened(panel);
    expect(panel.screen.notification).to.equal(DRAFTED);
    const mail = await PostalMime.parse(draft.mime);
    expect([mail.subject, mail.inReplyTo, mail.to?.[0]?.address]).to.deep.equal([
      'Re: Invoice 104233',
      '<kestrel.1@kestrel.example>',
      'kim@kestrel.example',
    ]);
    expect(world.parts.postOffice.outside).to.deep.equal([]);
    await world.open();
    await until(() => world.gmailCalls.some((call) => call.startsWith('GET /threads/')));
    expect(world.seenMails, 'a draft is no mail').to.deep.equal([]);
    expect(await a().log()).to.deep.equal([]);
  });

  it('is recognised when its thread is next opened after the user sent it', async () => {
    const { id } = await opened(await preview());
    await sendOpened(id);
    await world.open();
    await until(async () => (await a().log()).length > 0);
    const [entry, ...others] = await a().log();
    expect(others).to.deep.equal([]);
    expect(entry).to.deep.include({ kind: 'activity', code: 'email_first_notice', delivery: 'confirmed' });
    const sent = world.parts.store.thread(ANA.email, 'conversation-kestrel')?.messages.at(-1);
    expect(entry?.message).to.deep.include({ internetMessageId: sent?.internetMessageId });
  });

  it('is recognised by thread and recipients where Gmail’s editor kept none of our headers', async () => {
    const { id, mime, ...rest } = await opened(await preview());
    world.parts.drafts.take(ANA.email, id);
    const bare = Buffer.from(
      mime.toString('latin1').replace(/^(?:X-Duethread-Dispatch|Message-ID):.*\r\n/gim, ''),
      'latin1',
    );
    await sendOpened(world.parts.drafts.create({ ...rest, mime: bare }).id);
    await world.open();
    await until(async () => (await a().log()).length > 0);
    expect(await a().loggedAs()).to.deep.equal(['activity email_first_notice confirmed']);
  });

  it('is one draft, however often the button is pressed at once and after', async () => {
    const panel = await preview();
    const press = { ...panel.action(DRAFT), formInputs: {} };
    const pressed = () => world.parts.host.press(panel.screen.panel, press);
    const screens = await Promise.all(Array.from({ length: 20 }, pressed));
    screens.push(await pressed());
    expect(new Set(screens.map(({ openedDraft }) => openedDraft)).size).to.equal(1);
    expect(drafts()).to.have.length(1);
  });

  it('is a new message where contacts are ticked, in no thread and to them alone', async () => {
    const panel = await preview();
    const toKim = typed({ contacts: 'kim@kestrel.example' });
    await panel.press('Send in this thread', toKim);
    expect(panel.screen.notification).to.contain('goes as a new message');
    expect(world.gmailCalls).to.not.include('POST /messages/send');
    await panel.press(DRAFT, toKim);
    const draft = world.parts.drafts.find(ANA.email, panel.screen.openedDraft ?? '');
    const mail = await PostalMime.parse(draft?.mime ?? '');
    expect([mail.inReplyTo, mail.references, mail.to?.map(({ address }) => address)]).to.deep.equal([
      undefined,
      undefined,
      ['kim@kestrel.example'],
    ]);
    expect([draft?.threadId, mail.subject?.startsWith('Re:')]).to.deep.equal([null, false]);
    await sendOpened(draft?.id ?? '');
    expect(world.parts.postOffice.outside).to.have.length(1);
  });

  it('is one draft in two processes at once as well, and the other says where to look', async () => {
    world.takeTurns();
    const panel = await preview();
    const press = { ...panel.action(DRAFT), formInputs: {} };
    const pressed = () => world.parts.host.press(panel.screen.panel, press);
    const screens = await Promise.all(Array.from({ length: 20 }, pressed));
    expect(drafts()).to.have.length(1);
    const notices = new Set(screens.map(({ notification, error }) => error ?? notification));
    expect([...notices].sort()).to.deep.equal([
      'Another press of this button drafted it, or Gmail did not say whether it did. Look among your drafts; nothing is sent.',
      DRAFTED,
    ]);
  });

  it('is not drawn up again where Gmail fell silent over it', async () => {
    const panel = await preview();
    world.onGmail = (req, res, next) => (req.path === '/drafts' ? void res.status(503).json({}) : next());
    await panel.press(DRAFT);
    world.onGmail = (_req, _res, next) => next();
    await panel.press(DRAFT);
    expect(panel.screen.notification).to.contain('Look among your drafts');
    expect(drafts(), 'the one that got no answer').to.have.length(1);
  });

  it('is tried again by the same button where Gmail did not take it', async () => {
    const panel = await preview();
    world.onGmail = (req, res, next) => (req.path === '/drafts' ? res.status(429).json({}) : next());
    await panel.press(DRAFT);
    expect([panel.screen.notification, panel.screen.openedDraft]).to.deep.equal([
      'Gmail takes no more requests for now. Wait a moment.',
      null,
    ]);
    world.onGmail = (_req, _res, next) => next();
    await opened(panel);
    expect(drafts()).to.have.length(2);
  });

  it('is not drafted where the gate closed after the preview, and with a reason where it was closed', async () => {
    const panel = await preview();
    await a().feed(customerRow('C1', { name: 'Kestrel Ltd', doNotContact: true }));
    await panel.press(DRAFT);
    expect(panel.screen.notification).to.equal('Not drafted');
    expect(panel.text).to.contain('The state of the account changed');
    expect(drafts()).to.deep.equal([]);
    expect(await prepared(), 'nothing that a mail by hand could be taken for').to.equal(0);
    await panel.press(DRAFT);
    expect(panel.screen.notification).to.equal('Give a reason of at least three letters.');
    await panel.press(DRAFT, typed({ override: 'They asked for it.' }));
    expect(panel.screen.notification).to.equal(DRAFTED);
  });
});
