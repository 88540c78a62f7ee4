import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { isDaemon, isNoReply, mailAddress, mailDomain } from '../../../server/mail/mail-address.ts';

describe('mailAddress', () => {
  for (const { text, address } of [
    { text: ' AP@Kettlemoth.EXAMPLE ', address: 'ap@kettlemoth.example' },
    { text: 'ap@mützenbär.example', address: 'ap@xn--mtzenbr-bxa4s.example' },
    { text: 'ap@XN--mtzenbr-bxa4s.example', address: 'ap@xn--mtzenbr-bxa4s.example' },
    { text: "o'neil_x.y+z@a-b.example", address: "o'neil_x.y+z@a-b.example" },
    { text: 'ap@kettlemoth.example.', address: null },
    { text: 'ap@@kettlemoth.example', address: null },
    { text: 'a@b@kettlemoth.example', address: null },
    { text: '"a b"@kettlemoth.example', address: null },
    { text: '.ap@kettlemoth.example', address: null },
    { text: 'a..p@kettlemoth.example', address: null },
    { text: 'ap@127.0.0.1', address: null },
    { text: 'ap@[127.0.0.1]', address: null },
    { text: 'ap@kettle\u200bmoth.example', address: null },
    { text: 'ap@\uff4bettlemoth.example', address: null },
    { text: 'ap@-kettlemoth.example', address: null },
    { text: 'ap@kettlemoth', address: null },
    { text: `${'a'.repeat(65)}@kettlemoth.example`, address: null },
    { text: '', address: null },
  ]) {
    it(`reads "${text}" as ${address}`, () => {
      expect(mailAddress(text)?.address ?? null).to.equal(address);
    });
  }

  it('reads a plus tag away beside the whole address', () => {
    expect(mailAddress('ana+inv@kettlemoth.example')?.untagged).to.equal('ana@kettlemoth.example');
  });

  it('never throws, and gives only what it would give again', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress()), (text) => {
        const read = mailAddress(text);
        if (read !== null) expect(mailAddress(read.address)).to.deep.equal(read);
      }),
    );
  });
});

describe('mailDomain', () => {
  it('keeps a domain that only looks like another apart from it', () => {
    expect(mailDomain('kettl\u0435moth.example')).to.equal('xn--kettlmoth-k0h.example');
  });
});

describe('senders that are machines', () => {
  const parts = (local: string) => ({ local });

  it('knows mail systems', () => {
    for (const local of ['mailer-daemon', 'postmaster', 'bounces+123-ana=x.example', 'bounce']) {
      expect(isDaemon(parts(local)), local).to.equal(true);
    }
    expect(isDaemon(parts('bouncer'))).to.equal(false);
  });

  it('knows addresses that nobody answers', () => {
    for (const local of ['noreply', 'no-reply', 'donotreply', 'do_not_reply', 'no-reply-invoices']) {
      expect(isNoReply(parts(local)), local).to.equal(true);
    }
    expect(isNoReply(parts('norbert'))).to.equal(false);
  });
});
