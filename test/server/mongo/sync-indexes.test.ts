import { expect } from 'chai';
import { describe, it } from 'mocha';
import mongoose from 'mongoose';
import { syncIndexes } from '../../../server/mongo/sync-indexes.ts';
import { useApp } from '../../support/app.ts';

describe('syncIndexes', function () {
  this.timeout(60_000);
  useApp();

  const users = () => mongoose.connection.collection('users');
  const byEmail = async () => (await users().listIndexes().toArray()).find(({ name }) => name === 'tenantId_1_email_1');

  it('changes nothing where all indexes are as they should be', async () => {
    const before = await byEmail();
    await syncIndexes();
    expect(await byEmail()).to.deep.equal(before);
    expect(before).to.include({ unique: true });
  });

  it('makes an index anew that an earlier version made otherwise', async () => {
    await users().dropIndex('tenantId_1_email_1');
    await users().createIndex({ tenantId: 1, email: 1 }, { sparse: true });
    await syncIndexes();
    expect(await byEmail()).to.include({ unique: true });
    expect(await byEmail()).to.not.have.property('sparse');
  });
});
