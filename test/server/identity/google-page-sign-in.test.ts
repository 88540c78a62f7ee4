import { createHash } from 'node:crypto';
import { expect } from 'chai';
import express, { type Express, urlencoded } from 'express';
import { after, before, describe, it } from 'mocha';
import { newSigningKey } from '../../../demo/sign-in/signing-key.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { CLIENTS, Directories } from '../../support/directories.ts';
import { LocalServer, Visitor } from '../../support/http.ts';

const SECRET = "the pages' secret at Google";

/** As much of Google's sign-in as a code flow needs; the person is signed in there already. */
class Google {
  readonly server = new LocalServer();
  /** What the person's account says otherwise than that of a member of the company. */
  changes: object = {};
  asked = new URLSearchParams();

  constructor(private readonly directories: Directories) {}

  async start(): Promise<void> {
    await this.server.start();
    this.server.use(this.routes());
  }

  private routes(): Express {
    const app = express();
    app.get('/.well-known/openid-configuration', (_req, res) => {
      const { url } = this.server;
      const endpoints = {
        authorization_endpoint: `${url}/auth`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
      };
      res.json({
        issuer: url,
        ...endpoints,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    });
    app.get('/auth', (req, res) => {
      this.asked = new URL(req.originalUrl, this.server.url).searchParams;
      const back = new URL(this.asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code: 'the-code', state: this.asked.get('state') ?? '' }).toString();
      res.redirect(back.href);
    });
    app.post('/token', urlencoded({ extended: false }), async (req, res) => {
      const { code, client_secret, code_verifier } = req.body as Record<string, string>;
      const challenge = createHash('sha256').update(String(code_verifier)).digest('base64url');
      const isRight = code === 'the-code' && client_secret === SECRET && challenge === this.asked.get('code_challenge');
      if (!isRight) return res.status(400).json({ error: 'invalid_grant' });
      const claims = { ...this.directories.googleClaims(new Date()), iss: this.server.url, aud: CLIENTS.pages };
      const id_token = await this.directories.sign({ ...claims, nonce: this.asked.get('nonce'), ...this.changes });
      return res.json({ access_token: 'x', token_type: 'Bearer', id_token });
    });
    return app;
  }
}

describe('signing in to the pages with Google', function () {
  this.timeout(60_000);
  useStore();
  const directories = new Directories();
  const google = new Google(directories);
  const server = new LocalServer();
  let app: TestApp;

  before(async () => {
    await Promise.all([directories.start(), google.start(), server.start()]);
    const { entra, google: settings } = directories.settings;
    const trusted = { ...settings, issuers: [google.server.url] as [string], pagesClientId: CLIENTS.pages };
    const client = { clientId: CLIENTS.pages, clientSecret: SECRET };
    const provider = { kind: 'google' as const, discovery: google.server.url, ...client, parameters: { hd: '*' } };
    const baseUrl = server.url;
    app = new TestApp({
      services: { baseUrl, directories: { entra, google: trusted } },
      app: { baseUrl, providers: [provider] },
    });
    server.use(app.express);
  });
  after(() => Promise.all([directories.server.stop(), google.server.stop(), server.stop()]));

  async function signIn(changes: object = {}): Promise<number> {
    app.clock.set(new Date().toISOString());
    google.changes = changes;
    const tenant = await app.tenant('Brightwater GmbH', {
      directories: [{ kind: 'google', id: 'brightwater.example' }],
    });
    await app.user(tenant, 'manager', 'ana@brightwater.example');
    const visitor = new Visitor();
    await visitor.get(`${server.url}/sign-in/google`);
    const answer = await fetch(`${server.url}/api/sessions`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        'x-duethread-page': '1',
        cookie: visitor.cookieFor(server.url),
      },
      body: JSON.stringify({ kind: 'page' }),
    });
    return answer.status;
  }

  it('brings an invited person of the Workspace in', async () => {
    expect(await signIn()).to.equal(201);
    expect(google.asked.get('hd')).to.equal('*');
    expect(google.asked.get('code_challenge_method')).to.equal('S256');
  });

  const refused: [what: string, changes: object][] = [
    ['a private account', { hd: undefined }],
    ['another Workspace', { hd: 'elsewhere.example' }],
    ['an address that is not verified', { email_verified: false }],
    ['another client', { aud: CLIENTS.addon }],
    ['an answer to another question', { nonce: 'of-another-sign-in' }],
    ['another issuer', { iss: 'https://accounts.google.com.evil.example' }],
  ];
  for (const [what, changes] of refused) {
    it(`refuses ${what}`, async () => {
      expect(await signIn(changes)).to.equal(401);
    });
  }

  it('refuses a token that Google has not signed', async () => {
    const real = directories.sign.bind(directories);
    const stranger = await newSigningKey('stranger');
    directories.sign = (claims) => real(claims, { key: stranger });
    expect(await signIn()).to.equal(401);
    directories.sign = real;
  });
});
