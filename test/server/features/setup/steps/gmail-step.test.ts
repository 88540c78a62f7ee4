import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import pino from 'pino';
import { createGmailAddon } from '../../../../../gmail-addon/app.ts';
import { loadConfig } from '../../../../../gmail-addon/config.ts';
import { OwnAddresses } from '../../../../../server/features/setup/own-addresses.ts';
import type { SetupFacts, SetupTools } from '../../../../../server/features/setup/setup-facts.ts';
import { GMAIL_STEP } from '../../../../../server/features/setup/steps/gmail-step.ts';
import { TestApp, useStore } from '../../../../support/app.ts';
import { LocalServer } from '../../../../support/http.ts';
import { TEST_SECRET, testSettings } from '../../../../support/settings.ts';

const BASE_URL = 'https://duethread.example';
const ENDPOINT = 'https://gmail.duethread.example';
const IDS = {
  GMAIL_ADDON_ENDPOINT: ENDPOINT,
  GMAIL_ADDON_SERVICE_ACCOUNT: 'service-1@gcp-sa-gsuiteaddons.iam.gserviceaccount.com',
  GOOGLE_ADDON_CLIENT_ID: 'addon.apps.googleusercontent.com',
};

describe('the self-test of Gmail', function () {
  this.timeout(120_000);
  useStore();
  const server = new LocalServer();
  const addon = new LocalServer();
  const { setup: settings } = testSettings({ environment: { BASE_URL, ...IDS } }).services;

  before(async () => {
    await Promise.all([server.start(), addon.start()]);
    server.use(new TestApp({ environment: { BASE_URL } }).express);
    const config = loadConfig({
      ...IDS,
      GMAIL_ADDON_PORT: '0',
      API_URL: BASE_URL,
      GMAIL_ADDON_ACTION_SECRET: TEST_SECRET,
    });
    addon.use(createGmailAddon({ ...config, now: () => new Date() }, pino({ level: 'silent' })));
  });
  after(() => Promise.all([server.stop(), addon.stop()]));

  async function attempt(changes: Partial<typeof settings> = {}, addonUrl = addon.url) {
    const real = new OwnAddresses([server.url, addonUrl]);
    const ask = (address: string, method?: 'GET' | 'POST') =>
      real.ask(address.replace(ENDPOINT, addonUrl).replace(BASE_URL, server.url), method);
    const facts = { settings: { ...settings, ...changes } } as SetupFacts;
    return GMAIL_STEP.attempt(facts, { addresses: { ask } } as unknown as SetupTools);
  }

  it('passes for the add-on itself, which answers and refuses what Google did not sign', async () => {
    const findings = await attempt();
    expect(findings.map(({ what, passed }) => [what, passed])).to.deep.equal([
      ['Ids of Google', true],
      ['deployment.json', true],
      ['The add-on', true],
      ['Calls of strangers', true],
      ['Logo', true],
    ]);
  });

  it('does not pass for something else that lets a stranger’s call through', async () => {
    const open = new LocalServer();
    await open.start();
    open.use((_req, res) => res.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    const failed = (await attempt({}, open.url)).filter(({ passed }) => !passed).map(({ what }) => what);
    expect(failed).to.deep.equal(['The add-on', 'Calls of strangers']);
    await open.stop();
  });

  it('says which ids are missing, and asks nothing without an address', async () => {
    const gmail = { endpoint: null, serviceAccount: null, clientId: null };
    const findings = await attempt({ gmail });
    expect(findings.every(({ passed }) => !passed)).to.equal(true);
    expect(findings.map(({ sentence }) => sentence).join(' ')).to.include('GMAIL_ADDON_ENDPOINT');
  });
});
