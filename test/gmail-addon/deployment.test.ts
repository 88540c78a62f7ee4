import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ADDON_TRIGGERS, gmailDeployment, problemsWithDeployment } from '#shared/api/gmail-deployment.ts';
import { ALL_SCOPES, EXPLAINED_SCOPES, RESTRICTED_SCOPES } from '#shared/api/gmail-scopes.ts';
import { ACTION_NAMES } from '../../gmail-addon/actions.ts';
import { wordsFor } from '../../gmail-addon/card-words.ts';
import { actionPath } from '../../gmail-addon/entry-points.ts';
import { TRIGGER_HANDLERS } from '../../gmail-addon/handlers/handlers.ts';
import { BROKEN_FIELDS, BROKEN_RELATIONS } from './broken-deployments.ts';
import { ANA, useGmailWorld } from './gmail-world.ts';
import { PanelDriver } from './panel-driver.ts';

const SAMPLE = { baseUrl: 'https://duethread.example', addonUrl: 'https://gmail.duethread.example' };
const FILE = JSON.parse(readFileSync(new URL('../../gmail-addon/deployment.json', import.meta.url), 'utf8'));

type Loose = Record<string, unknown>;

/** The file with something else at a place; nothing there where it is undefined. */
function changed(at: string, put: unknown): unknown {
  const copy = structuredClone(FILE) as Loose;
  const steps = at.split('.');
  const last = steps.pop() ?? '';
  const place = steps.reduce<Loose>((part, step) => part[step] as Loose, copy);
  if (put === undefined) delete place[last];
  else place[last] = put;
  return copy;
}

describe('deployment.json', () => {
  it('is what is made for the sample addresses', () => {
    expect(FILE).to.deep.equal(JSON.parse(JSON.stringify(gmailDeployment(SAMPLE))));
  });

  it('is taken', () => {
    expect(problemsWithDeployment(FILE)).to.deep.equal([]);
  });

  it('names addresses that are served, and are told apart from one another and from every button’s', () => {
    const paths = [...Object.values(ADDON_TRIGGERS), ...ACTION_NAMES.map(actionPath)];
    expect(new Set(paths).size).to.equal(paths.length);
    expect(Object.keys(ADDON_TRIGGERS)).to.have.members(Object.keys(TRIGGER_HANDLERS));
  });

  it('has the menu in the words of the cards', () => {
    const { card, figures } = wordsFor('en');
    const labels = gmailDeployment(SAMPLE).addOns.common.universalActions?.map(({ label }) => label);
    expect(labels).to.deep.equal([card.refresh, figures.heading]);
  });

  it('asks for no more scopes than are explained, none of them restricted', () => {
    expect(FILE.oauthScopes).to.deep.equal(EXPLAINED_SCOPES.map(({ scope }) => scope));
    expect(ALL_SCOPES.filter((scope) => RESTRICTED_SCOPES.includes(scope))).to.deep.equal([]);
    expect(EXPLAINED_SCOPES.filter((one) => one.class === 'restricted' || one.reason.length < 20)).to.deep.equal([]);
  });

  it('takes the name and the logo that it is given', () => {
    const { common } = gmailDeployment({ ...SAMPLE, name: 'Dunning', logoUrl: 'https://a.example/i.png' }).addOns;
    expect([common.name, common.logoUrl]).to.deep.equal(['Dunning', 'https://a.example/i.png']);
  });

  it('is taken back as Google gives it, with its name and etag, and for an add-on under a path', () => {
    const under = gmailDeployment({ ...SAMPLE, addonUrl: 'https://duethread.example/gmail' });
    expect(problemsWithDeployment({ ...under, name: 'projects/1/deployments/duethread', etag: 'x' })).to.deep.equal([]);
  });
});

describe('problemsWithDeployment', () => {
  const broken = [...BROKEN_FIELDS, ...BROKEN_RELATIONS];

  it('is tried on more than twenty-five mistakes, each another', () => {
    expect(new Set(broken.map(({ what }) => what)).size)
      .to.equal(broken.length)
      .and.to.be.above(25);
  });

  for (const { what, at, put, says } of broken) {
    it(`says what is wrong with ${what}`, () => {
      const problems = problemsWithDeployment(changed(at, put));
      expect(problems.join('\n')).to.contain(says);
      for (const problem of problems) expect(problem).to.match(/^[\w.]+: .+\.$/);
    });
  }

  it('says it of what is no deployment at all', () => {
    expect(problemsWithDeployment(null).join('\n')).to.contain('the deployment: ');
  });
});

describe('the entry points of the deployment', function () {
  this.timeout(120_000);
  const { world } = useGmailWorld();
  const compose = async (...to: string[]) =>
    new PanelDriver(world.parts.host, await world.parts.host.compose(ANA.email, { to, cc: [] }));

  for (const [name, path] of Object.entries(ADDON_TRIGGERS)) {
    it(`${name} is for Google alone`, async () => {
      const refused = await fetch(world.addon.url + path, { method: 'POST', body: '{}' });
      expect([refused.status, await refused.json()]).to.deep.equal([401, {}]);
    });
  }

  it('compose shows whose customer a mail that is being written goes to', async () => {
    const panel = await compose('Kim Osei <kim@kestrel.example>');
    expect(panel.card.header?.title).to.equal('Kestrel Ltd');
    expect(panel.buttons.map(({ text }) => text)).to.not.include(wordsFor('en').thread.notThisOne);
  });

  it('compose offers the search where nobody is addressed, or nobody is known by the address', async () => {
    for (const panel of [await compose(), await compose('who@nowhere.example')]) {
      expect(panel.card.header?.title).to.equal('No customer with that number or name.');
      expect(panel.fields).to.deep.equal(['search']);
    }
  });
});
