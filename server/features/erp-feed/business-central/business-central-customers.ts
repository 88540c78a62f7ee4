import type { CustomerRow } from '../../receivables/run-service.ts';
import { amount, currency, email, neededNumber, neededText, text } from '../json/json-fields.ts';
import { at } from '../json/json-member.ts';
import { recordKind } from '../json/record-kind.ts';

export const businessCentralCustomers = recordKind({
  paths: ['value[]', ''],
  fits: (record) => 'displayName' in record && 'number' in record && !('vendorNumber' in record),
  members: {
    number: at('number', neededNumber),
    name: at('displayName', neededText),
    email: at('email', email),
    phone: at('phoneNumber', text),
    creditLimit: at('creditLimit', amount),
    currency: at('currencyCode', currency),
    terms: at('paymentTerm.displayName', text),
  },
  toLedger(record, context) {
    const { number, name, email: address, phone, creditLimit: limit } = record;
    const customer: CustomerRow = {
      type: 'customer',
      line: context.line,
      number,
      name,
      otherNames: [],
      parentNumber: '',
      contacts: address + phone === '' ? [] : [{ name: '', email: address, phone, role: '', language: '' }],
      mailDomains: [],
      ownerEmail: '',
      creditLimit: hasLimit(limit) ? context.money('creditLimit', limit, null) : null,
      paymentTerms: record.terms,
      language: '',
      doNotContact: false,
    };
    return [customer];
  },
});

/** Business Central writes no limit as 0. A limit is in the company's own currency, whatever the customer's is. */
function hasLimit(limit: string | null): limit is string {
  return limit !== null && Number(limit) !== 0;
}
