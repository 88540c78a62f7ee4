import { expect } from 'chai';
import { describe, it } from 'mocha';
import { dateTimeFormat, numberFormat } from '../../../shared/domain/intl-formatters.ts';

describe('formatters of Intl', () => {
  it('are made once for a locale and a form, and tell both apart', () => {
    const euros = { style: 'currency', currency: 'EUR' } as const;
    expect(numberFormat('en', euros)).to.equal(numberFormat('en', { ...euros }));
    expect(numberFormat('de', euros).format(1_234.5)).to.match(/^1\.234,50\s€$/);
    expect(numberFormat('en', euros).format(1_234.5)).to.equal('€1,234.50');
    const day = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
    const noon = new Date('2026-11-20T12:00:00Z');
    expect(dateTimeFormat('en', day).format(noon)).to.equal('Nov 20');
    expect(dateTimeFormat('en', { ...day, year: 'numeric' }).format(noon)).to.equal('Nov 20, 2026');
  });

  it('go on being right when very many forms were asked for', () => {
    for (const locale of ['en', 'de', 'fr']) {
      for (let form = 0; form < 400; form += 1) {
        const options = { minimumIntegerDigits: 1 + (form % 20), maximumFractionDigits: Math.floor(form / 20) };
        const { minimumIntegerDigits, maximumFractionDigits } = numberFormat(locale, options).resolvedOptions();
        expect({ minimumIntegerDigits, maximumFractionDigits }).to.deep.equal(options);
      }
    }
  });
});
