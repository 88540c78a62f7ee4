import { expect } from 'chai';
import { isFromUs, likelyContacts, recipientsFor, waysFor } from '../../../addin/state/sending-ways.ts';
import { aMessage, CAN_ALL } from '../support/fake-host.ts';

const own = { role: 'from', address: 'AR@own.example', name: '' } as const;
const theirs = { role: 'to', address: 'ana@contoso.example', name: '' } as const;
const colleague = { role: 'cc', address: 'ben@own.example', name: '' } as const;
const fromThem = { ...theirs, role: 'from' } as const;
const toUs = { ...own, role: 'to' } as const;

function aContact(email: string) {
  return { name: email, email, phone: '', role: '', language: 'en' };
}

describe('waysFor', () => {
  const cases = [
    { what: 'a message from the customer alone', participants: [fromThem, toUs], ways: ['reply', 'new'] },
    {
      what: 'a message to several',
      participants: [fromThem, toUs, colleague],
      ways: ['reply', 'reply_all', 'new'],
    },
    { what: 'a message of our own', participants: [own, theirs, colleague], ways: ['reply_all', 'new'] },
  ] as const;
  for (const { what, participants, ways } of cases) {
    it(`offers ${ways.join(', ')} beside ${what}`, () => {
      expect(waysFor(aMessage({ participants: [...participants] }), CAN_ALL)).to.deep.equal(ways);
    });
  }

  it('offers nothing but to insert in a message that is being written', () => {
    expect(waysFor(aMessage({ mode: 'compose' }), CAN_ALL)).to.deep.equal(['insert']);
  });

  it('offers a new message where none is open', () => {
    expect(waysFor(null, CAN_ALL)).to.deep.equal(['new']);
  });

  it('offers what the client can do and no more', () => {
    expect(waysFor(aMessage(), { ...CAN_ALL, newMessage: false })).to.deep.equal(['reply']);
    expect(waysFor(aMessage(), { ...CAN_ALL, reply: false })).to.deep.equal(['new']);
    expect(waysFor(aMessage(), { ...CAN_ALL, sending: false })).to.deep.equal([]);
  });
});

describe('recipientsFor', () => {
  it('is the customer who wrote, and not the others they wrote to', () => {
    const item = aMessage({ participants: [fromThem, toUs, colleague] });
    expect(recipientsFor(item, 'reply', [])).to.deep.equal(['ana@contoso.example']);
    expect(recipientsFor(item, 'reply_all', [])).to.deep.equal(['ana@contoso.example', 'ben@own.example']);
  });

  it('is everybody else where the message is our own, or of the shared mailbox', () => {
    expect(recipientsFor(aMessage({ participants: [own, theirs, colleague] }), 'reply_all', [])).to.deep.equal([
      'ana@contoso.example',
      'ben@own.example',
    ]);
    const shared = { role: 'from', address: 'collections@own.example', name: '' } as const;
    const item = aMessage({ participants: [shared, theirs], sharedMailbox: 'Collections@own.example' });
    expect(recipientsFor(item, 'reply_all', [])).to.deep.equal(['ana@contoso.example']);
  });

  it('is whom a message being written goes to', () => {
    const item = aMessage({ mode: 'compose', participants: [own, theirs, colleague] });
    expect(recipientsFor(item, 'insert', [])).to.deep.equal(['ana@contoso.example', 'ben@own.example']);
  });

  it('is where the sender asked to be answered', () => {
    const replyTo = '"Accounts, Contoso" <ap@contoso.example>, ar@own.example';
    const item = aMessage({ participants: [fromThem, toUs], replyTo });
    expect(recipientsFor(item, 'reply', [])).to.deep.equal(['ap@contoso.example']);
    expect(recipientsFor({ ...item, replyTo: 'nobody' }, 'reply', [])).to.deep.equal(['ana@contoso.example']);
  });

  it('is who was chosen for a new message, each once and within the contract', () => {
    const chosen = ['a@x.example', 'a@x.example', `${'x'.repeat(600)}@x.example`];
    expect(recipientsFor(aMessage(), 'new', chosen)).to.deep.equal(['a@x.example']);
  });
});

describe('likelyContacts', () => {
  const ana = aContact('ana@contoso.example');
  const other = aContact('other@contoso.example');

  it('is the only contact there is', () => {
    expect(likelyContacts(null, [other, aContact('')])).to.deep.equal(['other@contoso.example']);
  });

  it('is who takes part in the open message, where there are several', () => {
    expect(likelyContacts(aMessage(), [other, ana])).to.deep.equal(['ana@contoso.example']);
    expect(likelyContacts(null, [other, ana])).to.deep.equal([]);
  });
});

describe('isFromUs', () => {
  it('knows the own mailbox and the shared one that the message lies in', () => {
    expect(isFromUs(aMessage({ participants: [own] }))).to.equal(true);
    expect(isFromUs(aMessage({ participants: [fromThem] }))).to.equal(false);
    expect(isFromUs(aMessage({ participants: [fromThem], sharedMailbox: fromThem.address }))).to.equal(true);
  });
});
