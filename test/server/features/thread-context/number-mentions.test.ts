import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { numberMentions } from '../../../../server/features/thread-context/number-mentions.ts';

const told = (subject: string, text = '') =>
  numberMentions(subject, text).map(({ written, about }) => (about === null ? written : `${about} ${written}`));

describe('numberMentions', () => {
  for (const { subject = '', text = '', mentions } of [
    { subject: 'Re: 104233', mentions: ['104233'] },
    { subject: 'Invoice 104233', mentions: ['document 104233'] },
    {
      subject: 'Invoice#104233,104241 and 104250',
      mentions: ['document 104233', 'document 104241', 'document 104250'],
    },
    { subject: 'AW: Rechnung Nr. 104233 / PO 4500012345', mentions: ['document 104233'] },
    { subject: 'Rechnungs-Nr.:0000104233', mentions: ['document 0000104233'] },
    { subject: 'Re.Nr.104233', mentions: ['document 104233'] },
    { subject: 'RE-2026-00123', mentions: ['document RE-2026-00123'] },
    { subject: 'Order confirmation 104233', mentions: [] },
    { subject: '[Ticket #104233]', mentions: [] },
    { subject: 'PO4711234', mentions: [] },
    { subject: 'Delivery note 104233, invoice 104241', mentions: ['document 104241'] },
    { subject: 'Customer no. 10045', mentions: ['customer 10045'] },
    { subject: 'invoice 2026 and invoice 4711', mentions: ['document 4711'] },
    { text: 'pay 104233, 10423 and 104241', mentions: ['104233', '104241'] },
    { text: '104233/104241', mentions: ['104233/104241', '104233', '104241'] },
    { text: '104,233.00 and 104.233 and 104233.50 and 104233 EUR and EUR 104233 and €104233', mentions: [] },
    { text: '2026-11-20 20.11.2026 11/20/26 20261120 2025/2026 2026', mentions: [] },
    { text: 'invoice 20261120', mentions: ['document 20261120'] },
    { text: '+49 30 1234567, Tel.: 030 1234567', mentions: [] },
    { text: 'IBAN DE89 3704 0044 0532 0130 00 or DE89370400440532013000', mentions: [] },
    { text: 'https://x.example/104233 www.x.example/104233 104233@x.example', mentions: [] },
  ]) {
    it(`finds ${mentions.join(', ') || 'nothing'} in "${subject}${text}"`, () => {
      expect(told(subject, text)).to.deep.equal(mentions);
    });
  }

  it('knows a subject that is nothing but a number', () => {
    expect(numberMentions('AW: Fwd: 104233 und 104241', '').map(({ alone }) => alone)).to.deep.equal([true, true]);
    expect(numberMentions('Pallets 104233', '').map(({ alone }) => alone)).to.deep.equal([false]);
  });

  it('keeps the subject and what a number is called when it comes again in the text', () => {
    const [mention, ...others] = numberMentions('Re: 104233', 'Invoice 104233 is paid.');
    expect(mention).to.include({ place: 'subject', about: 'document' });
    expect(others).to.deep.equal([]);
  });

  it('looks up no more than 60 numbers', () => {
    const text = Array.from({ length: 500 }, (_, index) => `invoice ${100_000 + index}`).join(' ');
    expect(numberMentions('', text)).to.have.length(60);
  });

  it('takes any text, however it is made', function () {
    this.timeout(20_000);
    const piece = fc.constantFrom(
      '1',
      '23',
      '104233',
      'a',
      '-',
      '/',
      '.',
      ',',
      ' ',
      '#',
      '@',
      '(',
      'invoice',
      '€',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 300 }), fc.integer({ min: 1, max: 60 }), (pieces, times) => {
        const text = pieces.join('').repeat(times).slice(0, 20_000);
        for (const { key, written } of numberMentions(text.slice(0, 2_000), text)) {
          expect(key).to.match(/^[1-9]\d{3,}$/);
          expect(written.length).to.be.at.most(40);
        }
      }),
    );
  });
});
