import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import { useApp } from '../../support/app.ts';
import { customerRow, eur, itemRow } from '../../support/ledger-rows.ts';
import { ReportWorld } from '../../support/report-world.ts';

const AS_OF = '2026-06-30';

describe('GET /api/reports/{name}', function () {
  this.timeout(120_000);
  const app = useApp();
  let token: string;
  let world: ReportWorld;

  beforeEach(async () => {
    world = await ReportWorld.open(app);
    ({ token } = await app.user(world.tenant, 'manager'));
    await world.take([
      customerRow('C1', { name: '=HYPERLINK("http://evil.example")' }),
      customerRow('C2', { name: 'Plain, with a comma' }),
      itemRow('1001', { dueOn: '2026-06-01', amount: eur(100) }),
      itemRow('1002', { dueOn: '2026-06-02', amount: eur(300) }),
      itemRow('-1003', { dueOn: '2026-06-03', amount: eur(200), customerNumber: 'C2' }),
    ]);
  });

  const ask = (path: string, by = token) => request(app.express).get(path).set('Authorization', `Bearer ${by}`);
  const numbersOf = (body: { rows: { number: string }[] }) => body.rows.map(({ number }) => number);

  it('gives a page of rows with the totals over all', async () => {
    const { body } = await ask(`/api/reports/open-items?asOf=${AS_OF}&offset=1&limit=1`).expect(200);
    expect(numbersOf(body)).to.deep.equal(['1002']);
    expect(body.rowCount).to.equal(3);
    expect(body.totals).to.deep.equal([{ currency: 'EUR', left: eur(600), items: 3 }]);
  });

  it('gives a whole answer again byte for byte, as its page would be, and another once something has changed', async () => {
    const path = `/api/reports/kpis?asOf=${AS_OF}`;
    const [first, again, page] = [await ask(path), await ask(path), await ask(`${path}&limit=1000`)];
    expect(first.status).to.equal(200);
    expect(first.headers['content-type']).to.equal('application/json; charset=utf-8');
    expect(again.text).to.equal(first.text);
    expect(page.text).to.equal(first.text);
    await world.take([itemRow('1004', { dueOn: '2026-06-01', amount: eur(500) })]);
    expect((await ask(path)).text).to.not.equal(first.text);
  });

  for (const { sort, order } of [
    { sort: 'left', order: ['1001', '-1003', '1002'] },
    { sort: '-left', order: ['1002', '-1003', '1001'] },
    { sort: 'customer.name', order: ['1001', '1002', '-1003'] },
    { sort: '-dueOn', order: ['-1003', '1002', '1001'] },
  ]) {
    it(`sorts by ${sort}`, async () => {
      const { body } = await ask(`/api/reports/open-items?asOf=${AS_OF}&sort=${sort}`).expect(200);
      expect(numbersOf(body)).to.deep.equal(order);
    });
  }

  for (const wrong of [
    'sort=nothing',
    'sort=constructor',
    'collector=x',
    'from=2026-01-01',
    'asOf=2026-02-30',
    'x=1',
  ]) {
    it(`refuses ${wrong}`, async () => {
      await ask(`/api/reports/open-items?${wrong}`).expect(422);
    });
  }

  it('knows its own names only', async () => {
    await ask('/api/reports/nothing').expect(404);
  });

  it('is for managers and admins', async () => {
    const collector = await app.user(world.tenant, 'collector');
    await ask('/api/reports/open-items', collector.token).expect(403);
    await request(app.express).get('/api/reports/open-items').expect(401);
  });

  it('writes CSV whose cells are data and never formulas', async () => {
    const { text, headers } = await ask(`/api/reports/open-items?asOf=${AS_OF}&format=csv`).expect(200);
    expect(headers['content-type']).to.match(/^text\/csv/);
    expect(headers['content-disposition']).to.equal(`attachment; filename="open-items-${AS_OF}.csv"`);
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows.map((row) => [row['Customer name'], row.Item, row.Left, row.Currency])).to.deep.equal([
      [`'=HYPERLINK("http://evil.example")`, '1001', '1', 'EUR'],
      [`'=HYPERLINK("http://evil.example")`, '1002', '3', 'EUR'],
      ['Plain, with a comma', `'-1003`, '2', 'EUR'],
    ]);
  });
});
