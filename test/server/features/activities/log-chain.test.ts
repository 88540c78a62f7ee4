import { expect } from 'chai';
import { after, before, beforeEach, describe, it } from 'mocha';
import mongoose from 'mongoose';
import { type CommandContext, CommandFailed } from '../../../../server/commands/command-context.ts';
import { verifyLogs } from '../../../../server/commands/verify-log.ts';
import { readLogChain } from '../../../../server/features/activities/log-chain-read-model.ts';
import { connectedDatabase } from '../../../../server/mongo/connect.ts';
import { useApp } from '../../../support/app.ts';
import { useMongo } from '../../../support/mongo.ts';
import { loadVersionOne, VERSION_ONE } from '../../../support/version-one.ts';

describe('readLogChain', function () {
  this.timeout(120_000);
  const mongo = useMongo();
  const app = useApp();
  const { tenantId } = VERSION_ONE;
  const read = () => readLogChain(connectedDatabase(), tenantId);

  // Somebody with all rights to the database, whom our own connection would refuse.
  let intruder: mongoose.mongo.MongoClient;
  const log = () => intruder.db(mongo.databaseName).collection('activities');
  const heads = () => intruder.db(mongo.databaseName).collection('activityHeads');
  before(() => {
    intruder = new mongoose.mongo.MongoClient(mongo.uri());
  });
  after(() => intruder.close());
  beforeEach(async () => {
    await loadVersionOne(connectedDatabase());
  });

  it('finds a log whole that was written by the application', async () => {
    const head = await heads().findOne({ tenantId });
    expect(await read()).to.deep.equal({ entries: 15, hash: head?.hash, broken: null });
    expect(await readLogChain(connectedDatabase(), 'nobody')).to.deep.equal({ entries: 0, hash: null, broken: null });
  });

  const tamperings: Readonly<Record<string, [deed: () => Promise<unknown>, seq: number]>> = {
    'an entry that says something else': [
      () => log().updateOne({ tenantId, seq: 4 }, { $set: { customerId: 'X' } }),
      4,
    ],
    'an entry of another time': [() => log().updateOne({ tenantId, seq: 9 }, { $set: { occurredAt: new Date(0) } }), 9],
    'an entry that was taken out': [() => log().deleteOne({ tenantId, seq: 7 }), 7],
    'an end that was cut off': [() => log().deleteMany({ tenantId, seq: { $gt: 12 } }), 13],
    'an end that was cut off together with its head': [
      async () => {
        await log().deleteMany({ tenantId, seq: { $gt: 12 } });
        await heads().updateOne({ tenantId }, { $set: { seq: 12 } });
      },
      12,
    ],
    'two entries in one another’s place': [
      async () => {
        await log().updateOne({ tenantId, seq: 5 }, { $set: { seq: 500 } });
        await log().updateOne({ tenantId, seq: 6 }, { $set: { seq: 5 } });
        await log().updateOne({ tenantId, seq: 500 }, { $set: { seq: 6 } });
      },
      5,
    ],
    'an entry whose hash was taken away': [() => log().updateOne({ tenantId, seq: 10 }, { $unset: { hash: 1 } }), 10],
  };
  for (const [what, [deed, seq]] of Object.entries(tamperings)) {
    it(`finds ${what}`, async () => {
      await deed();
      expect((await read()).broken?.seq).to.equal(seq);
    });
  }

  it('is walked by a command for every company, which names the first entry that is another', async () => {
    await app.tenant('Another Ltd');
    const printed: string[] = [];
    const print = (line: string) => void printed.push(line);
    const context = { services: app.services, print } as unknown as CommandContext;
    await verifyLogs(context);
    expect(printed.map((line) => /: (\d+ entries, whole)/.exec(line)?.[1])).to.have.members([
      '15 entries, whole',
      '0 entries, whole',
    ]);
    await log().deleteOne({ tenantId, seq: 7 });
    const failure = await verifyLogs(context).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(CommandFailed);
    expect((failure as Error).message).to.contain('entry 7 is not as it was written');
  });
});
