import { expect } from 'chai';
import { referencesOf } from '../../../addin/host/internet-headers.ts';

describe('referencesOf', () => {
  it('unfolds both headers', () => {
    expect(referencesOf('Subject: x\r\nReferences: <a@x>\r\n\t<b@x>\r\nIn-Reply-To: <b@x>\r\n')).to.equal(
      '<a@x> <b@x> <b@x>',
    );
  });

  it('is null where there is neither', () => {
    expect(referencesOf('Subject: References: none\r\n')).to.equal(null);
  });
});
