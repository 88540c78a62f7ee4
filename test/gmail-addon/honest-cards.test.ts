import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SCOPE } from '#shared/api/gmail-scopes.ts';
import { GoogleCard } from '../../demo/google/card-schema.ts';
import { customerRow, eur, itemRow } from '../support/ledger-rows.ts';
import { ANA, BEN, STRANGER, useGmailWorld } from './gmail-world.ts';
import { typed } from './panel-driver.ts';

describe('the panel is never blank', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  it('tells who is not set up what to do', async () => {
    const id = world.parts.store.threads(STRANGER.email)[0]?.messages[0]?.id ?? 0;
    const screen = await world.parts.host.open(STRANGER.email, id);
    expect(screen.card?.header?.title).to.equal('You are not set up yet');
  });

  it('tells a message that cannot be read from one without a customer, and still finds customers', async () => {
    world.onGmail = (_req, res) => void res.status(403).json({});
    const panel = await world.open();
    expect(panel.text).to.contain('This message cannot be read').and.to.not.contain('No customer');
    await panel.press('Search', typed({ search: 'Kestrel' }));
    await panel.press('It is Kestrel Ltd');
    expect(panel.card.header?.title).to.equal('Kestrel Ltd');
  });

  it('says that Gmail is silent, and tries again on demand', async () => {
    world.onGmail = (_req, res) => void res.status(503).json({});
    const panel = await world.open();
    expect(panel.text).to.contain('Gmail did not answer');
    expect(world.gmailCalls, 'one try for a card that a person waits for').to.have.length(1);
    world.onGmail = (_req, _res, next) => next();
    await panel.press('Try again');
    expect(panel.card.header?.title).to.equal('Kestrel Ltd');
  });

  it('asks for what the user has not granted, and goes on when they have', async () => {
    world.parts.host.withhold(ANA.email, [SCOPE.read]);
    const screen = await world.parts.host.open(ANA.email, world.messageId());
    expect(screen.consent).to.deep.equal([SCOPE.read]);
    const granted = await world.parts.host.consent(screen.panel);
    expect(granted.card?.header?.title).to.equal('Kestrel Ltd');
  });

  it('says that the server is gone, and logs with the same button when it is back', async () => {
    const panel = await world.open();
    await (await panel.press('Log a call')).press('Call: no answer');
    world.server.use((_req, res) => res.socket?.destroy());
    expect((await world.open()).text).to.contain('Duethread did not answer');
    await panel.press('Log: Call again');
    expect(panel.screen.notification).to.contain('Not saved').and.to.contain('Press again');
    expect(panel.card.name, 'the form stays').to.equal('call');
    world.server.use(world.parts.app.express);
    await panel.press('Log: Call again');
    expect(panel.screen.notification).to.equal('Logged: Call: no answer');
    expect(await a().log()).to.have.length(1);
  });

  it('tells who was disabled, and who works on no customers, each what it is', async () => {
    await a().in(() => world.parts.app.services.users.disable(a().ben.actor.userId));
    const disabled = await world.parts.host.open(BEN.email, world.messageId('kestrel', BEN.email));
    expect(disabled.card?.header?.title).to.equal('Your account is disabled');
    await world.parts.app.user(a().tenant, 'admin', STRANGER.email);
    const id = world.parts.store.threads(STRANGER.email)[0]?.messages[0]?.id ?? 0;
    const admin = await world.parts.host.open(STRANGER.email, id);
    expect(admin.card?.header?.title).to.equal('Nothing to show here');
  });

  it('opens a session anew where the last one has ended, without a word', async () => {
    const panel = await world.open();
    world.parts.app.clock.set('2026-11-20T11:00:00.000Z');
    await panel.press('Refresh');
    world.parts.app.clock.set('2026-11-20T09:00:00.000Z');
    expect([panel.screen.error, panel.card.header?.title]).to.deep.equal([null, 'Kestrel Ltd']);
  });

  it('says that several fit, and that the server is gone on the homepage as well', async () => {
    await a().feed(
      customerRow('C1', { name: 'Kestrel Ltd', contacts: kestrel() }),
      customerRow('C2', { name: 'Heron AG', contacts: kestrel() }),
    );
    expect((await world.open('no-number')).card.header?.title).to.equal('Which customer is it?');
    world.server.use((_req, res) => res.socket?.destroy());
    const home = await world.openHome();
    world.server.use(world.parts.app.express);
    expect(home.text).to.contain('Duethread did not answer');
    await home.press('Try again');
    expect(home.card.name).to.equal('home');
  });

  it('keeps what customers and mails say from becoming markup', async () => {
    await a().feed(customerRow('C1', { name: '<b>Kestrel</b> & "Sons"', contacts: kestrel() }));
    await a().post('/api/activities', {
      customerId: a().customerId,
      itemIds: [],
      code: 'phone_no_answer',
      outcome: 'call_again',
      note: '<a href="https://evil.example">free money</a>',
      client: 'page',
    });
    const panel = await world.open();
    expect(panel.card.header?.title).to.equal('<b>Kestrel</b> & "Sons"');
    expect(panel.text).to.not.contain('<a href');
    expect(panel.text).to.contain('&lt;a href=&quot;https://evil.example&quot;&gt;');
  });

  it('stays within Google’s limits for a customer with very much open', async () => {
    const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK'] as const;
    const rows = currencies.flatMap((currency, at) =>
      Array.from({ length: 12 }, (_, n) =>
        itemRow(`9${at}${String(n).padStart(3, '0')}`, {
          amount: { ...eur(10_000), currency: currency as never },
          dueOn: '2026-10-01',
          issuedOn: '2026-09-01',
        }),
      ),
    );
    await a().feed(...rows);
    const panel = await world.open();
    expect(panel.widgets.length).to.be.at.most(100);
    expect(panel.text).to.contain('5 more currencies');
    expect(Buffer.byteLength(JSON.stringify(panel.card))).to.be.below(30_000);
  });

  function kestrel() {
    return [{ name: 'Kim Osei', email: 'kim@kestrel.example', phone: '', role: 'accounts_payable', language: '' }];
  }
});

