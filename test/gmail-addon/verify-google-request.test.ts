import { expect } from 'chai';
import { describe, it } from 'mocha';
import { GoogleVerifier } from '../../gmail-addon/verify-google-request.ts';

describe('GoogleVerifier', () => {
  const settings = { keys: 'http://localhost/certs', serviceAccount: 'a@b', clientId: 'c', now: () => new Date(0) };

  for (const name of ['keys', 'serviceAccount', 'clientId'] as const) {
    it(`is not made without ${name}, which would accept what was meant for anybody`, () => {
      expect(() => new GoogleVerifier({ ...settings, [name]: ' ' })).to.throw(RangeError, name);
    });
  }
});
