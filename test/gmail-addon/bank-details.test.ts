import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Desk } from '../server/features/templates/desk.ts';
import { useGmailWorld } from './gmail-world.ts';
import type { PanelDriver } from './panel-driver.ts';

const SEEN = 'I have seen the new bank details';
const CHANGED = 'Bank details were changed';

describe('the warning of changed bank details on the cards', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  async function changeBankDetails(): Promise<void> {
    const { app } = world.parts;
    const desk = new Desk(a());
    const [author, second, third] = await Promise.all([
      app.user(a().tenant, 'manager', 'author@brightwater.example'),
      app.user(a().tenant, 'admin', 'second@brightwater.example'),
      app.user(a().tenant, 'manager', 'third@brightwater.example'),
    ]);
    await desk.liveClause({ html: '<p>IBAN DE89 3704 0044 0532 0130 00</p>' }, author, [second, third]);
    await desk.liveClause({ html: '<p>IBAN GB82 WEST 1234 5698 7654 32</p>' }, author, [second, third]);
  }

  const preview = async (): Promise<PanelDriver> =>
    (await (await world.open()).press('Use a template')).press('Preview');
  const labels = (panel: PanelDriver) => panel.buttons.map(({ text }) => text);

  it('stands there until its reader says to have seen it, and then on no card of theirs', async () => {
    await changeBankDetails();
    const panel = await preview();
    expect(panel.text).to.contain(CHANGED);
    await panel.press(SEEN);
    expect(panel.screen.error).to.equal(null);
    expect(panel.card.name).to.equal('preview');
    expect(panel.text).to.not.contain(CHANGED);
    expect(labels(panel)).to.include('Send in this thread').and.to.not.include(SEEN);
    expect((await preview()).text).to.not.contain(CHANGED);
  });

  it('stands there still where the server did not answer', async () => {
    await changeBankDetails();
    const panel = await preview();
    const { express } = world.parts.app;
    world.server.use((req, res) =>
      req.url?.includes('/acknowledgements') ? res.writeHead(503).end() : express(req, res),
    );
    await panel.press(SEEN);
    expect(panel.screen.notification).to.contain('Not saved');
    world.server.use(express);
    expect((await preview()).text).to.contain(CHANGED);
  });

  it('is no button where nothing was changed', async () => {
    const panel = await preview();
    expect(panel.text).to.not.contain(CHANGED);
    expect(labels(panel)).to.not.include(SEEN);
  });
});
