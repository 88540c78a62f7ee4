import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import { newSigningKey } from '../../../demo/sign-in/signing-key.ts';
import { TestApp, useStore } from '../../support/app.ts';
import { Directories, OTHER_TID, TID } from '../../support/directories.ts';

describe('the keys of those who sign people in', function () {
  this.timeout(60_000);
  useStore();
  const directories = new Directories();
  let app: TestApp;

  before(() => directories.start());
  after(() => directories.server.stop());
  beforeEach(async () => {
    directories.isDown = false;
    directories.fetches = 0;
    directories.keys = [await newSigningKey('first')];
    app = new TestApp({ services: { directories: directories.settings } });
    const tenant = await app.tenant('Brightwater GmbH', { directories: [{ kind: 'entra', id: TID }] });
    await app.user(tenant, 'collector', 'ana@brightwater.example');
  });

  async function trade(changes: object = {}, key = directories.key): Promise<number> {
    const token = await directories.sign({ ...directories.entraClaims(app.clock.now()), ...changes }, { key });
    const { status } = await request(app.express).post('/api/sessions').send({ kind: 'entra', token });
    return status;
  }

  /** Runs work as if so much time had gone by for the key sets, which go by the machine's clock. */
  async function later<T>(ms: number, work: () => Promise<T>): Promise<T> {
    const now = Date.now;
    Date.now = () => now() + ms;
    try {
      return await work();
    } finally {
      Date.now = now;
    }
  }

  it('are fetched once for many tokens', async () => {
    for (let round = 0; round < 5; round += 1) expect(await trade()).to.equal(201);
    expect(directories.fetches).to.equal(1);
  });

  it('are not fetched for a directory of nobody here', async () => {
    expect(await trade({ tid: OTHER_TID, iss: directories.issuer(OTHER_TID) })).to.equal(401);
    expect(directories.fetches).to.equal(0);
  });

  it('are not fetched again and again for tokens with invented keys', async () => {
    expect(await trade()).to.equal(201);
    const stranger = await newSigningKey('stranger');
    const answers = await Promise.all(Array.from({ length: 20 }, () => trade({}, stranger)));
    expect(new Set(answers)).to.deep.equal(new Set([401]));
    expect(directories.fetches).to.equal(1);
  });

  it('are fetched twice a minute at most, however many invented keys come', async () => {
    expect(await trade()).to.equal(201);
    const strangers = await Promise.all(Array.from({ length: 5 }, () => newSigningKey('stranger')));
    const fetched = directories.fetches;
    // The work itself takes some of the minute.
    for (let second = 31; second < 76; second += 1) {
      await later(second * 1_000, () => Promise.all(strangers.map((stranger) => trade({}, stranger))));
    }
    expect(directories.fetches - fetched).to.be.within(1, 2);
  });

  it('are taken anew within a minute when the directory changes them', async () => {
    expect(await trade()).to.equal(201);
    const second = await newSigningKey('second');
    directories.keys = [second];
    expect(await later(31_000, () => trade({}, second))).to.equal(201);
    expect(directories.fetches).to.equal(2);
  });

  it('hold while they cannot be fetched, and without any the answer is 503', async () => {
    directories.isDown = true;
    expect(await trade()).to.equal(503);
    directories.isDown = false;
    expect(await trade()).to.equal(201);
    directories.isDown = true;
    expect(await later(2 * 60 * 60_000, () => trade())).to.equal(201);
  });

  it('sign only for the issuer that their set names', async () => {
    const ofAll = { ...(await newSigningKey('all')), issuer: directories.issuer('{tenantid}') };
    const ofAnother = { ...(await newSigningKey('another')), issuer: directories.issuer(OTHER_TID) };
    directories.keys = [ofAll, ofAnother];
    expect(await trade({}, ofAll)).to.equal(201);
    expect(await trade({}, ofAnother)).to.equal(401);
  });
});
