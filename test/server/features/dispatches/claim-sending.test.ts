import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { useApp } from '../../../support/app.ts';
import { CollectionsCase } from './collections-case.ts';

describe('POST /api/dispatches/{id}/sendings', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
  });

  const prepared = async (via = 'gmail'): Promise<string> => {
    const { body } = await a.post('/api/dispatches', { ...a.wish(), via, recipients: ['kim@kestrel.example'] });
    return body.id;
  };
  const claim = (id: string, name: string, by = a.ana) =>
    a.post(`/api/dispatches/${id}/sendings`, { claim: name }, { by });

  it('is granted to one claim alone, however many come at once', async () => {
    const id = await prepared();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => claim(id, `claim-${at}`)));
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(10).fill(200));
    expect(answers.filter(({ body }) => body.granted)).to.have.length(1);
    expect((await claim(id, 'too-late')).body).to.deep.equal({ granted: false, delivery: 'attempted' });
  });

  it('is granted again to the claim that holds it, whose answer was lost or that had no effect', async () => {
    const id = await prepared();
    expect((await claim(id, 'mine')).body.granted).to.equal(true);
    expect((await claim(id, 'mine')).body.granted).to.equal(true);
    expect((await claim(id, 'another')).body.granted).to.equal(false);
  });

  it('is granted once for a draft that the user will send', async () => {
    const id = await prepared('outlook');
    expect((await claim(id, 'mine')).body).to.deep.equal({ granted: true, delivery: 'drafted' });
    expect((await claim(id, 'another')).body).to.deep.equal({ granted: false, delivery: 'drafted' });
  });

  it('is not granted to a colleague, or for a message of which something is known', async () => {
    expect((await claim(await prepared(), 'bens', a.ben)).body.granted).to.equal(false);
    const failed = await prepared();
    await a.post(`/api/dispatches/${failed}/deliveries`, { delivery: 'failed' });
    expect((await claim(failed, 'mine')).body).to.deep.equal({ granted: false, delivery: 'failed' });
  });

  it('is answered with not found for a message that is not there', async () => {
    const { status, body } = await claim('nothing', 'mine');
    expect([status, body.code]).to.deep.equal([404, 'dispatch_not_found']);
  });
});
