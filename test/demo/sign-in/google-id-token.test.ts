import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { mintGoogleIdToken } from '../../../demo/sign-in/google-id-token.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { CLIENTS, Directories } from '../../support/directories.ts';

describe('mintGoogleIdToken', function () {
  this.timeout(60_000);
  useStore();

  it('mints what the API takes for an ID token of Google, for a person of the Workspace alone', async () => {
    const directories = new Directories();
    await directories.start();
    try {
      const app = new TestApp({ services: { directories: directories.settings } });
      const tenant = await app.tenant('Brightwater GmbH', {
        directories: [{ kind: 'google', id: 'brightwater.example' }],
      });
      await app.user(tenant, 'collector', 'dev@brightwater.example');
      const mint = (hd: string | null) =>
        mintGoogleIdToken({
          key: directories.key,
          audience: CLIENTS.addon,
          email: 'dev@brightwater.example',
          name: 'Dev Patel',
          hd,
          issuedAt: app.clock.now(),
        });
      const trade = (token: string) => request(app.express).post('/api/sessions').send({ kind: 'google', token });
      expect((await trade(await mint('brightwater.example'))).status).to.equal(201);
      expect((await trade(await mint(null))).status).to.equal(401);
    } finally {
      await directories.server.stop();
    }
  });
});
