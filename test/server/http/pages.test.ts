import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import request from 'supertest';
import { PaneConfig } from '../../../shared/api/pane-config.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { pressForm } from '../../support/own-form.ts';

const SECURE = {
  BASE_URL: 'https://duethread.example',
  ENTRA_API_CLIENT_ID: 'api-id',
  ENTRA_PANE_CLIENT_ID: 'pane-id',
};
const OUTLOOK =
  'https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://outlook.cloud.microsoft';

/** The directives of an answer's content security policy. */
function policyOf({ headers }: { headers: Record<string, unknown> }): Map<string, string> {
  const directives = String(headers['content-security-policy']).split(';');
  return new Map(directives.map((each) => [each.split(' ')[0] ?? '', each.slice(each.indexOf(' ') + 1)]));
}

describe('the pages', function () {
  this.timeout(60_000);
  useStore();
  const folder = mkdtempSync(join(tmpdir(), 'duethread-pages-'));
  const app = new TestApp({ environment: SECURE, app: { builtPages: folder } });

  before(() => {
    mkdirSync(join(folder, 'addin/assets'), { recursive: true });
    mkdirSync(join(folder, 'web/assets'), { recursive: true });
    writeFileSync(join(folder, 'addin/index.html'), '<script src="__OFFICE_JS_URL__"></script>');
    writeFileSync(join(folder, 'addin/sign-in.html'), '<script src="__OFFICE_JS_URL__"></script>');
    writeFileSync(join(folder, 'addin/events.js'), "const servedFrom = '__BASE_URL__';");
    writeFileSync(join(folder, 'addin/assets/main-BxY12_cd.js'), '// main');
    writeFileSync(join(folder, 'addin/assets/icon-64.png'), 'icon');
    writeFileSync(join(folder, 'web/index.html'), '<title>Reports</title>');
    writeFileSync(join(folder, 'web/assets/main-A1b2C3d4.css'), 'css');
    writeFileSync(join(folder, 'outside.txt'), 'not for anybody');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const get = (path: string) => request(app.express).get(path);

  it('tell the launch events where the API is, for the engine that knows no location', async () => {
    const { text } = await request(app.express).get('/addin/events.js').buffer(true);
    expect(text).to.equal("const servedFrom = 'https://duethread.example';");
  });

  it('show the pane with the address of Office.js put in, afresh each time', async () => {
    for (const path of [
      '/addin/',
      '/addin/index.html',
      '/addin/sign-in.html',
      '/addin/index.html?_host_Info=Outlook$Web$',
    ]) {
      const { status, text, headers } = await get(path);
      expect(status, path).to.equal(200);
      expect(text).to.equal('<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>');
      expect(headers['cache-control']).to.equal('no-cache');
    }
    expect((await get('/addin/events.js')).headers['cache-control']).to.equal('no-cache');
  });

  it('let a browser keep what carries a hash for good, and icons for a while', async () => {
    expect((await get('/addin/assets/main-BxY12_cd.js')).headers['cache-control']).to.contain('immutable');
    expect((await get('/assets/main-A1b2C3d4.css')).headers['cache-control']).to.contain('immutable');
    expect((await get('/addin/assets/icon-64.png')).headers['cache-control']).to.equal('public, max-age=3600');
  });

  it('tell the pane how to sign in', async () => {
    const { body } = await get('/addin/config.json');
    expect(PaneConfig.parse(body)).to.deep.equal({
      authority: 'https://login.microsoftonline.com/organizations',
      issuer: 'https://login.microsoftonline.com/organizations/v2.0',
      clientId: 'pane-id',
      scope: 'api://api-id/access_as_user',
      officeJs: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
    });
  });

  it("show the pane in the mail clients' frames only, with their Office.js and the sign-in, and nothing inline", async () => {
    for (const path of ['/addin/index.html', '/addin/assets/icon-64.png']) {
      const answer = await get(path);
      const policy = policyOf(answer);
      expect(policy.get('frame-ancestors')).to.equal(OUTLOOK);
      expect(policy.get('script-src')).to.equal("'self' https://appsforoffice.microsoft.com");
      expect(policy.get('connect-src')).to.equal("'self' https://login.microsoftonline.com");
      expect(answer.headers['content-security-policy']).not.to.contain('unsafe');
      expect(answer.headers).not.to.have.any.keys('x-frame-options', 'cross-origin-opener-policy');
      expect(answer.headers['cross-origin-resource-policy']).to.equal('cross-origin');
    }
  });

  it('let the demo mailbox show the pane, in the demo alone', async () => {
    const demo = new TestApp({ environment: { DEMO: 'on', DEMO_URL: 'http://localhost:4711' } });
    const policy = policyOf(await request(demo.express).get('/addin/config.json'));
    expect(policy.get('frame-ancestors')).to.equal(`${OUTLOOK} http://localhost:4711`);
    expect(policy.get('script-src')).to.equal("'self' http://localhost:4711");
    expect(policy.get('connect-src')).to.equal("'self' http://localhost:4711");
  });

  it('show a manager every page of theirs by its own address, framed nowhere', async () => {
    for (const path of ['/', '/reports/ageing', '/reports/ageing?asOf=2026-01-31']) {
      const answer = await get(path).set('Accept', 'text/html');
      expect(answer.text, path).to.equal('<title>Reports</title>');
      expect(answer.headers['cache-control']).to.equal('no-cache');
    }
    for (const path of ['/', '/sign-in', '/sign-in/link?secret=x', '/sign-out', '/nothing.png']) {
      const answer = await get(path);
      expect(policyOf(answer).get('frame-ancestors'), path).to.equal("'none'");
      expect(policyOf(answer).get('script-src')).to.equal("'self'");
      expect(answer.headers['content-security-policy']).not.to.contain('unsafe');
      expect(answer.headers['x-content-type-options']).to.equal('nosniff');
      expect(answer.headers['strict-transport-security']).to.contain('max-age=31536000');
    }
  });

  it('keep to their folders', async () => {
    for (const path of [
      '/addin/../outside.txt',
      '/addin/..%2foutside.txt',
      '/..%2foutside.txt',
      '/addin/%2e%2e/outside.txt',
    ]) {
      expect((await get(path)).text, path).not.to.contain('not for anybody');
    }
  });

  it('answer 404 as a problem for what is not there, and for an API that is not there', async () => {
    for (const path of ['/addin/nothing.js', '/assets/nothing.css', '/api/nothing', '/addin/nothing.html']) {
      const { status, body } = await get(path).set('Accept', 'text/html');
      expect(status, path).to.equal(404);
      expect(body.code).to.equal('route_unknown');
    }
  });

  it("name the launch events to Outlook's own runtime", async () => {
    const { body } = await get('/.well-known/microsoft-officeaddins-allowed.json');
    expect(body).to.deep.equal({ allowed: ['https://duethread.example/addin/events.js'] });
  });

  function press(link: string, headers: Record<string, string>) {
    const { pathname, search, searchParams } = new URL(link);
    const fields = { secret: searchParams.get('secret') ?? '' };
    return pressForm(app.express, {
      at: pathname + search,
      fields,
      headers: { 'X-Forwarded-Proto': 'https', ...headers },
    });
  }

  it('sign in by a cookie that is bound to this host over https', async () => {
    const tenant = await app.tenant();
    const { actor } = await app.user(tenant, 'admin');
    const { link } = await app.services.tenantService.link(tenant, actor.email);
    const answer = await press(link, { Origin: 'https://duethread.example' });
    expect(answer.status).to.equal(303);
    expect(String(answer.headers['set-cookie']))
      .to.match(/^__Host-duethread=/)
      .and.match(/; Secure/)
      .and.match(/; HttpOnly/)
      .and.match(/; Path=\//);
  });

  it('spend a one-time link only when its button is pressed on our own page', async () => {
    const tenant = await app.tenant();
    const { actor } = await app.user(tenant, 'admin');
    const { link } = await app.services.tenantService.link(tenant, actor.email);
    const { pathname, search, searchParams } = new URL(link);
    for (let scanner = 0; scanner < 3; scanner += 1) expect((await get(pathname + search)).status).to.equal(200);
    expect((await press(link, { Origin: 'https://evil.example' })).status).to.equal(403);
    expect((await press(link, {})).status).to.equal(403);
    const bare = request(app.express).post('/sign-in/link').type('form').set('Origin', 'https://duethread.example');
    expect((await bare.send({ secret: searchParams.get('secret'), formToken: 'of-another' })).status).to.equal(403);
    const presses = await Promise.all([1, 2, 3, 4].map(() => press(link, { Origin: 'https://duethread.example' })));
    expect(presses.map(({ status }) => status).sort()).to.deep.equal([303, 403, 403, 403]);
  });

  it('let a one-time link run out after 7 days', async () => {
    const tenant = await app.tenant();
    const { actor } = await app.user(tenant, 'admin');
    const { link } = await app.services.tenantService.link(tenant, actor.email);
    const start = app.clock.now();
    app.clock.set(new Date(start.getTime() + 7 * 24 * 60 * 60_000 + 1_000).toISOString());
    const answer = await press(link, { Origin: 'https://duethread.example' });
    app.clock.set(start.toISOString());
    expect(answer.status).to.equal(403);
  });

  it('write what comes from outside as text', async () => {
    const { text } = await get(`/sign-in/link?secret=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.to.contain('<script>');
    const choice = await get(`/sign-in?to=${encodeURIComponent('/"><script>')}`);
    expect(choice.text).not.to.contain('<script>');
  });

  it('say so where no sign-in is set up', async () => {
    expect((await get('/sign-in')).text).to.contain('is not set up on this server');
  });
});
