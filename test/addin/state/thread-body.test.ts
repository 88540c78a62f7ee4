import { expect } from 'chai';
import { linkNames, threadBody } from '../../../addin/state/thread-body.ts';
import { ThreadBody } from '../../../shared/api/thread-context.ts';
import { aMessage } from '../support/fake-host.ts';

const own = { role: 'from', address: 'AR@own.example', name: '' } as const;
const theirs = { role: 'to', address: 'ana@contoso.example', name: '' } as const;
const colleague = { role: 'cc', address: 'ben@own.example', name: '' } as const;

describe('threadBody', () => {
  it('asks within the contract whatever the message is like', () => {
    const long = 'x'.repeat(3_000);
    const item = aMessage({
      subject: long,
      conversation: long,
      internetMessageId: long,
      text: null,
      participants: Array.from({ length: 300 }, (_, at) => ({ role: 'to', address: `${at}@a.example`, name: long })),
    });
    const body = threadBody(item);
    expect(ThreadBody.safeParse(body).success).to.equal(true);
    expect(body).to.not.have.any.keys('conversation', 'internetMessageId', 'text');
    expect(body.participants).to.have.length(200);
  });
});

describe('linkNames', () => {
  it('remembers the address outside the company, from before to', () => {
    expect(linkNames(aMessage()).address).to.equal('ana@contoso.example');
    expect(linkNames(aMessage({ participants: [own, theirs, colleague] })).address).to.equal('ana@contoso.example');
  });

  it('remembers no address of the company itself', () => {
    expect(linkNames(aMessage({ participants: [own, colleague] }))).to.not.have.property('address');
  });

  it('is empty for a new message to nobody', () => {
    const item = aMessage({ mode: 'compose', participants: [own], conversation: null, internetMessageId: null });
    expect(linkNames(item)).to.deep.equal({});
  });
});
