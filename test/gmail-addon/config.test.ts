import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { loadConfig } from '../../gmail-addon/config.ts';
import { DEMO_ADDON } from '../../gmail-addon/config-demo.ts';
import { DEMO_CLIENTS } from '../../server/config-demo.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  GMAIL_ADDON_PORT: '3001',
  GMAIL_ADDON_ENDPOINT: 'https://gmail.duethread.example',
  GMAIL_ADDON_SERVICE_ACCOUNT: 'service-1@gcp-sa-gsuiteaddons.iam.gserviceaccount.com',
  GOOGLE_ADDON_CLIENT_ID: 'client.apps.googleusercontent.com',
  API_URL: 'https://duethread.example',
  GMAIL_ADDON_ACTION_SECRET: 'a secret of the tests with 32 bytes+',
};

describe('the configuration of the Gmail add-on', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'duethread-addon-'));
  const demo = {
    DEMO: 'on',
    DEMO_URL: 'http://localhost:3002',
    GMAIL_ADDON_PORT: '3001',
    API_URL: 'http://localhost:3000',
    DATA_DIR: dataDir,
  };
  after(() => rmSync(dataDir, { recursive: true }));

  it('goes to Google and nowhere else in production', () => {
    const { keys, gmailRoot } = loadConfig(PRODUCTION);
    expect([keys, gmailRoot]).to.deep.equal([
      'https://www.googleapis.com/oauth2/v3/certs',
      'https://gmail.googleapis.com/',
    ]);
  });

  it('goes to the stand-in in the demo, under the client that the server knows, with a secret that is kept', () => {
    const config = loadConfig(demo);
    expect(config.keys).to.equal('http://localhost:3002/google/certs');
    expect(config.endpoint).to.equal('http://localhost:3001');
    expect(config.host).to.equal('127.0.0.1');
    expect(config.clientId).to.equal(DEMO_CLIENTS.gmailAddon).and.to.equal(DEMO_ADDON.clientId);
    expect(config.actionSecret.length).to.be.at.least(32);
    expect(loadConfig(demo).actionSecret).to.equal(config.actionSecret);
  });

  for (const name of Object.keys(PRODUCTION).filter((one) => one !== 'NODE_ENV')) {
    it(`does not start without ${name}`, () => {
      expect(() => loadConfig({ ...PRODUCTION, [name]: '' })).to.throw(name);
    });
  }

  for (const [name, value] of Object.entries({
    GOOGLE_JWKS_URL: 'https://elsewhere.example/keys',
    GMAIL_API_ROOT_URL: 'https://elsewhere.example/',
    GMAIL_ADDON_ENDPOINT: 'http://gmail.duethread.example',
    GMAIL_ADDON_ACTION_SECRET: 'short',
    DEMO: 'on',
  })) {
    it(`refuses ${name}=${value} in production`, () => {
      expect(() => loadConfig({ ...PRODUCTION, [name]: value })).to.throw(name);
    });
  }
});
