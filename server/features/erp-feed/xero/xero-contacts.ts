import type { CustomerRow } from '../../receivables/run-service.ts';
import { email, flag, neededNumber, neededText, number, text } from '../json/json-fields.ts';
import { at, listOf, type RecordOf } from '../json/json-member.ts';
import { recordKind } from '../json/record-kind.ts';

const MEMBERS = {
  id: at('ContactID', neededNumber),
  name: at('Name', neededText),
  mergedInto: at('MergedToContactID', number),
  isSupplier: at('IsSupplier', flag),
  isCustomer: at('IsCustomer', flag),
  firstName: at('FirstName', text),
  lastName: at('LastName', text),
  email: at('EmailAddress', email),
  days: at('PaymentTerms.Sales.Day', text),
  daysOf: at('PaymentTerms.Sales.Type', text),
  phones: listOf('Phones', {
    type: at('PhoneType', text),
    country: at('PhoneCountryCode', text),
    area: at('PhoneAreaCode', text),
    number: at('PhoneNumber', text),
  }),
  persons: listOf('ContactPersons', {
    firstName: at('FirstName', text),
    lastName: at('LastName', text),
    email: at('EmailAddress', email),
  }),
};

type XeroContact = RecordOf<typeof MEMBERS>;

/** Contacts that are customers, or may become ones. A contact that was merged is said to be the other from then on. */
export const xeroContacts = recordKind({
  paths: ['Contacts[]', ''],
  fits: (record) => 'ContactID' in record && 'Name' in record,
  members: MEMBERS,
  toLedger(record, context) {
    if (record.isSupplier && !record.isCustomer) {
      context.leaveOut('contacts that are suppliers alone');
      return [];
    }
    const customer: CustomerRow = {
      type: 'customer',
      line: context.line,
      number: record.id,
      name: record.name,
      otherNames: [],
      parentNumber: '',
      contacts: peopleOf(record),
      mailDomains: [],
      ownerEmail: '',
      creditLimit: null,
      paymentTerms: termsOf(record),
      language: '',
      doNotContact: false,
    };
    if (record.mergedInto === '') return [customer];
    const { line } = context;
    return [customer, { type: 'merge', line, customerNumber: record.id, intoNumber: record.mergedInto }];
  },
});

function peopleOf({ firstName, lastName, email: address, phones, persons }: XeroContact): CustomerRow['contacts'] {
  const main = phones.find(({ type, number: digits }) => type === 'DEFAULT' && digits !== '');
  const phone = main === undefined ? '' : joined(main.country, main.area, main.number);
  const first = { name: joined(firstName, lastName), email: address, phone };
  const others = persons.map((person) => ({
    name: joined(person.firstName, person.lastName),
    email: person.email,
    phone: '',
  }));
  return [first, ...others]
    .filter(({ name, email: mail, phone: digits }) => name + mail + digits !== '')
    .map((person) => ({ ...person, role: '', language: '' }));
}

const TERMS: Readonly<Record<string, string>> = {
  DAYSAFTERBILLDATE: 'days after the invoice',
  DAYSAFTERBILLMONTH: 'days after the month of the invoice',
  OFCURRENTMONTH: 'of the month of the invoice',
  OFFOLLOWINGMONTH: 'of the month after the invoice',
};

function termsOf({ days, daysOf }: XeroContact): string {
  return days === '' ? '' : joined(days, TERMS[daysOf] ?? daysOf.toLowerCase());
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
