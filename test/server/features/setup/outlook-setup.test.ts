import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { TestApp, type TestUser, useApp } from '../../../support/app.ts';

const ENTRA = { ENTRA_API_CLIENT_ID: 'api-client', ENTRA_PANE_CLIENT_ID: 'pane-client' };
const ENVIRONMENT = { BASE_URL: 'https://duethread.example', ...ENTRA };
const TID = 'b3a6c1de-0000-4000-8000-00000000d1ce';

describe('the page of Outlook', function () {
  this.timeout(120_000);
  const app = useApp({ environment: ENVIRONMENT });
  const bare = new TestApp();

  async function read({ express }: TestApp, { token }: TestUser) {
    const answer = await request(express).get('/api/setup/outlook').auth(token, { type: 'bearer' });
    expect(answer.status, answer.text).to.equal(200);
    return answer.body;
  }

  const take = ({ express }: TestApp, { token }: TestUser) =>
    request(express).post('/api/setup/outlook/manifest').auth(token, { type: 'bearer' });

  const admin = async () => app.user(await app.tenant('Own', { directories: [{ kind: 'entra', id: TID }] }), 'admin');

  it('has the exact values of the registration and the link to consent', async () => {
    const { registration, consentLinks, manifest } = await read(app, await admin());
    const values = registration.flatMap(({ values: given }: { values: { label: string; value: string }[] }) => given);
    const byLabel = Object.fromEntries(values.map(({ label, value }: Record<string, string>) => [label, value]));
    expect(byLabel).to.include({
      'Application ID URI': 'api://api-client',
      'Redirect URI, the first': 'https://duethread.example/addin/sign-in.html',
      'Redirect URI, the second': 'brk-multihub://duethread.example',
      'Redirect URI': 'https://duethread.example/sign-in/callback/entra',
      'Client application to pre-authorise': 'pane-client',
    });
    const link = new URL(consentLinks[0].href);
    expect(link.origin + link.pathname).to.equal(`https://login.microsoftonline.com/${TID}/v2.0/adminconsent`);
    expect(Object.fromEntries(link.searchParams)).to.deep.equal({
      client_id: 'pane-client',
      scope: 'api://api-client/access_as_user',
      redirect_uri: 'https://duethread.example/addin/sign-in.html',
    });
    expect(manifest).to.include({ address: 'https://duethread.example/manifests/outlook.xml' });
    expect(manifest.problems).to.deep.equal([]);
  });

  it('leaves the second redirect out where Outlook’s own sign-in is off', async () => {
    const off = new TestApp({ environment: { ...ENVIRONMENT, ENTRA_NESTED_APP_AUTH: 'off' } });
    expect(JSON.stringify((await read(off, await admin())).registration)).not.to.include('brk-multihub');
  });

  it('gives the same manifest for download and at its address, which a proxy may keep', async () => {
    const taken = await take(app, await admin());
    expect(taken.status, taken.text).to.equal(200);
    expect(taken.body.fileName).to.match(/^duethread-[\d.]+\.xml$/);
    const served = await request(app.express).get('/manifests/outlook.xml').buffer(true);
    expect(served.status).to.equal(200);
    expect(served.headers['content-type']).to.match(/^application\/xml/);
    expect(served.headers['cache-control']).to.equal('public, max-age=300');
    expect(served.text ?? served.body.toString()).to.equal(taken.body.xml);
  });

  it('has none where the server’s address is without https, and says so', async () => {
    const tenant = await bare.tenant('Bare');
    const user = await bare.user(tenant, 'admin');
    const { manifest, whyNoManifest } = await read(bare, user);
    expect([manifest, whyNoManifest]).to.deep.equal([
      null,
      'BASE_URL is http://localhost:3000: Outlook takes an https address without a path only.',
    ]);
    const refused = await take(bare, user);
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'manifest_unavailable']);
    expect((await request(bare.express).get('/manifests/outlook.xml')).status).to.equal(404);
  });

  it('remembers which manifest was taken, and warns of what will ask for consent again', async () => {
    const user = await admin();
    expect((await read(app, user)).taken).to.equal(null);
    await take(app, user);
    const same = (await read(app, user)).taken;
    expect(same).to.deep.include({ by: user.actor.email, isSame: true, consentChanges: [] });
    const moved = new TestApp({
      environment: { ...ENVIRONMENT, BASE_URL: 'https://moved.example', ENTRA_PANE_CLIENT_ID: 'another' },
    });
    const { taken } = await read(moved, user);
    expect(taken.isSame).to.equal(false);
    expect(taken.consentChanges.map(({ what }: { what: string }) => what)).to.deep.equal([
      'the add-in’s id',
      'domains',
      'the pane’s client id',
    ]);
    await take(moved, user);
    expect((await read(moved, user)).taken).to.deep.include({ isSame: true, consentChanges: [] });
  });

  it('writes each manifest that is another into the log of admins', async () => {
    const user = await admin();
    await take(app, user);
    await take(app, user);
    const { changes } = await inTenant(user.actor.tenantId, () => app.services.adminLog.list({ area: 'company' }));
    expect(changes.map(({ deed, by }) => [deed, by])).to.deep.equal([['manifest_taken', user.actor.email]]);
  });
});
