import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { inTransaction } from '../../../server/mongo/in-transaction.ts';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../server/mongo/versions.ts';
import type { AdminArea } from '../../../shared/api/admin-log.ts';
import { useApp } from '../../support/app.ts';

describe('GET /api/admin-log', function () {
  this.timeout(60_000);
  const app = useApp();

  const open = async () => {
    const tenant = await app.tenant();
    const admin = await app.user(tenant, 'admin');
    const note = (area: AdminArea, by: string, before: unknown, after: unknown) =>
      inTenant(tenant.id, () =>
        inTransaction((session) =>
          app.services.adminLog.note({ by, area, deed: 'role_changed', subject: 'ana', before, after }, session),
        ),
      );
    const read = async (query: Record<string, string> = {}) =>
      request(app.express).get('/api/admin-log').query(query).auth(admin.token, { type: 'bearer' });
    return { tenant, note, read };
  };

  it('tells what was changed from what, by whom, the latest first', async () => {
    const { note, read } = await open();
    await note('users', 'iris@brightwater.example', null, { role: 'collector' });
    app.clock.set('2026-11-20T09:05:00.000Z');
    await note('users', 'iris@brightwater.example', { role: 'collector' }, { role: 'manager' });
    const { body } = await read();
    expect(body.next).to.equal(null);
    expect(body.changes).to.have.length(2);
    expect(body.changes[0]).to.deep.include({
      at: '2026-11-20T09:05:00.000Z',
      by: 'iris@brightwater.example',
      area: 'users',
      deed: 'role_changed',
      subject: 'ana',
      before: { role: 'collector' },
      after: { role: 'manager' },
    });
    expect(body.changes[1].before).to.equal(null);
  });

  it('keeps nothing of what changed nothing', async () => {
    const { note, read } = await open();
    await note('users', 'iris@brightwater.example', { role: 'admin' }, { role: 'admin' });
    expect((await read()).body.changes).to.deep.equal([]);
  });

  it('narrows to an area and to who did it', async () => {
    const { note, read } = await open();
    await note('users', 'iris@brightwater.example', 1, 2);
    await note('texts', 'iris@brightwater.example', 1, 2);
    await note('texts', 'command line', 1, 2);
    const told = async (query: Record<string, string>) =>
      (await read(query)).body.changes.map(({ area, by }: { area: string; by: string }) => `${area} ${by}`);
    expect(await told({ area: 'texts' })).to.deep.equal(['texts command line', 'texts iris@brightwater.example']);
    expect(await told({ area: 'texts', by: 'iris@brightwater.example' })).to.deep.equal([
      'texts iris@brightwater.example',
    ]);
    expect((await read({ area: 'nonsense' })).status).to.equal(422);
  });

  it('comes in pages that neither repeat nor leave out', async () => {
    const { note, read } = await open();
    for (let count = 0; count < 105; count += 1) await note('codes', 'command line', count, count + 1);
    const first = (await read()).body;
    expect(first.changes).to.have.length(100);
    const second = (await read({ after: first.next })).body;
    expect(second.next).to.equal(null);
    const told = [...first.changes, ...second.changes].map(({ after }: { after: number }) => after);
    expect(told).to.deep.equal(Array.from({ length: 105 }, (_, place) => 105 - place));
    expect((await read({ after: 'no-such-change' })).body.changes).to.deep.equal([]);
  });

  it('cannot be changed or cut short, by whatever way', async () => {
    const { tenant, note } = await open();
    await note('users', 'command line', 1, 2);
    const mine = { tenantId: tenant.id };
    for (const tampering of [
      () => collectionNamed('adminChanges').updateOne(mine, { $set: { by: 'nobody' } }),
      () => collectionNamed('adminChanges').deleteMany(mine),
    ]) {
      const refused = await tampering().catch((error: Error) => error.message);
      expect(refused).to.match(/only ever added to/);
    }
  });
});
