import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ALL_SCOPES, SCOPE } from '../../shared/api/gmail-scopes.ts';
import { ANA, useGmailWorld } from './gmail-world.ts';
import { type PanelDriver, picked, typed } from './panel-driver.ts';

/** A press for which something has not been granted, and what shows its effect. */
interface Asked {
  readonly withheld: readonly string[];
  readonly begin: () => Promise<PanelDriver>;
  readonly press: (panel: PanelDriver) => Promise<PanelDriver>;
  readonly effects: () => Promise<number>;
}

describe('a press for which the user has not granted all', function () {
  this.timeout(240_000);
  const { world, case: a } = useGmailWorld();

  const opened = async (...labels: readonly string[]): Promise<PanelDriver> => {
    const panel = await world.open();
    for (const label of labels) await panel.press(label);
    return panel;
  };
  const logged = async (kind = 'activity') => (await a().log()).filter((entry) => entry.kind === kind).length;
  const given = async (path: string) => world.gmailCalls.filter((call) => call === path).length;

  const presses: Record<string, Asked> = {
    'saving a call': {
      withheld: [SCOPE.read],
      begin: () => opened('Call', 'Call: no answer'),
      press: (panel) => panel.press('Log: Call again', typed({ note: 'rang long' })),
      effects: logged,
    },
    'saving a promise': {
      withheld: [SCOPE.email],
      begin: () => opened('Promise'),
      press: (panel) => panel.press('Save', { date_1_0: picked('2026-11-27') }),
      effects: logged,
    },
    'undoing an entry': {
      withheld: [SCOPE.read, SCOPE.email],
      begin: () => opened('Call', 'Call: no answer', 'Log: Call again'),
      press: (panel) => panel.press('Undo'),
      effects: () => logged('withdrawal'),
    },
    'sending a template': {
      withheld: [SCOPE.send],
      begin: () => opened('Use a template', 'Preview: First notice'),
      press: (panel) => panel.press('Send in this thread'),
      effects: () => given('POST /messages/send'),
    },
    'drafting one': {
      withheld: [SCOPE.draft],
      begin: () => opened('Use a template', 'Preview: First notice'),
      press: (panel) => panel.press('Edit as a draft'),
      effects: () => given('POST /drafts'),
    },
  };
  for (const [title, { withheld, begin, press, effects }] of Object.entries(presses)) {
    it(`asks for just that, and has one effect when Google presses again: ${title}`, async () => {
      const panel = await begin();
      const before = panel.card.name;
      const again = panel.copy();
      world.parts.host.withhold(ANA.email, withheld);
      await press(panel);
      expect([...(panel.screen.consent ?? [])].sort()).to.deep.equal([...withheld].sort());
      expect([await effects(), panel.card.name]).to.deep.equal([0, before]);
      panel.screen = await world.parts.host.consent(panel.screen.panel);
      expect([panel.screen.error, panel.screen.consent]).to.deep.equal([null, null]);
      expect(await effects()).to.equal(1);
      await press(again);
      expect(await effects(), 'and pressed once more').to.equal(1);
    });
  }

  it('still reads and logs for who has granted no sending', async () => {
    world.parts.host.withhold(ANA.email, [SCOPE.send, SCOPE.draft]);
    const panel = await opened('Call', 'Call: no answer', 'Log: Call again');
    expect(panel.screen.notification).to.equal('Logged: Call: no answer');
  });

  it('asks on the homepage for no more than who the user is', async () => {
    world.parts.host.withhold(ANA.email, ALL_SCOPES);
    const { screen } = await world.openHome();
    expect(screen.consent).to.deep.equal([SCOPE.email]);
  });

  it('asks again for what was refused again, and never in a circle by itself', async () => {
    world.parts.host.withhold(ANA.email, [SCOPE.read]);
    const first = await world.parts.host.open(ANA.email, world.messageId());
    const second = await world.parts.host.open(ANA.email, world.messageId());
    expect([first.consent, second.consent]).to.deep.equal([[SCOPE.read], [SCOPE.read]]);
    expect(world.gmailCalls, 'nothing is read that was not granted').to.deep.equal([]);
  });
});
