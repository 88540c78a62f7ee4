import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import type { Tenant } from '../../../../server/identity/tenant-repository.ts';
import type { SavedViewView } from '../../../../shared/api/saved-views.ts';
import type { Role } from '../../../../shared/domain/role.ts';
import { useApp } from '../../../support/app.ts';

const ADDRESS = '/reports/ageing?by=collector&currency=EUR';

describe('saved views', function () {
  this.timeout(120_000);
  const app = useApp();
  let tenant: Tenant;
  let keys = 0;

  beforeEach(async () => {
    tenant = await app.tenant();
  });

  const person = async (name: string, role: Role = 'manager', of = tenant) => {
    const { token } = await app.user(of, role, `${name}@brightwater.example`);
    const bearer = { type: 'bearer' } as const;
    return {
      list: async (): Promise<SavedViewView[]> =>
        (await request(app.express).get('/api/saved-views').auth(token, bearer).expect(200)).body.views,
      save: (body: object) =>
        request(app.express)
          .post('/api/saved-views')
          .auth(token, bearer)
          .set('Idempotency-Key', `save-view-${++keys}`)
          .send({ name: 'Late payers', address: ADDRESS, scope: 'own', ...body }),
      remove: (id: string) => request(app.express).delete(`/api/saved-views/${id}`).auth(token, bearer),
    };
  };

  it('are seen by who saved them, and the shared ones by all managers of the company, by name', async () => {
    const [mira, otto] = [await person('mira'), await person('otto')];
    await mira.save({ name: 'b own' }).expect(201);
    await mira.save({ name: 'C shared', scope: 'shared' }).expect(201);
    await otto.save({ name: 'A of Otto', scope: 'shared' }).expect(201);
    const seen = (views: SavedViewView[]) => views.map(({ name, by, isMine }) => [name, by, isMine]);
    expect(seen(await mira.list())).to.deep.equal([
      ['A of Otto', 'Otto', false],
      ['b own', 'Mira', true],
      ['C shared', 'Mira', true],
    ]);
    expect(seen(await otto.list())).to.deep.equal([
      ['A of Otto', 'Otto', true],
      ['C shared', 'Mira', false],
    ]);
    const stranger = await person('mira', 'manager', await app.tenant('Lodestar GmbH'));
    expect(await stranger.list()).to.deep.equal([]);
  });

  it('have a name once in a list, and the same name in another’s', async () => {
    const [mira, otto] = [await person('mira'), await person('otto')];
    await mira.save({ scope: 'shared' }).expect(201);
    const refused = await otto.save({ name: ' late  PAYERS', scope: 'shared' }).expect(409);
    expect(refused.body.code).to.equal('view_taken');
    await mira.save({}).expect(201);
    await otto.save({}).expect(201);
    await otto.save({ name: '  ' }).expect(422);
  });

  for (const address of ['//evil.example', 'https://evil.example', '/\\evil.example', 'reports', '/a b', '']) {
    it(`lead to pages of ours, never to "${address}"`, async () => {
      const mira = await person('mira');
      await mira.save({ address }).expect(422);
      expect(await mira.list()).to.deep.equal([]);
    });
  }

  it('are removed by who saved them, shared ones also by an admin', async () => {
    const [mira, otto, ada] = [await person('mira'), await person('otto'), await person('ada', 'admin')];
    const own = (await mira.save({})).body.id;
    const [first, second] = [
      (await mira.save({ name: 'first', scope: 'shared' })).body.id,
      (await mira.save({ name: 'second', scope: 'shared' })).body.id,
    ];
    expect((await otto.remove(own).expect(404)).body.code).to.equal('view_not_found');
    expect((await ada.remove(own).expect(404)).body.code).to.equal('view_not_found');
    expect((await otto.remove(first).expect(403)).body.code).to.equal('not_allowed');
    expect((await mira.list()).map(({ id }) => id)).to.have.members([own, first, second]);
    await ada.remove(first).expect(200);
    await mira.remove(second).expect(200);
    await mira.remove(own).expect(200);
    expect(await mira.list()).to.deep.equal([]);
    await mira.remove(own).expect(404);
  });
});
