import { expect } from 'chai';
import { describe, it } from 'mocha';
import { amountParts } from '../../../../../server/features/erp-feed/formats/amount-style.ts';
import { canMean } from '../../../../../server/features/erp-feed/formats/currency-mark.ts';
import { currencyCode } from '../../../../../shared/domain/currency.ts';

describe('amountParts', () => {
  const cases = [
    { text: '1,234.50', core: '1,234.50', mark: '', side: '' },
    { text: '€1,234.50', core: '1,234.50', mark: '€', side: '' },
    { text: '1.234,50 EUR', core: '1.234,50', mark: 'EUR', side: '' },
    { text: '-US$5.00', core: '-5.00', mark: 'US$', side: '' },
    { text: '($ 5.00)', core: '(5.00)', mark: '$', side: '' },
    { text: '5.00 CR', core: '5.00', mark: '', side: 'CR' },
    { text: '5.00 EUR Cr.', core: '5.00', mark: 'EUR', side: 'CR' },
    { text: '5,00 H', core: '5,00', mark: '', side: 'H' },
    { text: '1€50', core: '1€50', mark: '', side: '' },
    { text: '12 XYZ', core: '12 XYZ', mark: '', side: '' },
    { text: 'CR', core: 'CR', mark: '', side: '' },
  ];
  for (const { text, ...parts } of cases) {
    it(`parts ${text}`, () => {
      expect(amountParts(text)).to.deep.equal(parts);
    });
  }
});

describe('canMean', () => {
  it('lets a sign stand for its own currencies alone', () => {
    expect(canMean('$', currencyCode('CAD'))).to.equal(true);
    expect(canMean('US$', currencyCode('CAD'))).to.equal(false);
    expect(canMean('EUR', currencyCode('EUR'))).to.equal(true);
    expect(canMean('€', currencyCode('USD'))).to.equal(false);
  });
});
