import type { CustomerRow } from '../../receivables/run-service.ts';
import { amount, currency, email, neededNumber, neededText, number, text } from '../json/json-fields.ts';
import { at } from '../json/json-member.ts';
import { recordKind } from '../json/record-kind.ts';
import { isDeleted, pathsOf } from './quickbooks-entity.ts';

/** Customers, and jobs or sub-customers with the customer that they belong to. */
export const quickbooksCustomers = recordKind({
  paths: pathsOf('Customer'),
  fits: (record) => !isDeleted(record),
  members: {
    id: at('Id', neededNumber),
    name: at('DisplayName', neededText),
    companyName: at('CompanyName', text),
    checkName: at('PrintOnCheckName', text),
    parent: at('ParentRef.value', number),
    givenName: at('GivenName', text),
    familyName: at('FamilyName', text),
    email: at('PrimaryEmailAddr.Address', email),
    phone: at('PrimaryPhone.FreeFormNumber', text),
    creditLimit: at('CreditLimit', amount),
    currency: at('CurrencyRef.value', currency),
    terms: at('SalesTermRef.name', text),
  },
  toLedger(record, context) {
    const { name, companyName, checkName, givenName, familyName, phone } = record;
    const limit = record.creditLimit;
    const person = [givenName, familyName].filter((part) => part !== '').join(' ');
    const customer: CustomerRow = {
      type: 'customer',
      line: context.line,
      number: record.id,
      name,
      otherNames: [...new Set([companyName, checkName])].filter((other) => other !== '' && other !== name),
      parentNumber: record.parent,
      contacts:
        person + record.email + phone === ''
          ? []
          : [{ name: person, email: record.email, phone, role: '', language: '' }],
      mailDomains: [],
      ownerEmail: '',
      creditLimit: limit === null ? null : context.money('CreditLimit', limit, record.currency),
      paymentTerms: record.terms,
      language: '',
      doNotContact: false,
    };
    return [customer];
  },
});
