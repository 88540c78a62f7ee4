import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  customerLookupKeys,
  type LookedUpCustomer,
} from '../../../../server/features/customers/customer-lookup-keys.ts';

function keysOf(changes: Partial<LookedUpCustomer>, kind: string): string[] {
  const customer = { number: 'C1', name: 'Kestrel Freight Ltd', otherNames: [], contacts: [], mailDomains: [] };
  return customerLookupKeys({ ...customer, ...changes }).filter((key) => key.startsWith(kind));
}

const contacts = (...emails: string[]) => emails.map((email) => ({ email }));

describe('customerLookupKeys', () => {
  it('writes addresses and domains as DNS has them, and leaves out what is none', () => {
    const given = {
      contacts: contacts('AP@Mützenbär.example', 'nobody', ''),
      mailDomains: ['@MÜTZENBÄR.example', 'localhost'],
    };
    expect(keysOf(given, 'a:')).to.deep.equal(['a:ap@xn--mtzenbr-bxa4s.example']);
    expect(keysOf(given, 'd:')).to.deep.equal(['d:xn--mtzenbr-bxa4s.example']);
  });

  it('keeps a domain that only contacts have apart from those that are the customer’s', () => {
    const given = { contacts: contacts('a@kestrel.example', 'b@books.example'), mailDomains: ['kestrel.example'] };
    expect(keysOf(given, 'd:')).to.deep.equal(['d:kestrel.example']);
    expect(keysOf(given, 'c:')).to.deep.equal(['c:books.example']);
  });

  it('takes a free-mail provider for nobody’s domain, whatever a feed says', () => {
    const given = { contacts: contacts('kestrel@gmail.com'), mailDomains: ['gmail.com', 'gmx.de'] };
    expect(keysOf(given, 'a:')).to.deep.equal(['a:kestrel@gmail.com']);
    expect([...keysOf(given, 'd:'), ...keysOf(given, 'c:')]).to.deep.equal([]);
  });

  it('has the number as digits and as it is typed, the whole names, and their words', () => {
    const given = { number: '0000611365', otherNames: ['Turmfalke'] };
    expect([...keysOf(given, 'n:'), ...keysOf(given, 's:')]).to.deep.equal(['n:611365', 's:0000611365', 's:611365']);
    expect(keysOf(given, 'm:')).to.deep.equal(['m:kestrel freight', 'm:turmfalke']);
    expect(keysOf(given, 'w:')).to.deep.equal(['w:kestrel', 'w:freight', 'w:ltd', 'w:turmfalke']);
  });
});
