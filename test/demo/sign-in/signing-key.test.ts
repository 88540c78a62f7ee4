import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { keptSigningKey } from '../../../demo/sign-in/signing-key.ts';

describe('keptSigningKey', () => {
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'duethread-key-'));
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  it('is made at the first start and the same at each later one, one for each name, for its owner alone', async () => {
    const first = await keptSigningKey(dataDir, 'demo-entra');
    expect(await keptSigningKey(dataDir, 'demo-entra')).to.deep.equal(first);
    expect((await keptSigningKey(dataDir, 'demo-other')).n).not.to.equal(first.n);
    expect((await stat(join(dataDir, 'demo-entra-key.json'))).mode & 0o777).to.equal(0o600);
  });
});
