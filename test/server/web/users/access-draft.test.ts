import { expect } from 'chai';
import { describe, it } from 'mocha';
import { accessOf, draftOf } from '../../../../server/web/users/access-draft.ts';
import type { AccessView } from '../../../../shared/api/access.ts';

const ACCESS: AccessView = {
  directories: [
    { kind: 'entra', id: '7d3f0c52-6a41-4b8e-9c15-2f5be0a91d64' },
    { kind: 'google', id: 'brightwater.example' },
  ],
  joinRules: [
    { by: 'group', value: '11111111-2222-4333-8444-555555555555', role: 'reader' },
    { by: 'domain', value: 'brightwater.example', role: 'collector' },
  ],
  portfolios: true,
};

describe('how people come in, as it is typed', () => {
  it('comes back as it was', () => {
    expect(accessOf(draftOf(ACCESS))).to.deep.equal({ access: ACCESS });
  });

  it('keeps the order of the rules, and takes empty lines and spaces for nothing', () => {
    const rules = '\n  domain  b.example   collector \n\n group 1111 admin\n';
    const asked = accessOf({ entra: ' \n', google: '', rules, portfolios: false });
    expect('access' in asked && asked.access.joinRules).to.deep.equal([
      { by: 'domain', value: 'b.example', role: 'collector' },
      { by: 'group', value: '1111', role: 'admin' },
    ]);
  });

  for (const rules of [
    'domain b.example',
    'everybody b.example collector',
    'domain b.example boss',
    'domain b.example collector x',
  ]) {
    it(`refuses the rule “${rules}” in a sentence`, () => {
      const asked = accessOf({ entra: '', google: '', rules, portfolios: false });
      expect('problem' in asked ? asked.problem : '').to.contain(rules);
    });
  }
});
