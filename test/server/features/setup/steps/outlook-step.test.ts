import type { IncomingHttpHeaders } from 'node:http';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Answered, OwnAddresses } from '../../../../../server/features/setup/own-addresses.ts';
import type { SetupFacts, SetupTools } from '../../../../../server/features/setup/setup-facts.ts';
import { OUTLOOK_STEP } from '../../../../../server/features/setup/steps/outlook-step.ts';
import type { SetupFinding } from '../../../../../shared/api/setup.ts';
import { TestApp, useStore } from '../../../../support/app.ts';
import { LocalServer } from '../../../../support/http.ts';
import { testSettings } from '../../../../support/settings.ts';

const BASE_URL = 'https://duethread.example';
const ENVIRONMENT = { BASE_URL, ENTRA_API_CLIENT_ID: 'api-client', ENTRA_PANE_CLIENT_ID: 'pane-client' };

type Alter = (answer: Answered, path: string) => Answered;

function withHeaders(answer: Answered, headers: IncomingHttpHeaders): Answered {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

describe('the self-test of Outlook', function () {
  this.timeout(120_000);
  useStore();
  const server = new LocalServer();
  const { setup: settings } = testSettings({ environment: ENVIRONMENT }).services;

  before(async () => {
    await server.start();
    server.use(new TestApp({ environment: ENVIRONMENT }).express);
  });
  after(() => server.stop());

  /** Asks the real app as if a proxy with TLS stood before it; what comes back may be altered on the way. */
  async function attempt(alter: Alter = (answer) => answer): Promise<SetupFinding[]> {
    const real = new OwnAddresses([server.url]);
    const ask = async (address: string, method?: 'GET' | 'POST') =>
      alter(await real.ask(address.replace(BASE_URL, server.url), method), new URL(address).pathname);
    return OUTLOOK_STEP.attempt({ settings } as SetupFacts, { addresses: { ask } } as unknown as SetupTools);
  }

  it('passes for what the server answers', async () => {
    const findings = await attempt();
    expect(findings.filter(({ passed }) => !passed)).to.deep.equal([]);
    const icons = findings.filter(({ what }) => what.startsWith('Icon')).map(({ what }) => what);
    expect(icons).to.include.members(['Icon of 16 pixels', 'Icon of 25 pixels', 'Icon of 144 pixels']);
    expect(findings.map(({ what }) => what)).to.include.members(['https', 'Manifest', 'The manifest at its address']);
  });

  const html = (path: string) => path === '/addin/index.html';
  const icon = (path: string) => path === '/addin/icons/icon-32.png';
  const faults: readonly [fault: string, what: string, alter: Alter][] = [
    [
      'a gateway adds X-Frame-Options',
      'The pane',
      (a, p) => (html(p) ? withHeaders(a, { 'x-frame-options': 'DENY' }) : a),
    ],
    [
      'the frame policy is taken out',
      'The pane',
      (a, p) => (html(p) ? withHeaders(a, { 'content-security-policy': "default-src 'self'" }) : a),
    ],
    [
      'the frame policy lacks a host',
      'The pane',
      (a, p) =>
        html(p) ? withHeaders(a, { 'content-security-policy': 'frame-ancestors https://outlook.office.com' }) : a,
    ],
    ['the pane is cached', 'The pane', (a, p) => (html(p) ? withHeaders(a, { 'cache-control': 'max-age=600' }) : a)],
    ['the pane redirects', 'The pane', (a, p) => (html(p) ? { ...a, status: 302 } : a)],
    [
      'scripts of the page may run',
      'The pane',
      (a, p) =>
        html(p)
          ? withHeaders(a, {
              'content-security-policy': `${a.headers['content-security-policy']};script-src 'unsafe-inline'`,
            })
          : a,
    ],
    [
      'an icon comes as text',
      'Icon of 32 pixels',
      (a, p) => (icon(p) ? withHeaders(a, { 'content-type': 'text/html' }) : a),
    ],
    ['an icon is none', 'Icon of 32 pixels', (a, p) => (icon(p) ? { ...a, body: Buffer.from('<html>') } : a)],
    [
      'an icon is of another size',
      'Icon of 32 pixels',
      (a, p) => {
        if (!icon(p)) return a;
        const body = Buffer.from(a.body);
        body.writeUInt32BE(64, 16);
        return { ...a, body };
      },
    ],
    [
      'icons are for our own pages only',
      'Icon of 32 pixels',
      (a, p) => (icon(p) ? withHeaders(a, { 'cross-origin-resource-policy': 'same-origin' }) : a),
    ],
    ['the launch events are gone', 'Launch events', (a, p) => (p === '/addin/events.js' ? { ...a, status: 404 } : a)],
    [
      '.well-known names another',
      '.well-known',
      (a, p) => (p.startsWith('/.well') ? { ...a, body: Buffer.from('{"allowed":[]}') } : a),
    ],
    [
      '.well-known is no JSON',
      '.well-known',
      (a, p) => (p.startsWith('/.well') ? { ...a, body: Buffer.from('<html>') } : a),
    ],
    [
      'managers’ pages may be framed',
      'Managers’ pages',
      (a, p) => (p === '/sign-in' ? withHeaders(a, { 'content-security-policy': '' }) : a),
    ],
    [
      'the address leads to another installation',
      'The manifest at its address',
      (a, p) => (p.startsWith('/manifests') ? { ...a, body: Buffer.from('<OfficeApp/>') } : a),
    ],
  ];
  for (const [fault, what, alter] of faults) {
    it(`finds that ${fault}, and nothing else`, async () => {
      const failed = (await attempt(alter)).filter(({ passed }) => !passed);
      expect(failed.map((found) => found.what)).to.deep.equal([what]);
      expect(failed[0]?.sentence).to.match(/^\S.{10,}\.$|\?$/s);
    });
  }

  it('has one finding for a server that is not reached', async () => {
    const ask = async () => ({ status: 502, headers: {}, body: Buffer.alloc(0) });
    const findings = await OUTLOOK_STEP.attempt(
      { settings } as SetupFacts,
      { addresses: { ask } } as unknown as SetupTools,
    );
    expect(findings.filter(({ passed }) => !passed).map(({ what }) => what)).to.deep.equal(['The server']);
  });

  it('says what is not set up', async () => {
    const bare = testSettings().services.setup;
    const addresses = new OwnAddresses([server.url]);
    const ask = (address: string) => addresses.ask(address.replace(bare.baseUrl, server.url));
    const findings = await OUTLOOK_STEP.attempt(
      { settings: bare } as SetupFacts,
      { addresses: { ask } } as unknown as SetupTools,
    );
    const failed = findings.filter(({ passed }) => !passed).map(({ what }) => what);
    expect(failed).to.include.members(['https', 'Manifest', 'Ids of Entra']);
  });
});
