import { expect } from 'chai';
import { describe, it } from 'mocha';
import { mappingFor } from '../../../../server/features/erp-feed/mapping.ts';
import { profileNamed } from '../../../../server/features/erp-feed/profile-list.ts';

const CASES: { mapping: unknown; says: string }[] = [
  { mapping: [], says: 'mapping needs to be of type object' },
  { mapping: 'USD', says: 'mapping needs to be of type object' },
  { mapping: { colums: {} }, says: 'mapping.colums is not a part of a mapping' },
  { mapping: { currency: 'USd' }, says: 'mapping.currency is not a currency of ISO 4217' },
  { mapping: { zone: 'Mars/Olympus' }, says: 'mapping.zone is not a zone of the IANA list' },
  { mapping: { delimiter: ':' }, says: 'mapping.delimiter needs to be one of ",", ";", "\\t", "|"' },
  { mapping: { source: 'my erp' }, says: 'mapping.source is 1 to 50 letters' },
  { mapping: { columns: { amount: 5 } }, says: 'mapping.columns.amount needs to be of type string' },
  {
    mapping: { columns: { total: 'Total' } },
    says: 'mapping.columns.total is no column of the profile invoices, which has number',
  },
  { mapping: { dateFormat: 'DD/MM' }, says: 'mapping.dateFormat cannot be used: "DD/MM" needs the year once' },
  { mapping: { dateFormats: { due_on: 'soon' } }, says: 'mapping.dateFormats.due_on cannot be used' },
  { mapping: { dateFormats: { amount: 'DD/MM/YYYY' } }, says: 'mapping.dateFormats.amount is not a column of days' },
  {
    mapping: { numberFormat: { decimal: ',', grouping: ',' } },
    says: 'mapping.numberFormat.grouping is the same as the decimal sign',
  },
  { mapping: { numberFormat: { decimal: ':' } }, says: 'mapping.numberFormat.decimal needs to be one of' },
  {
    mapping: { values: { dispute_status: { Yes: 'contested' } } },
    says: 'mapping.values.dispute_status.Yes needs to be one of none, pending, disputed, resolved',
  },
  {
    mapping: { values: { customer: { A: 'B' } } },
    says: 'mapping.values.customer.A is of a column without fixed words',
  },
  { mapping: { emptyWords: 'NULL' }, says: 'mapping.emptyWords needs to be of type array' },
  { mapping: { profile: 'payments' }, says: 'mapping.profile is "payments", and the file is read as "invoices"' },
];

describe('mappingFor', () => {
  for (const { mapping, says } of CASES) {
    it(`says: ${says}`, () => {
      expect(() => mappingFor(profileNamed('invoices'), mapping)).to.throw(says);
    });
  }

  it('names everything that is wrong at once', () => {
    const wrong = { columns: { total: 'Total' }, dateFormat: 'DD', values: { kind: { RV: 'bill' } } };
    expect(() => mappingFor(profileNamed('invoices'), wrong)).to.throw(/columns\.total.*dateFormat.*values\.kind\.RV/);
  });
});

describe('profileNamed', () => {
  it('names those that there are for one that there is not', () => {
    expect(() => profileNamed('orders')).to.throw(/customers.*invoices.*payments.*cleared-items/);
  });
});
