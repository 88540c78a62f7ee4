import type { CustomerRow } from '../../receivables/run-service.ts';
import {
  amountField,
  currencyField,
  emailField,
  flagField,
  listField,
  numberField,
  required,
  textField,
} from '../field.ts';
import { profile, type RowContext } from '../profile.ts';

export const customers = profile({
  name: 'customers',
  sample: 'own',
  takesSnapshots: false,
  about: 'One row a customer, or one for each contact of a customer with the other columns repeated.',
  ledgerColumns: {},
  fields: {
    number: required(numberField('The customer’s number in the ERP, leading zeros kept.')),
    name: required(textField('The customer’s name.')),
    other_names: listField('Other spellings under which it writes or pays, parted by a vertical bar.'),
    parent: numberField('The number of the customer that it belongs to.'),
    contact_name: textField('A person there.'),
    contact_email: emailField('The person’s e-mail address; one.'),
    contact_phone: textField('The person’s telephone number.'),
    contact_role: textField('The person’s part in paying, such as accounts payable.'),
    contact_language: textField('The person’s language, such as `en` or `de`.'),
    mail_domains: listField('Domains of its mail, parted by a vertical bar.'),
    owner_email: emailField('The e-mail address of the collector who owns it.'),
    credit_limit: amountField('The credit limit.'),
    currency: currencyField('The currency of the credit limit.'),
    payment_terms: textField('Such as `30 days net`.'),
    language: textField('The language to write in, such as `en` or `de`.'),
    risk: textField('How risky the ERP or the credit insurer holds it to be, in their own words.'),
    do_not_contact: flagField('Whether nobody may write or call.'),
  },
  toLedger(row, context) {
    const creditLimit =
      row.credit_limit === null ? null : context.money('credit_limit', row.credit_limit, row.currency);
    const mailDomains = row.mail_domains.map((domain) => domain.toLowerCase().replace(/^@/, ''));
    requireDomains(mailDomains, context);
    const contact = {
      name: row.contact_name,
      email: row.contact_email,
      phone: row.contact_phone,
      role: row.contact_role,
      language: row.contact_language,
    };
    const customer: CustomerRow = {
      type: 'customer',
      line: context.line,
      number: row.number,
      name: row.name,
      otherNames: row.other_names,
      parentNumber: row.parent,
      contacts: contact.name + contact.email + contact.phone === '' ? [] : [contact],
      mailDomains,
      ownerEmail: row.owner_email,
      creditLimit,
      paymentTerms: row.payment_terms,
      language: row.language,
      doNotContact: row.do_not_contact,
      ...(row.risk === '' ? {} : { risk: row.risk }),
    };
    return [customer];
  },
});

function requireDomains(domains: readonly string[], context: RowContext): void {
  const wrong = domains.find((domain) => !/^(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+[\p{L}\d-]{2,}$/u.test(domain));
  if (wrong !== undefined)
    context.problem('mail_domains', `holds "${wrong}", which is no domain; write it as example.com`);
}
