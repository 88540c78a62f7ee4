import { expect } from 'chai';
import { describe, it } from 'mocha';
import { problemLines, readLines } from '../read-text.ts';

const HEADER =
  'number,name,other_names,contact_name,contact_email,mail_domains,owner_email,credit_limit,currency,do_not_contact';

function read(...rows: string[]) {
  return readLines('customers', [HEADER, ...rows]);
}

describe('the profile customers', () => {
  it('makes a customer with contacts, domains and limit', async () => {
    const { rows } = await read(
      '0007,Halden GmbH,HALDEN | Halden AG,Petra,p@halden.example,@Halden.example|halden.co.example,ana@us.example,500.00,EUR,Yes',
    );
    expect(rows).to.deep.equal([
      {
        type: 'customer',
        line: 2,
        number: '0007',
        name: 'Halden GmbH',
        otherNames: ['HALDEN', 'Halden AG'],
        parentNumber: '',
        contacts: [{ name: 'Petra', email: 'p@halden.example', phone: '', role: '', language: '' }],
        mailDomains: ['halden.example', 'halden.co.example'],
        ownerEmail: 'ana@us.example',
        creditLimit: { minor: 50_000, currency: 'EUR' },
        paymentTerms: '',
        language: '',
        doNotContact: true,
      },
    ]);
  });

  it('gathers the contacts of a customer from several rows', async () => {
    const { rows, totals } = await read(
      '7,Halden,,Petra,p@halden.example,,,,,',
      '8,Corran,,,,,,,,',
      '7,Halden,,Jonas,j@halden.example,,,,,',
      '7,Halden,,Petra,p@halden.example,,,,,',
    );
    expect(
      rows.map((row) => row.type === 'customer' && [row.number, row.contacts.map(({ name }) => name)]),
    ).to.deep.equal([
      ['7', ['Petra', 'Jonas']],
      ['8', []],
    ]);
    expect(totals.rows).to.equal(4);
  });

  it('hands on rows that contradict one another, for the ledger to refuse', async () => {
    const { rows } = await read('7,Halden,,,,,,,,', '7,Haldane,,,,,,,,');
    expect(rows.map(({ line }) => line)).to.deep.equal([2, 3]);
  });

  it('lists what cannot be read', async () => {
    const reading = await read(
      '7,Halden,,,two@a.example; b@a.example,no domain,@ana,5.00,,perhaps',
      '8,Corran,,,,no_domain,,5.00,,',
    );
    expect(problemLines(reading)).to.deep.equal([
      '2 contact_email "two@a.example; b@a.example" is not one e-mail address; write it as accounts@example.com',
      '2 owner_email "@ana" is not one e-mail address; write it as accounts@example.com',
      '2 do_not_contact "perhaps" is neither yes nor no; the mapping can translate it',
      '3 credit_limit "5.00" has no currency; fill its column, or give "currency" in the mapping',
      '3 mail_domains "no_domain" holds "no_domain", which is no domain; write it as example.com',
    ]);
  });

  it('keeps formula text as the text that it is', async () => {
    const { rows } = await read('7,"=HYPERLINK(""http://x"")",,,,,,,,');
    expect(rows[0]).to.include({ name: '=HYPERLINK("http://x")' });
  });

  it('keeps what the source says of the risk, and nothing where it says nothing', async () => {
    const { rows } = await readLines('customers', ['number,name,risk', '1,One,C2 high', '2,Two,']);
    expect(rows[0]).to.include({ risk: 'C2 high' });
    expect(rows[1]).to.not.have.property('risk');
  });
});
