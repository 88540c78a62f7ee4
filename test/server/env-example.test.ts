import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Variables } from '../../server/config-variables.ts';

describe('.env.example', () => {
  it('names every variable that the server reads', () => {
    const text = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const missing = Object.keys(Variables.shape).filter((name) => !new RegExp(`\\b${name}\\b`).test(text));
    expect(missing).to.deep.equal([]);
  });
});
