import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import request from 'supertest';
import { TestApp, useStore } from '../../support/app.ts';

const SECURE = { BASE_URL: 'https://duethread.example', ENTRA_API_CLIENT_ID: 'api', ENTRA_PANE_CLIENT_ID: 'pane' };
/** Not about security, or different each time. */
const APART = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
  'etag',
  'keep-alive',
  'transfer-encoding',
  'x-request-id',
  'accept-ranges',
  'last-modified',
  'set-cookie',
]);

const COMMON = {
  'origin-agent-cluster': '?1',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};
const OWN =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';object-src 'none';base-uri 'none';form-action 'self'";

const API = {
  ...COMMON,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'SAMEORIGIN',
};
const PAGE = {
  ...COMMON,
  'content-security-policy': `${OWN};connect-src 'self';frame-ancestors 'none'`,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'SAMEORIGIN',
};
const OUTLOOK =
  'https://outlook.office.com https://outlook.office365.com https://outlook.live.com https://outlook.cloud.microsoft';
const PANE = {
  ...COMMON,
  'content-security-policy': `${OWN.replace("script-src 'self'", "script-src 'self' https://appsforoffice.microsoft.com")};connect-src 'self' https://login.microsoftonline.com;frame-src 'self' https://login.microsoftonline.com;frame-ancestors ${OUTLOOK}`,
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
};

/** Every class of address, and all that its answers say to a browser about safety. */
const CLASSES: Readonly<Record<string, [path: string, headers: object]>> = {
  'the API': ['/api/me', API],
  'the contract': ['/api/openapi.json', API],
  health: ['/healthz', API],
  metrics: ['/metrics', API],
  'a page of ours': ['/', { ...PAGE, 'cache-control': 'no-cache' }],
  'a page of the set-up': ['/admin/keys', { ...PAGE, 'cache-control': 'no-cache' }],
  'a file of a page': [
    '/assets/main-A1b2C3d4.css',
    { ...PAGE, 'cache-control': 'public, max-age=31536000, immutable' },
  ],
  'the sign-in': ['/sign-in', { ...PAGE, 'cache-control': 'no-store' }],
  'a one-time link': ['/sign-in/link?secret=x', { ...PAGE, 'cache-control': 'no-store' }],
  'the sign-out': ['/sign-out', { ...PAGE, 'cache-control': 'no-store' }],
  'what is not there': ['/nothing.png', PAGE],
  'the pane': ['/addin/', { ...PANE, 'cache-control': 'no-cache' }],
  'how the pane signs in': ['/addin/config.json', { ...PANE, 'cache-control': 'no-cache' }],
  'the launch events': ['/addin/events.js', { ...PANE, 'cache-control': 'no-cache' }],
  'an icon': ['/addin/assets/icon-64.png', { ...PANE, 'cache-control': 'public, max-age=3600' }],
};

describe('the headers of each class of address', function () {
  this.timeout(60_000);
  useStore();
  const folder = mkdtempSync(join(tmpdir(), 'duethread-headers-'));
  const app = new TestApp({ environment: SECURE, app: { builtPages: folder } });

  before(() => {
    for (const part of ['addin/assets', 'web/assets']) mkdirSync(join(folder, part), { recursive: true });
    for (const file of ['addin/index.html', 'addin/events.js', 'addin/assets/icon-64.png', 'web/index.html']) {
      writeFileSync(join(folder, file), 'x');
    }
    writeFileSync(join(folder, 'web/assets/main-A1b2C3d4.css'), 'x');
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [what, [path, expected]] of Object.entries(CLASSES)) {
    it(`of ${what} are these and no others`, async () => {
      const { headers } = await request(app.express).get(path);
      const found = Object.fromEntries(Object.entries(headers).filter(([name]) => !APART.has(name)));
      expect(found).to.deep.equal(expected);
    });
  }

  it('say nothing about who made the server, and nothing unsafe anywhere', async () => {
    for (const [path] of Object.values(CLASSES)) {
      const { headers } = await request(app.express).get(path);
      expect(headers, path).not.to.have.any.keys('x-powered-by', 'server', 'access-control-allow-origin');
      expect(headers['content-security-policy'], path).not.to.match(/unsafe|\*|http:/);
    }
  });
});
