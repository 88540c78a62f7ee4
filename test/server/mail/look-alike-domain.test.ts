import { expect } from 'chai';
import { describe, it } from 'mocha';
import { looksLikeDomain } from '../../../server/mail/look-alike-domain.ts';
import { mailDomain } from '../../../server/mail/mail-address.ts';

describe('looksLikeDomain', () => {
  for (const { domain, looks } of [
    { domain: 'brightwater.example', looks: false },
    { domain: 'mail.brightwater.example', looks: false },
    { domain: 'kestrel.example', looks: false },
    { domain: 'bright.example', looks: false },
    { domain: 'br\u0456ghtwater.example', looks: true },
    { domain: 'brlghtwater.example', looks: true },
    { domain: 'br1ghtwater.example', looks: true },
    { domain: 'brightvvater.example', looks: true },
    { domain: 'brightwate.example', looks: true },
    { domain: 'brightwaterr.example', looks: true },
    { domain: 'brihgtwater.example', looks: true },
    { domain: 'bright-water.example', looks: true },
    { domain: 'brightwater-billing.example', looks: true },
    { domain: 'brightwater.test', looks: true },
    { domain: 'brightwater.example.evil.example', looks: true },
  ]) {
    it(`${looks ? 'sees' : 'does not see'} ${domain} as an imitation`, () => {
      expect(looksLikeDomain(mailDomain(domain) ?? '', 'brightwater.example')).to.equal(looks);
    });
  }

  it('compares short names whole', () => {
    expect(looksLikeDomain('abb.example', 'abc.example')).to.equal(false);
    expect(looksLikeDomain(mailDomain('ab\u0441.example') ?? '', 'abc.example')).to.equal(true);
  });
});
