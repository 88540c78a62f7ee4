import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { aPdf } from '../../../support/a-pdf.ts';
import { type TestUser, useApp } from '../../../support/app.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { pdfLines } from '../../../support/pdf-text.ts';
import { CollectionsCase } from '../dispatches/collections-case.ts';

describe('documents', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;
  let admin: TestUser;

  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    a = await CollectionsCase.begin(app);
    admin = await app.user(a.tenant, 'admin');
  });

  const store = async (number: string, pdf: Buffer, rest: object = {}, by = admin) =>
    a.post(
      '/api/invoice-documents',
      { number, fileName: `${number}.pdf`, base64: pdf.toString('base64'), ...rest },
      { by },
    );
  const link = (wish: object, customerId = a.customerId) =>
    a.post(`/api/customers/${customerId}/document-links`, { wish });
  const open = (url: string) =>
    request(app.express)
      .get(url.slice(new URL(url).origin.length))
      .buffer(true)
      .parse(bytesOf);
  const customerOf = async (number: string) => {
    const filter = { tenantId: a.tenant.id, number } as never;
    return (await collectionNamed<{ customerId: string }>('itemVersions').findOne(filter))?.customerId ?? '';
  };
  const count = (name: string) => collectionNamed(name).countDocuments({ tenantId: a.tenant.id } as never);

  describe('POST /api/invoice-documents', () => {
    it('keeps the document of an invoice, and says so of its item', async () => {
      const { status, body } = await store('104233', await aPdf('Invoice 104233'));
      expect(status, JSON.stringify(body)).to.equal(200);
      const itemId = a.item('104233');
      expect(body).to.deep.equal({ itemId, fileName: '104233.pdf', version: 1, isNew: true });
      const has = await a.in(() => app.services.invoiceDocuments.hasDocuments([itemId, a.item('104250')]));
      expect([...has]).to.deep.equal([itemId]);
    });

    it('changes nothing for the same bytes, and takes others as a new version', async () => {
      const first = await aPdf('first');
      await store('104233', first);
      expect((await store('104233', first)).body).to.include({ version: 1, isNew: false });
      expect((await store('104233', await aPdf('second'))).body).to.include({ version: 2, isNew: true });
      expect((await store('104233', first)).body).to.include({ version: 3, isNew: true });
      expect(await count('invoiceDocuments')).to.equal(3);
      expect(await count('documentBytes')).to.equal(2);
    });

    it('numbers versions one after the other where several come at once', async () => {
      const pdfs = await Promise.all(['a', 'b', 'c', 'd'].map(aPdf));
      const answers = await Promise.all(pdfs.map((pdf) => store('104233', pdf)));
      expect(answers.map(({ body }) => body.version).sort()).to.deep.equal([1, 2, 3, 4]);
    });

    it('takes one document for all parts of an invoice', async () => {
      const parts = ['1', '2'].map((instalment) => itemRow('104400', { key: { instalment } }));
      await a.feed(...parts);
      await store('104400', await aPdf('Invoice 104400'));
      const items = await collectionNamed<{ itemId: string; number: string }>('itemVersions')
        .find({ tenantId: a.tenant.id, number: '104400' } as never)
        .toArray();
      const has = await a.in(() =>
        app.services.invoiceDocuments.hasDocuments(items.map(({ itemId }) => itemId) as never),
      );
      expect(has.size).to.equal(2);
    });

    const refusals: readonly (readonly [why: string, number: string, base64: () => Promise<string>, words: RegExp])[] =
      [
        ['an unknown number', '999999', async () => (await aPdf('x')).toString('base64'), /No invoice .*999999/],
        ['a number that is only like one', '0104233', async () => (await aPdf('x')).toString('base64'), /No invoice/],
        ['what is no PDF', '104233', async () => Buffer.from('<html>').toString('base64'), /no PDF/],
        ['nothing', '104233', async () => '', /base64/],
        ['what is no base64', '104233', async () => 'JVBERi0x!', /base64/],
        [
          'more than 10 MB',
          '104233',
          async () => Buffer.alloc(10_000_001, '%PDF-').toString('base64'),
          /10000001 bytes/,
        ],
      ];
    for (const [why, number, base64, words] of refusals) {
      it(`refuses ${why}`, async () => {
        const { status, body } = await store(number, Buffer.alloc(0), { base64: await base64() });
        expect([status, body.code], JSON.stringify(body)).to.deep.equal([422, 'document_refused']);
        expect(body.detail).to.match(words);
        expect(await count('invoiceDocuments')).to.equal(0);
      });
    }

    it('names the sources where several have a document of the number, and takes it for the one that is named', async () => {
      await a.feed(itemRow('104233', { key: { source: 'old-erp' } }));
      const refused = await store('104233', await aPdf('x'));
      expect(refused.body.code).to.equal('document_refused');
      expect(refused.body.detail).to.match(/Several documents .*old-erp/);
      expect((await store('104233', await aPdf('x'), { source: 'old-erp' })).status).to.equal(200);
      expect((await store('104233', await aPdf('x'), { source: 'nowhere' })).body.detail).to.match(/source nowhere/);
    });

    it('makes a name of the file that nothing can read as a path or header', async () => {
      const { body } = await store('104233', await aPdf('x'), { fileName: '../../a"b\r\nSet-Cookie: c.PDF' });
      expect(body.fileName).to.equal('_.._a_b_Set-Cookie_ c.pdf');
    });

    it('is for admins', async () => {
      expect((await store('104233', await aPdf('x'), {}, a.ana)).status).to.equal(403);
    });
  });

  describe('GET /documents', () => {
    it('opens a statement for the browser, with the figures of the card, and no store keeps it', async () => {
      await a.feed(
        paymentRow('P1', { amount: eur(30_000) }),
        paymentRow('P2', { amount: eur(20_000) }),
        applicationRow('104250', 'P2', eur(20_000)),
      );
      const { body } = await link({ kind: 'statement' });
      expect(body.expiresAt).to.equal('2026-11-20T09:05:00.000Z');
      const { status, headers, body: pdf } = await open(body.url);
      expect(status).to.equal(200);
      expect(headers).to.include({
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="Statement C1 2026-11-20.pdf"; filename*=UTF-8''Statement%20C1%202026-11-20.pdf`,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      });
      const lines = pdfLines(pdf);
      const card = (await a.get(`/api/customers/${a.customerId}/card`)).body;
      const [position] = card.positions;
      const said = (minor: number) =>
        new Intl.NumberFormat('en', { style: 'currency', currency: 'EUR' }).format(minor / 100);
      expect(lines).to.include(`Open items | ${said(position.invoiceOpen.minor)}`);
      expect(lines).to.include(`Payments and credits not yet applied | ${said(position.unapplied.minor)}`);
      expect(lines).to.include(`Total | ${said(position.netOpen.minor)}`);
      expect(lines).to.include(
        position.buckets.map(({ amount }: { amount: { minor: number } }) => said(amount.minor)).join(' | '),
      );
      expect(position.netOpen.minor).to.equal(200_000);
    });

    it('speaks the language of the customer', async () => {
      const german = await customerOf('200001');
      const { body } = await link({ kind: 'statement' }, german);
      const { body: pdf, headers } = await open(body.url);
      expect(headers['content-disposition']).to.contain('Kontoauszug C2 2026-11-20.pdf');
      expect(pdfLines(pdf)).to.include('Kundennummer C2');
    });

    it('opens the newest document of an invoice', async () => {
      await store('104233', await aPdf('old'));
      await store('104233', await aPdf('new'));
      const { body } = await link({ kind: 'invoice', itemId: a.item('104233') });
      expect(pdfLines((await open(body.url)).body)).to.deep.equal(['new']);
    });

    it('writes a name in other letters so that every browser reads it', async () => {
      await store('104233', await aPdf('x'), { fileName: 'Rechnung "Łódź".pdf' });
      const { body } = await link({ kind: 'invoice', itemId: a.item('104233') });
      expect((await open(body.url)).headers['content-disposition']).to.equal(
        `inline; filename="Rechnung _odz_.pdf"; filename*=UTF-8''Rechnung%20_%C5%81%C3%B3d%C5%BA_.pdf`,
      );
    });

    it('is shut after five minutes, to a link that was changed, and to none', async () => {
      const { body } = await link({ kind: 'statement' });
      const changed = body.url.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A'));
      const session = `${new URL(body.url).origin}/documents?token=${a.ana.token}`;
      for (const url of [changed, session, body.url.replace(/\?.*/, ''), `${body.url}&token=x`]) {
        expect((await open(url)).status, url).to.equal(401);
      }
      app.clock.set('2026-11-20T09:05:01.000Z');
      expect((await open(body.url)).status).to.equal(401);
    });

    it('has no link to what is not there, or is another customer’s', async () => {
      await store('200001', await aPdf('x'));
      const wishes = [a.item('104233'), a.item('200001'), 'nothing'].map((itemId) => ({ kind: 'invoice', itemId }));
      for (const wish of wishes) expect((await link(wish)).body.code).to.equal('document_not_found');
      expect((await link({ kind: 'statement' }, 'nobody')).body.code).to.equal('customer_not_found');
    });

    it('keeps one company’s documents from another', async () => {
      await store('104233', await aPdf('x'));
      const other = await app.tenant('Other Ltd');
      const stranger = await app.user(other, 'collector', 'eve@other.example');
      const wish = { kind: 'invoice', itemId: a.item('104233') };
      const answer = await a.post(`/api/customers/${a.customerId}/document-links`, { wish }, { by: stranger });
      expect(answer.status).to.equal(404);
    });
  });

  it('are drawn for a customer whom nobody has named a language for', async () => {
    await a.feed(customerRow('C3', { name: 'Wren', language: '' }), itemRow('300001', { customerNumber: 'C3' }));
    const { body } = await link({ kind: 'statement' }, await customerOf('300001'));
    expect(pdfLines((await open(body.url)).body)).to.include('Statement of account');
  });
});

function bytesOf(res: request.Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  const stream = res as unknown as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}
