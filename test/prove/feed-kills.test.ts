import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { syncIndexes } from '../../server/mongo/sync-indexes.ts';
import { useMongo } from '../support/mongo.ts';
import { killImports } from './feed-kills.ts';

describe('an import that is killed', function () {
  this.timeout(300_000);
  const mongo = useMongo();
  before(() => syncIndexes());

  it('is before or after, and goes through when it is fed again', async () => {
    const { uri, databaseName: dbName } = mongo;
    const {
      kills,
      before: early,
      failures,
    } = await killImports({ uri: uri(), dbName, kills: 3, invoices: 700, seed: 7 });
    expect(failures).to.deep.equal([]);
    expect(kills).to.equal(3);
    expect(early).to.be.above(0);
  });
});
