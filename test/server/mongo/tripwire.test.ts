import { expect } from 'chai';
import { describe, it } from 'mocha';
import mongoose from 'mongoose';
import { UserModel } from '../../../server/identity/user-model.ts';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';
import { useApp } from '../../support/app.ts';

const A = 'a'.repeat(24) as TenantId;
const B = 'b'.repeat(24) as TenantId;

async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    return String((error as Error).message);
  }
  return 'nothing was refused';
}

describe('tenant tripwire', () => {
  const app = useApp();
  const newUser = (email: string) => ({ email, name: email, role: 'collector' as const, createdAt: app.clock.now() });
  const raw = () => mongoose.connection.collection('users');

  const leaks: Record<string, () => Promise<unknown>> = {
    'a raw find': () => raw().find({}).toArray(),
    'a raw find by a range': () =>
      raw()
        .find({ tenantId: { $ne: A } })
        .toArray(),
    'a tenant in one branch of $or': () =>
      raw()
        .find({ $or: [{ tenantId: A }, { email: 'x' }] })
        .toArray(),
    'a raw update': () => raw().updateMany({}, { $set: { name: 'x' } }),
    'a raw delete': () => raw().deleteMany({ email: 'x' }),
    'a raw insert': () => raw().insertOne({ email: 'x' }),
    'a raw count': () => raw().countDocuments({}),
    'a raw distinct': () => raw().distinct('email', {}),
    findOneAndUpdate: () => raw().findOneAndUpdate({ email: 'x' }, { $set: { name: 'x' } }, { upsert: true }),
    '$lookup into another collection': () =>
      inTenant(A, () =>
        UserModel.aggregate([{ $lookup: { from: 'users', localField: 'email', foreignField: 'email', as: 'all' } }]),
      ),
    $unionWith: () => inTenant(A, () => UserModel.aggregate([{ $unionWith: { coll: 'users' } }])),
    '$lookup inside $facet': () =>
      inTenant(A, () =>
        UserModel.aggregate([{ $facet: { x: [{ $lookup: { from: 'users', pipeline: [], as: 'all' } }] } }]),
      ),
    $graphLookup: () =>
      inTenant(A, () =>
        UserModel.aggregate([
          {
            $graphLookup: {
              from: 'users',
              startWith: '$email',
              connectFromField: 'email',
              connectToField: 'email',
              as: 'all',
            },
          },
        ]),
      ),
  };

  for (const [name, leak] of Object.entries(leaks)) {
    it(`refuses ${name} that names no tenant`, async () => {
      expect(await refusal(leak)).to.match(/^Refused: /);
    });
  }

  it('refuses any change of the activity log, also with its tenant', async () => {
    const log = mongoose.connection.collection('activities');
    const changes = [
      () => log.updateOne({ tenantId: A }, { $set: { code: 'note' } }),
      () => log.deleteMany({ tenantId: A }),
      () => log.findOneAndReplace({ tenantId: A }, { tenantId: A }),
      () => log.drop(),
    ];
    for (const change of changes) expect(await refusal(change)).to.contain('only ever added to');
    // The driver wraps what stops a bulk write in an error of its own.
    const bulk = () => log.bulkWrite([{ deleteOne: { filter: { tenantId: A } } }]);
    expect(await refusal(bulk)).to.not.equal('nothing was refused');
  });

  it('keeps the connection usable after a refusal', async () => {
    await inTenant(A, () => app.services.users.insert(newUser('ana@a.example')));
    for (let i = 0; i < 60; i += 1) await refusal(() => raw().find({}).toArray());
    const users = await inTenant(A, () => app.services.users.list());
    expect(users.map(({ email }) => email)).to.deep.equal(['ana@a.example']);
  });

  it('refuses a model query outside any tenant', async () => {
    expect(await refusal(() => app.services.users.list())).to.contain('No tenant');
  });

  it('shows a tenant its own rows only, whatever the query', async () => {
    await inTenant(A, () => app.services.users.insert(newUser('ana@a.example')));
    await inTenant(B, () => app.services.users.insert(newUser('bob@b.example')));
    await inTenant(B, async () => {
      expect(await UserModel.find().distinct('email')).to.deep.equal(['bob@b.example']);
      expect(await UserModel.countDocuments()).to.equal(1);
      expect(await UserModel.aggregate([{ $project: { email: 1 } }])).to.have.length(1);
      expect(await UserModel.deleteMany({ email: 'ana@a.example' })).to.include({ deletedCount: 0 });
      expect(await refusal(() => UserModel.find({ tenantId: A }).lean().exec())).to.contain('another tenant');
    });
  });

  it('stamps the current tenant on documents made with another', async () => {
    const bob = { ...newUser('bob@b.example'), _id: '1', identities: [], disabled: false, tenantId: A };
    await inTenant(B, async () => UserModel.insertMany([bob]));
    expect(await inTenant(B, () => UserModel.countDocuments())).to.equal(1);
    expect(await inTenant(A, () => UserModel.countDocuments())).to.equal(0);
  });
});