describe('a card that is not ready in time', function () {
  this.timeout(120_000);
  const { world } = useGmailWorld({ cardLimitMs: 300 });

  it('gives way to one that says so, with the way to try again', async () => {
    world.onGmail = () => undefined;
    const panel = await world.open();
    expect(panel.text).to.contain('This took too long');
    expect(panel.buttons.map(({ text }) => text)).to.deep.equal(['Try again']);
  });
});

describe('the stand-in’s schema of cards', () => {
  const good = { name: 'x', sections: [{ widgets: [{ textParagraph: { text: 'x' } }] }] };

  it('takes what Google documents', () => {
    expect(GoogleCard.safeParse(good).success).to.equal(true);
  });

  const bad: Record<string, unknown> = {
    'an unknown field': { ...good, colour: 'red' },
    'a section without widgets': { sections: [{ widgets: [] }] },
    'two widgets in one': { sections: [{ widgets: [{ textParagraph: { text: 'x' }, divider: {} }] }] },
    'columns, which the message sidebar does not have': { sections: [{ widgets: [{ columns: {} }] }] },
    'a parameter that is no text': {
      sections: [
        {
          widgets: [
            {
              buttonList: {
                buttons: [
                  {
                    text: 'x',
                    onClick: { action: { function: 'https://x.example/', parameters: [{ key: 'a', value: 1 }] } },
                  },
                ],
              },
            },
          ],
        },
      ],
    },
    'more than 100 widgets': { sections: [{ widgets: Array.from({ length: 101 }, () => ({ divider: {} })) }] },
  };
  for (const [title, card] of Object.entries(bad)) {
    it(`refuses ${title}`, () => {
      expect(GoogleCard.safeParse(card).success).to.equal(false);
    });
  }
});
