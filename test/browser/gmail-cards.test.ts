import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SCOPE } from '#shared/api/gmail-scopes.ts';
import { wordsFor } from '../../gmail-addon/card-words.ts';
import { ACTIVITY_CODES } from '../../shared/domain/activity-code.ts';
import { ANA, BEN, STRANGER, threadOf, until, useGmailWorld } from '../gmail-addon/gmail-world.ts';
import { expectAccessible } from '../support/browser.ts';
import { customerRow, eur, itemRow } from '../support/ledger-rows.ts';
import { type CardsMailbox, useCardsMailbox } from './gmail-cards-mailbox.ts';

const words = wordsFor('en');
const THREADS = [
  threadOf('kestrel', { subject: 'Invoice 104233', text: 'We look into 104233 and pay next week.' }),
  threadOf('stranger', { from: 'Nobody <nobody@elsewhere.example>', text: 'Who are you?' }),
  threadOf('two', { from: 'Nobody <nobody@elsewhere.example>', subject: 'Invoices 104233 and 200001' }),
  threadOf('colleague', { from: 'Ben <ben@brightwater.example>', subject: 'Lunch', text: 'At noon?' }),
];

describe('every card of the Gmail add-on, drawn', function () {
  this.timeout(240_000);
  const { world, case: a } = useGmailWorld({ threads: THREADS });
  const mailboxes = useCardsMailbox(world);

  const opened = async (thread = 'kestrel', email = ANA.email): Promise<CardsMailbox> => {
    const mailbox = await mailboxes.open(email);
    await mailbox.open(thread);
    return mailbox;
  };
  const shows = (mailbox: CardsMailbox, text: string) => mailbox.panel.getByText(text).first().waitFor();
  const word = () => ({ customerId: a().customerId, itemIds: [], channel: 'phone', client: 'page' });

  async function aBusyCustomer(): Promise<void> {
    await a().feed(
      customerRow('C1', {
        name: 'Kestrel Ltd',
        ownerEmail: ANA.email,
        contacts: [
          {
            name: 'Kim Osei',
            email: 'kim@kestrel.example',
            phone: '+44 20 7946 0018',
            role: 'accounts_payable',
            language: 'en',
          },
        ],
      }),
      itemRow('104400', {
        issuedOn: '2026-11-01',
        dueOn: '2026-11-15',
        amount: { ...eur(33_000), currency: 'USD' as never },
      }),
    );
    await a().post('/api/promises-to-pay', {
      ...word(),
      instalments: [
        { amount: eur(40_000), promisedFor: '2026-11-20' },
        { amount: eur(40_000), promisedFor: '2026-12-18' },
      ],
    });
    await a().post('/api/disputes', {
      ...word(),
      itemIds: [a().item('104250')],
      reason: 'deduction',
      amount: eur(5_000),
    });
    await a().post('/api/tasks', { customerId: a().customerId, text: 'Send the contract again', dueOn: '2026-11-20' });
    await a().post(
      '/api/activities',
      {
        ...word(),
        channel: undefined,
        code: 'phone_left_voicemail',
        outcome: 'awaiting_reply',
        note: 'Asked for a call back before Friday.',
      },
      { by: a().ben },
    );
  }

  it('the home page, and what is mine today', async () => {
    await aBusyCustomer();
    const mailbox = await mailboxes.open();
    await shows(mailbox, 'Mine today');
    await mailbox.picture('home');
    await expectAccessible(mailbox.page, '.gmail-panel');
    await mailbox.press(words.figures.heading);
    await mailbox.picture('my-figures');
  });

  it('one customer, at first and with much on it, its line of time, and another customer', async () => {
    const plain = await opened();
    await plain.picture('customer-plain');
    await aBusyCustomer();
    const mailbox = await opened();
    await mailbox.picture('customer');
    const more = mailbox.button('Show more');
    while ((await more.count()) > 0) await more.click();
    await mailbox.picture('customer-unfolded');
    await expectAccessible(mailbox.page, '.gmail-panel');
    await mailbox.press('Whole line of time');
    await mailbox.picture('timeline');
    await expectAccessible(mailbox.page, '.gmail-panel');
    await mailbox.button('Back').click();
    await mailbox.settled();
    await mailbox.panel.getByLabel(words.thread.searchLabel).fill('Heron');
    await mailbox.press(words.cards.thread.search);
    await mailbox.picture('found');
    await mailbox.press(words.worklist.openCard('Heron AG'));
    await mailbox.picture('customer-other');
  });

  it('nobody, several, and colleagues among themselves', async () => {
    for (const [thread, name] of [
      ['stranger', 'none'],
      ['two', 'candidates'],
      ['colleague', 'internal'],
    ] as const) {
      const mailbox = await opened(thread);
      await mailbox.picture(name);
      await expectAccessible(mailbox.page, '.gmail-panel');
    }
  });

  it('the form of each code, and those of promise, dispute, task and note', async () => {
    await aBusyCustomer();
    const mailbox = await opened();
    await mailbox.press('Log a call');
    await mailbox.picture('codes');
    const codes = ACTIVITY_CODES.filter((code) => code.startsWith('phone_')).map((code) => words.codes[code]);
    for (const [at, code] of codes.entries()) {
      await mailbox.press(code);
      await mailbox.picture(`call-${at}-${code.replaceAll(/[^a-z]+/gi, '-').toLowerCase()}`);
      await mailbox.press('Back');
    }
    await mailbox.press('Call: promise to pay');
    await mailbox.press('Add a part');
    await mailbox.press('Save');
    await mailbox.picture('promise-instalments');
    await expectAccessible(mailbox.page, '.gmail-panel');
    for (const [form, name] of [
      ['Record a dispute', 'dispute'],
      ['Put down a task', 'task'],
      ['Write a note', 'note'],
    ] as const) {
      const fresh = await opened();
      await fresh.press(form);
      await fresh.picture(name);
      await expectAccessible(fresh.page, '.gmail-panel');
    }
  });

  it('what was logged, corrected and undone; the ways of a task and of a dispute', async () => {
    await aBusyCustomer();
    const mailbox = await opened();
    await mailbox.press('Log a call');
    await mailbox.press('Call: no answer');
    await mailbox.press('Log: Call again');
    await shows(mailbox, 'Logged: Call: no answer');
    await mailbox.picture('logged');
    await mailbox.press(/^Undo/);
    await shows(mailbox, 'Undone.');
    await mailbox.picture('undone');
    await mailbox.press(/^Move/);
    await mailbox.picture('move-task');
    await mailbox.press('Back');
    await mailbox.press('See to the disputes');
    await mailbox.picture('disputes');
    await mailbox.press(/^Give/);
    await mailbox.picture('give-dispute');
    await mailbox.press('Back');
    await mailbox.press(/^Resolve/);
    await mailbox.picture('resolve-dispute');
  });

  it('templates: the list, a preview, sent, drafted with its window, and the gate closed', async () => {
    const mailbox = await opened();
    await mailbox.press('Use a template');
    await mailbox.picture('templates');
    await mailbox.press(/^Preview/);
    await mailbox.picture('preview');
    await expectAccessible(mailbox.page, '.gmail-panel');
    await mailbox.press(words.cards.templates.draft);
    await mailbox.picture('drafted');
    const draft = mailbox.page.locator('.draft-window');
    await draft.getByText('kim@kestrel.example').waitFor();
    await mailbox.page.screenshot({
      path: 'screenshots/cards/draft-window.png',
      clip: { x: 0, y: 0, width: 1366, height: 1000 },
    });
    await expectAccessible(mailbox.page, '.draft-window');
    await draft.getByRole('button', { name: 'Duethread' }).click();
    await draft.getByText('Kestrel Ltd').first().waitFor();
    await draft.getByRole('button', { name: 'Send' }).click();
    await mailbox.page.getByText('Message sent.').waitFor();
    const sent = mailbox.page.locator('.message').nth(1);
    await sent.waitFor();
    await sent.locator('.message-head').click();
    await mailbox.settled();
    await until(() => world.seenMails.length > 0);
    await mailbox.press('Refresh');
    await shows(mailbox, 'Email: first notice');
    await mailbox.picture('draft-was-sent');
    await mailbox.press('Whole line of time');
    await mailbox.press(/^What was said/);
    await mailbox.picture('what-it-said');
    for (const _ of ['said', 'timeline']) await mailbox.press('Back');
    await mailbox.press('Use a template');
    await mailbox.press(/^Preview: .*Statement/);
    await mailbox.press(words.cards.templates.send);
    await shows(mailbox, words.cards.templates.sent);
    await mailbox.picture('sent');
    await a().post('/api/promises-to-pay', {
      ...word(),
      itemIds: [a().item('104233'), a().item('104250')],
      instalments: [{ amount: eur(200_000), promisedFor: '2026-11-27' }],
    });
    const closed = await opened();
    await closed.press('Use a template');
    await closed.press(/^Preview: First notice/);
    await shows(closed, words.templates.gateClosed);
    await closed.picture('gate-closed');
    await expectAccessible(closed.page, '.gmail-panel');
  });

  it('a message of which nobody knows whether it went out', async () => {
    const mailbox = await opened();
    await mailbox.press('Use a template');
    await mailbox.press(/^Preview/);
    world.onGmail = (req, _res, next) => (req.path === '/messages/send' ? req.socket.destroy() : next());
    await mailbox.press(words.cards.templates.send);
    await mailbox.picture('in-doubt');
    await expectAccessible(mailbox.page, '.gmail-panel');
  });

  it('on a page of 320 pixels', async () => {
    await aBusyCustomer();
    const mailbox = await mailboxes.open();
    await mailbox.page.setViewportSize({ width: 320, height: 900 });
    await mailbox.open('kestrel');
    await shows(mailbox, 'Kestrel Ltd');
    await mailbox.picture('narrow-customer');
    await mailbox.press('Use a template');
    await mailbox.press(/^Preview/);
    await mailbox.picture('narrow-preview');
    const isWide = await mailbox.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(isWide, 'scrolls to the side').to.equal(false);
    await expectAccessible(mailbox.page);
  });

  it('a reader’s cards, without deeds', async () => {
    await a().app.user(a().tenant, 'reader', STRANGER.email);
    const reader = await mailboxes.open(STRANGER.email);
    await reader.picture('reader-home');
    await reader.page.locator('.thread').first().click();
    await reader.settled();
    await shows(reader, 'Kestrel Ltd');
    await reader.picture('reader');
    expect(await reader.panel.getByRole('button', { name: 'Log a call' }).count()).to.equal(0);
  });

  it('what cannot be shown: no consent, no message, no server, nobody', async () => {
    world.parts.host.withhold(ANA.email, [SCOPE.read]);
    const asked = await opened();
    await asked.picture('consent');
    await expectAccessible(asked.page, '.gmail-panel');
    await asked.press('Allow');
    await shows(asked, 'Kestrel Ltd');
    world.onGmail = (_req, res) => void res.status(403).json({});
    await (await opened()).picture('unreadable');
    world.onGmail = (_req, res) => void res.status(503).json({});
    await (await opened()).picture('gmail-silent');
    world.onGmail = (_req, _res, next) => next();
    await mailboxes.open(STRANGER.email).then((unknown) => unknown.picture('unknown-account'));
    world.server.use((_req, res) => res.socket?.destroy());
    await (await opened('kestrel', BEN.email)).picture('server-gone');
    world.server.use(world.parts.app.express);
  });
});
