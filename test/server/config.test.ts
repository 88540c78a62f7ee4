import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { loadDemoConfig } from '../../demo/config.ts';
import { ConfigInvalid, loadConfig } from '../../server/config.ts';
import { keepStart, withLastStart } from '../../server/last-start.ts';
import { appSettings, serviceSettings } from '../../server/settings.ts';

const SECRET = 'a secret of at least 32 bytes, really';
const PRODUCTION = {
  NODE_ENV: 'production',
  BASE_URL: 'https://duethread.example',
  MONGODB_URI: 'mongodb://db.example/?replicaSet=rs0',
  SESSION_SECRET: SECRET,
  TRUST_PROXY: '1',
};
const DEMO = { DEMO: 'on', DEMO_URL: 'http://localhost:3002', SESSION_SECRET: SECRET };

function problemsOf(environment: Record<string, string>): string {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigInvalid) return error.message;
    throw error;
  }
  return '';
}

describe('loadConfig', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'duethread-config-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('needs nothing at all on a fresh clone', () => {
    const config = loadConfig({ DATA_DIR: dataDir });
    expect(config.http).to.deep.include({ port: 3000, baseUrl: 'http://localhost:3000', trustProxy: 0 });
    expect(config).to.deep.include({ demo: false, scriptTokens: false, production: false, demoUrl: null });
    expect(config.mongo.database).to.equal('duethread');
    expect(config.feeds).to.deep.equal({ folder: null, lookEveryMs: 5_000, keptDays: 400 });
  });

  it('names every variable that is missing or wrong, at once', () => {
    const problems = problemsOf({
      PORT: 'eighty',
      BASE_URL: 'https://duethread.example/path',
      MONGODB_URI: 'postgres://db',
      LOG_LEVEL: 'loud',
      TRUST_PROXY: 'true',
      METRICS_TOKEN: 'short',
      OUTLOOK_FRAME_ANCESTORS: 'https://mail.example mail.example',
      ENTRA_WEB_CLIENT_ID: 'x',
      GOOGLE_CLIENT_SECRET: 'y',
      DEMO: 'yes',
      FEED_FOLDER_SECONDS: '0',
      FEED_FILE_DAYS: 'long',
      MIGRATE_TO: 'all',
      STOP_GRACE_SECONDS: '1m',
    });
    const names = ['PORT', 'BASE_URL', 'MONGODB_URI', 'SESSION_SECRET', 'LOG_LEVEL', 'TRUST_PROXY', 'METRICS_TOKEN'];
    const more = [
      'FEED_FOLDER_SECONDS',
      'FEED_FILE_DAYS',
      'MIGRATE_TO',
      'STOP_GRACE_SECONDS',
      'OUTLOOK_FRAME_ANCESTORS',
      'ENTRA_WEB_CLIENT_SECRET',
      'GOOGLE_CLIENT_ID',
      'DEMO',
    ];
    for (const name of [...names, ...more]) expect(problems).to.contain(`${name} `);
  });

  it('has a way out for mail where both its server and its sender are named, and none otherwise', () => {
    expect(loadConfig({ DATA_DIR: dataDir }).mail).to.equal(null);
    const mail = { SMTP_URL: 'smtps://me:secret@mail.example', MAIL_FROM: 'Duethread <duethread@company.example>' };
    expect(loadConfig({ DATA_DIR: dataDir, ...mail }).mail).to.deep.equal({ url: mail.SMTP_URL, from: mail.MAIL_FROM });
    expect(problemsOf({ SMTP_URL: mail.SMTP_URL }))
      .to.contain('MAIL_FROM is missing')
      .and.not.contain('secret');
    expect(problemsOf({ MAIL_FROM: mail.MAIL_FROM })).to.contain('SMTP_URL is missing');
    expect(problemsOf({ ...mail, SMTP_URL: 'https://mail.example' })).to.contain('SMTP_URL needs');
    for (const from of ['Duethread', 'a@b.example\r\nBcc: all@evil.example', 'A <a@b.example> <c@d.example>']) {
      expect(problemsOf({ ...mail, MAIL_FROM: from }), from).to.contain('MAIL_FROM needs');
    }
  });

  it('never says a secret', () => {
    expect(problemsOf({ SESSION_SECRET: 'too-short-but-secret' }))
      .to.contain('SESSION_SECRET needs')
      .and.not.contain('too-short');
  });

  it('counts an empty variable as none', () => {
    expect(loadConfig({ DATA_DIR: dataDir, MONGODB_URI: '', PORT: '' }).http.port).to.equal(3000);
  });

  it('keeps one secret for an installation, which its owner alone can read', () => {
    const first = loadConfig({ DATA_DIR: dataDir });
    expect(loadConfig({ DATA_DIR: dataDir }).sessionSecret)
      .to.equal(first.sessionSecret)
      .and.have.length.at.least(32);
    expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).to.equal(0o600);
  });

  it('says so where the secret cannot be kept', () => {
    const file = join(dataDir, 'file');
    writeFileSync(file, '');
    expect(problemsOf({ DATA_DIR: file })).to.contain('DATA_DIR cannot keep');
  });

  it('asks for the secret where the database is brought along', () => {
    const { SESSION_SECRET: _, ...without } = PRODUCTION;
    expect(problemsOf(without)).to.contain('SESSION_SECRET is missing, which MONGODB_URI needs');
  });

  it('refuses in production what would open a door to strangers, by name', () => {
    expect(problemsOf(PRODUCTION)).to.equal('');
    const overrides = ['OFFICE_JS_URL', 'ENTRA_JWKS_URL', 'ENTRA_ISSUER', 'GOOGLE_JWKS_URL', 'DEMO_URL'];
    for (const name of overrides) {
      expect(problemsOf({ ...PRODUCTION, [name]: 'https://evil.example' }), name).to.contain(
        `${name} is for the demo only`,
      );
      expect(problemsOf({ SESSION_SECRET: SECRET, [name]: 'http://localhost:1' }), name).to.contain(
        `${name} is for the demo only`,
      );
    }
    expect(problemsOf({ ...PRODUCTION, ...DEMO })).to.contain('DEMO=on is not for NODE_ENV=production');
    expect(problemsOf({ ...PRODUCTION, TRUST_PROXY: '' })).to.contain('TRUST_PROXY is missing');
    expect(problemsOf({ ...PRODUCTION, TRUST_PROXY: '0' })).to.equal('');
    expect(problemsOf({ ...PRODUCTION, DEV_SIGN_IN: 'on' })).to.contain('DEV_SIGN_IN=on is not for');
    expect(problemsOf({ ...PRODUCTION, BASE_URL: 'http://duethread.example' })).to.contain('BASE_URL needs');
    expect(problemsOf({ ...PRODUCTION, ENTRA_AUTHORITY: 'http://login.example' })).to.contain('ENTRA_AUTHORITY needs');
  });

  it("goes to Microsoft's and Google's own addresses where nothing else is said", () => {
    const { entra, google, outlook } = loadConfig({
      ...PRODUCTION,
      ENTRA_API_CLIENT_ID: 'a',
      ENTRA_PANE_CLIENT_ID: 'p',
    });
    expect(entra.issuer).to.equal('https://login.microsoftonline.com/{tid}/v2.0');
    expect(entra.keys).to.equal('https://login.microsoftonline.com/{tid}/discovery/v2.0/keys');
    expect(google.keys).to.equal('https://www.googleapis.com/oauth2/v3/certs');
    expect(outlook.officeJsUrl).to.contain('https://appsforoffice.microsoft.com/');
    expect(outlook.frameAncestors).to.include('https://outlook.cloud.microsoft');
  });

  it('finds every stand-in of the demo from DEMO_URL, and only this machine reaches it', () => {
    const config = loadConfig({ ...DEMO, DATA_DIR: dataDir });
    expect(config.entra).to.include({
      issuer: 'http://localhost:3002/entra',
      keys: 'http://localhost:3002/entra/jwks',
    });
    expect(config.google.keys).to.equal('http://localhost:3002/google/certs');
    expect(config.outlook.officeJsUrl).to.equal('http://localhost:3002/office/office.js');
    expect(config.outlook.frameAncestors).to.include('http://localhost:3002');
    expect(config.http.host).to.equal('127.0.0.1');
    expect(config.scriptTokens).to.equal(true);
    expect(config.entra.pages?.clientSecret).to.have.length.at.least(32);
    expect(problemsOf({ DEMO: 'on', SESSION_SECRET: SECRET })).to.contain('DEMO_URL is missing');
  });

  it('gives the demo process its port', () => {
    expect(loadDemoConfig({ ...DEMO, DATA_DIR: dataDir }).port).to.equal(3002);
    expect(loadDemoConfig({ ...DEMO, DATA_DIR: dataDir, DEMO_PORT: '4010' }).port).to.equal(4010);
    expect(() => loadDemoConfig({ SESSION_SECRET: SECRET })).to.throw('the demo needs DEMO=on');
  });

  it('tells the audience of each client from the other, and the pages from the pane', () => {
    const config = loadConfig({
      ...PRODUCTION,
      ENTRA_API_CLIENT_ID: 'api',
      ENTRA_PANE_CLIENT_ID: 'pane',
      ENTRA_WEB_CLIENT_ID: 'pages',
      ENTRA_WEB_CLIENT_SECRET: 's',
      GOOGLE_ADDON_CLIENT_ID: 'addon',
    });
    const { entra, google } = serviceSettings(config).directories;
    expect(entra).to.include({ apiClientId: 'api', paneClientId: 'pane', pagesClientId: 'pages' });
    expect(google).to.include({ addonClientId: 'addon', pagesClientId: null });
    const { providers, pane, checkAnswers, cookieSecret } = appSettings(config);
    expect(providers.map(({ kind }) => kind)).to.deep.equal(['entra']);
    expect(pane).to.include({ clientId: 'pane', scope: 'api://api/access_as_user' });
    expect(pane.issuer).to.equal('https://login.microsoftonline.com/organizations/v2.0');
    expect(checkAnswers).to.equal(false);
    expect(cookieSecret).not.to.equal(SECRET);
  });
});

describe('the environment of a command', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'duethread-start-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('goes by the last start of the server on its data folder, where it says nothing itself', () => {
    keepStart(loadConfig({ ...DEMO, DATA_DIR: dataDir, PORT: '3100' }));
    expect(readFileSync(join(dataDir, 'last-start.json'), 'utf8')).not.to.contain(SECRET);
    const config = loadConfig(withLastStart({ DATA_DIR: dataDir }));
    expect(config).to.include({ demo: true, scriptTokens: true });
    expect(config.http.baseUrl).to.equal('http://localhost:3100');
  });

  it('wins over it, and is left alone without one', () => {
    expect(withLastStart({ DATA_DIR: dataDir })).to.deep.equal({ DATA_DIR: dataDir });
    keepStart(loadConfig({ ...DEMO, DATA_DIR: dataDir }));
    const off = { DATA_DIR: dataDir, DEMO: 'off' };
    expect(withLastStart(off)).to.deep.equal(off);
    expect(withLastStart({ DATA_DIR: dataDir, BASE_URL: 'http://here' }).BASE_URL).to.equal('http://here');
    const own = { ...PRODUCTION, DATA_DIR: dataDir };
    expect(withLastStart(own)).to.deep.equal(own);
  });
});
