import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { mailboxesOf, readableText } from '../../../server/mail/mail-header.ts';

describe('mailboxesOf', () => {
  it('decodes names after the addresses are taken out', () => {
    expect(mailboxesOf('=?utf-8?Q?Doe=2C_=3Cx=40evil.example=3E?= <ana@x.example>, b@y.example')).to.deep.equal([
      { address: 'ana@x.example', name: 'Doe, <x@evil.example>' },
      { address: 'b@y.example', name: '' },
    ]);
  });

  it('opens groups', () => {
    const members = mailboxesOf('Team: a@x.example, "B, b" <b@y.example>;, c@z.example').map(({ address }) => address);
    expect(members).to.deep.equal(['a@x.example', 'b@y.example', 'c@z.example']);
  });

  it('ends where the header ends', () => {
    expect(mailboxesOf('a@x.example\r\nBcc: b@y.example')).to.have.length(1);
  });

  it('takes any text, and no longer for a longer one than in proportion', function () {
    this.timeout(20_000);
    const pieces = fc.constantFrom(
      '"',
      '<',
      '>',
      '(',
      ')',
      ',',
      ';',
      ':',
      '@',
      '\\',
      '=?utf-8?Q?',
      '?=',
      'a',
      ' ',
      '\r\n ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (parts, times) => {
        for (const { address, name } of mailboxesOf(parts.join('').repeat(times))) {
          expect(address).to.be.a('string');
          expect(name).to.be.a('string');
        }
      }),
    );
  });
});

describe('readableText', () => {
  it('decodes, unfolds, and leaves out what cannot be seen', () => {
    expect(readableText('=?utf-8?B?UsO8Y2tzdGFuZA==?=\r\n Invoice\u200b 1\u202e')).to.equal('Rückstand Invoice 1');
  });
});
