import { expect } from 'chai';
import { describe, it } from 'mocha';
import { nameKey, nameKeysIn, nameWords } from '../../../shared/domain/customer-name.ts';

describe('nameWords', () => {
  it('writes a name in lower case and without accents', () => {
    expect(nameWords('Mützenbär & Söhne KG, Ørsted-Straße')).to.deep.equal([
      'mutzenbar',
      'sohne',
      'kg',
      'orsted',
      'strasse',
    ]);
  });
});

describe('nameKey', () => {
  for (const { name, key } of [
    { name: 'KESTREL Freight Ltd.', key: 'kestrel freight' },
    { name: 'Kestrel Freight B.V.', key: 'kestrel freight' },
    { name: 'Mützenbär & Söhne GmbH & Co. KG', key: 'mutzenbar sohne' },
    { name: 'AG', key: null },
    { name: 'Abc Ltd', key: null },
  ]) {
    it(`is ${key} for ${name}`, () => {
      expect(nameKey(name)).to.equal(key);
    });
  }
});

describe('nameKeysIn', () => {
  it('holds the key of a name that stands somewhere in a text', () => {
    expect(nameKeysIn('Re: open items of Kestrel Freight Ltd., March', 100)).to.include(
      nameKey('Kestrel Freight Inc.'),
    );
  });

  it('has no more keys than asked for, long names first', () => {
    const keys = nameKeysIn('one two three four five six seven eight', 3);
    expect(keys).to.deep.equal([
      'one two three four five six',
      'two three four five six seven',
      'three four five six seven eight',
    ]);
  });
});
