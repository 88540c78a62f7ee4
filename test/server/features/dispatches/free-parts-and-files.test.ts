import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import { hashOf } from '../../../../server/features/activities/new-log-entry.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { FilledMessage } from '../../../../shared/api/dispatches.ts';
import { aPdf } from '../../../support/a-pdf.ts';
import { useApp } from '../../../support/app.ts';
import { eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';
import { pdfLines } from '../../../support/pdf-text.ts';
import { aKey, CollectionsCase } from './collections-case.ts';

const STATEMENT = { kind: 'statement' };
const CARD = '4111 1111 1111 1111';

describe('messages with words and files of their own', function () {
  this.timeout(120_000);
  const app = useApp();
  let a: CollectionsCase;

  beforeEach(async () => {
    a = await CollectionsCase.begin(app);
  });

  const preview = (changes: object = {}) => a.post('/api/dispatches/preview', a.wish({ ...changes }));
  const prepare = (changes: object = {}, options: object = {}) =>
    a.post(
      '/api/dispatches',
      { ...a.wish(), via: 'outlook', recipients: ['kim@kestrel.example'], ...changes },
      options,
    );
  const invoice = (number: string) => ({ kind: 'invoice', itemId: a.item(number) });
  const bring = async (number: string, pdf: Buffer) =>
    a.in(() =>
      app.services.invoiceDocuments.take({ number, fileName: `${number}.pdf`, bytes: pdf, broughtBy: 'the test' }),
    );
  const stored = async (name: string, filter: object = {}) =>
    collectionNamed(name)
      .find({ tenantId: a.tenant.id, ...filter } as never)
      .toArray();
  const fileOf = async (id: string, place = 0) => {
    const { status, body } = await a.get(`/api/dispatches/${id}/attachments/${place}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return { ...body, bytes: Buffer.from(body.base64, 'base64') };
  };

  describe('free parts', () => {
    const greeting = (text: string) => ({ freeParts: [{ name: 'greeting', text }] });

    it('are told in a preview, apart from what is locked', async () => {
      const filled: FilledMessage = (await preview()).body.filled;
      expect(filled.parts.map((part) => (part.kind === 'free' ? part.name : part.kind))).to.deep.equal([
        'greeting',
        'locked',
        'remark',
        'locked',
      ]);
      expect(filled.parts[0]).to.deep.equal({
        kind: 'free',
        name: 'greeting',
        text: 'Dear Kestrel Ltd accounts payable team,',
        original: 'Dear Kestrel Ltd accounts payable team,',
      });
    });

    it('are filled in a preview with what was written, whatever it is', async () => {
      const { body } = await preview(greeting(`Dear Kim <b>,\ncard ${CARD}`));
      expect(body.filled.html).to.match(/^<p>Dear Kim &lt;b&gt;,<br>card 4111 1111 1111 1111<\/p>/);
      expect(body.filled.text).to.match(/^Dear Kim <b>,\ncard 4111/);
      expect(await stored('dispatches')).to.deep.equal([]);
    });

    it('are refused by a name that the template has not', async () => {
      for (const ask of [preview, prepare]) {
        const { status, body } = await ask({ freeParts: [{ name: 'total', text: 'nothing' }] });
        expect([status, body.code]).to.deep.equal([422, 'request_invalid']);
        expect(body.problems[0].field).to.equal('freeParts.0.name');
      }
    });

    it('go with a prepared message, are logged as a difference, and are erased with its words', async () => {
      const own = { name: 'remark', text: (await preview()).body.filled.parts[2].text };
      const { body } = await prepare({ freeParts: [{ name: 'greeting', text: 'Dear Kim,' }, own] });
      expect(body.filled.parts[0]).to.include({ text: 'Dear Kim,' });
      expect((await a.get(`/api/dispatches/${body.id}`)).body.filled).to.deep.equal(body.filled);
      expect((await a.announce(body.ticket)).body.allowed).to.equal(true);
      const [texts] = await stored('activityTexts');
      const original = 'Dear Kestrel Ltd accounts payable team,';
      expect(texts?.rewritten).to.deep.equal([{ name: 'greeting', original, written: 'Dear Kim,' }]);
      expect(texts?.files).to.equal(undefined);
      const [dispatch] = await stored('dispatches');
      expect(dispatch?.filled).to.equal(null);
      const sent = (await a.get(`/api/dispatches/${body.id}`)).body.filled;
      expect(sent.html).to.equal(body.filled.html);
      expect(sent.parts).to.deep.equal([{ kind: 'locked', text: body.filled.text }]);
    });

    it('are kept nowhere where the template’s own words stand', async () => {
      const { body } = await prepare();
      await a.announce(body.ticket);
      expect((await stored('activityTexts'))[0]).not.to.have.property('rewritten');
    });

    it('go with what our side sends', async () => {
      const { body, status } = await prepare({ ...greeting('Dear Kim,'), via: 'gmail' });
      expect(status, JSON.stringify(body)).to.equal(201);
      expect(body.filled.text).to.match(/^Dear Kim,/);
      expect((await stored('activityTexts'))[0]?.rewritten).to.have.length(1);
    });
  });

  describe('files', () => {
    it('are offered in a preview: a statement always, and the documents of the message’s items', async () => {
      const pdf = await aPdf('Invoice 104233');
      await bring('104233', pdf);
      await bring('104300', await aPdf('Invoice 104300'));
      const { body } = await preview();
      const statement = {
        wish: STATEMENT,
        fileName: 'Statement C1 2026-11-20.pdf',
        contentType: 'application/pdf',
        size: null,
      };
      const document = {
        wish: invoice('104233'),
        fileName: '104233.pdf',
        contentType: 'application/pdf',
        size: pdf.length,
      };
      expect(body.attachable).to.deep.equal([statement, document]);
      expect(body.filled.attachments).to.deep.equal([]);
      const wished = await preview({ attachments: [invoice('104233'), STATEMENT] });
      expect(wished.body.filled.attachments).to.deep.equal([document, statement]);
      expect(await stored('documentBytes')).to.have.length(2);
    });

    it('have names of their own within a message', async () => {
      const numbers = ['104233', '104250'];
      for (const number of numbers) {
        const brought = { number, fileName: 'Scan.pdf', bytes: await aPdf(number), broughtBy: 'the test' };
        await a.in(() => app.services.invoiceDocuments.take(brought));
      }
      for (const ask of [preview, prepare]) {
        const { body } = await ask({ attachments: [...numbers.map(invoice), STATEMENT] });
        expect(body.filled.attachments.map(({ fileName }: { fileName: string }) => fileName)).to.deep.equal([
          'Scan.pdf',
          'Scan (2).pdf',
          'Statement C1 2026-11-20.pdf',
        ]);
      }
    });

    it('go with a prepared message as they were made, whatever comes later', async () => {
      await bring('104233', await aPdf('first'));
      const { body, status } = await prepare({ attachments: [STATEMENT, invoice('104233')] });
      expect(status, JSON.stringify(body)).to.equal(201);
      const [statement, document] = body.filled.attachments;
      await bring('104233', await aPdf('second'));
      await a.feed(paymentRow('P1', { amount: eur(10_000) }));
      const first = await fileOf(body.id);
      expect(first).to.include({ fileName: 'Statement C1 2026-11-20.pdf', contentType: 'application/pdf' });
      expect(first.bytes.length).to.equal(statement.size);
      expect(pdfLines(first.bytes)).to.include('Total | €2,500.00');
      const second = await fileOf(body.id, 1);
      expect(second.bytes.length).to.equal(document.size);
      expect(pdfLines(second.bytes)).to.deep.equal(['first']);
    });

    it('are named in the log with the hash of their bytes, and the log holds to it', async () => {
      await bring('104233', await aPdf('first'));
      const { body } = await prepare({ attachments: [STATEMENT, invoice('104233')] });
      await a.announce(body.ticket);
      const [entry] = await a.log();
      const [texts] = await stored('activityTexts');
      const files = await Promise.all([fileOf(body.id), fileOf(body.id, 1)]);
      expect(texts?.files).to.deep.equal(
        files.map(({ fileName, bytes }) => ({
          fileName,
          size: bytes.length,
          sha256: createHash('sha256').update(bytes).digest('hex'),
        })),
      );
      expect(entry?.bodyHash).to.equal(hashOf(texts?.body, texts?.files));
      expect(entry?.bodyHash).not.to.equal(hashOf(texts?.body));
      const changed = [{ ...texts?.files[0], sha256: '0'.repeat(64) }, texts?.files[1]];
      expect(entry?.bodyHash).not.to.equal(hashOf(texts?.body, changed));
    });

    it('are gone with the words of the message', async () => {
      const { body } = await prepare({ attachments: [STATEMENT] });
      await a.announce(body.ticket);
      await fileOf(body.id);
      const [entry] = await a.log();
      await collectionNamed('activityTexts').deleteMany({ tenantId: a.tenant.id, activityId: entry?._id } as never);
      const { status, body: problem } = await a.get(`/api/dispatches/${body.id}/attachments/0`);
      expect([status, problem.code]).to.deep.equal([404, 'document_not_found']);
    });

    it('are one for the same request again', async () => {
      const key = aKey();
      const changes = { attachments: [STATEMENT] };
      const first = await prepare(changes, { key });
      app.clock.set('2026-11-20T09:00:07.000Z');
      const again = await prepare(changes, { key });
      app.clock.set('2026-11-20T09:00:00.000Z');
      expect(again.body).to.deep.equal(first.body);
      expect(await stored('documentBytes')).to.have.length(1);
      expect(await stored('dispatches')).to.have.length(1);
    });

    it('are refused twice, and of an item that the message is not about', async () => {
      await bring('104300', await aPdf('x'));
      for (const wishes of [
        [STATEMENT, STATEMENT],
        [STATEMENT, invoice('104300')],
      ]) {
        for (const ask of [preview, prepare]) {
          const { body } = await ask({ attachments: wishes });
          expect([body.code, body.problems?.[0].field]).to.deep.equal(['request_invalid', 'attachments.1']);
        }
      }
      expect(await stored('dispatches')).to.deep.equal([]);
    });

    it('are refused of another customer’s invoice', async () => {
      await bring('200001', await aPdf('x'));
      const attachments = [invoice('200001')];
      expect((await preview({ attachments })).body.code).to.equal('request_invalid');
      expect((await prepare({ attachments })).body.code).to.equal('document_not_found');
      expect((await prepare({ attachments, itemIds: [a.item('200001')] })).status).to.equal(404);
    });

    it('are refused where the ERP brought none', async () => {
      for (const ask of [preview, prepare]) {
        expect((await ask({ attachments: [invoice('104233')] })).body.code).to.equal('document_not_found');
      }
    });

    it('are refused where they are too large together', async () => {
      await a.feed(itemRow('104260', { dueOn: '2026-10-05' }));
      const numbers = ['104233', '104250', '104260'];
      for (const number of numbers) await bring(number, Buffer.alloc(7_000_000, `%PDF-${number}`));
      for (const ask of [preview, prepare]) {
        const { body } = await ask({ attachments: numbers.map(invoice) });
        expect(body.code).to.equal('request_invalid');
        expect(body.problems[0].problem).to.equal('have 21000000 bytes, and may have 20000000');
      }
      expect((await prepare({ attachments: numbers.slice(1).map(invoice) })).status).to.equal(201);
    });

    it('go with a message that our side sends through Gmail', async () => {
      const { body } = await prepare({ attachments: [STATEMENT], via: 'gmail' });
      expect(body.filled.attachments).to.have.length(1);
      const { body: file } = await a.get(`/api/dispatches/${body.id}/attachments/0`);
      expect(Buffer.from(file.base64, 'base64').subarray(0, 5).toString()).to.equal('%PDF-');
      expect(await a.loggedAs()).to.deep.equal(['activity email_first_notice attempted']);
    });

    it('are not there at a place that has none, and not for another company', async () => {
      const { body } = await prepare({ attachments: [STATEMENT] });
      for (const place of ['1', '-1', '00', 'length']) {
        const { body: problem } = await a.get(`/api/dispatches/${body.id}/attachments/${place}`);
        expect(problem.code, place).to.equal('document_not_found');
      }
      const stranger = await app.user(await app.tenant('Other Ltd'), 'collector', 'eve@other.example');
      expect((await a.get(`/api/dispatches/${body.id}/attachments/0`, stranger)).body.code).to.equal(
        'dispatch_not_found',
      );
    });
  });
});
