import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { customerRow } from '../support/ledger-rows.ts';
import { useGmailWorld } from './gmail-world.ts';

describe('what the cards open', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  it('is the telephone, at the number as a telephone takes it, which stands there to be read off too', async () => {
    const kim = { name: 'Kim Osei', email: 'kim@kestrel.example', role: '', language: '' };
    await a().feed(
      customerRow('C1', {
        name: 'Kestrel Ltd',
        contacts: [
          { ...kim, phone: '+44 (0)20 7946 0000' },
          { ...kim, name: 'Lou', email: 'lou@kestrel.example', phone: 'extension' },
        ],
      }),
    );
    const panel = await world.open();
    expect(panel.text).to.contain('Kim Osei | +44 (0)20 7946 0000');
    const links = panel.buttons.flatMap(({ onClick }) => onClick.openLink?.url ?? []);
    expect(links).to.deep.equal(['tel:+442079460000']);
  });

  it('is the statement of account, by an address of ours that needs no sign-in', async () => {
    const panel = await (await world.open()).press('Documents');
    expect(panel.card.header?.title).to.equal('Documents');
    await panel.press('Open Statement of account');
    expect([panel.screen.error, panel.card.name]).to.deep.equal([null, 'documents']);
    const address = panel.screen.openedLink ?? '';
    expect(address.startsWith(`${world.server.url}/`), 'as the deployment allows').to.equal(true);
    const { pathname, search } = new URL(address);
    const { status, headers } = await request(world.parts.app.express).get(pathname + search);
    expect([status, headers['content-type']]).to.deep.equal([200, 'application/pdf']);
  });

  it('is nothing where the server does not answer, which is said', async () => {
    const panel = await (await world.open()).press('Documents');
    world.server.use((_req, res) => res.socket?.destroy());
    await panel.press('Open Statement of account');
    world.server.use(world.parts.app.express);
    expect(panel.screen.openedLink).to.equal(null);
    expect(panel.screen.notification).to.contain('did not answer');
  });
});
