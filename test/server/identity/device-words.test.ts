import { expect } from 'chai';
import { describe, it } from 'mocha';
import { deviceWords, shortenedAddress } from '../../../server/identity/device-words.ts';

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('deviceWords', () => {
  const cases: [userAgent: string, words: string][] = [
    [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/140.0 Safari/537.36 Edg/140.0`, 'Edge on Windows'],
    [`Mozilla/5.0 (X11; Linux x86_64) ${WEBKIT} Chrome/140.0 Safari/537.36`, 'Chrome on Linux'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on macOS'],
    [
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${WEBKIT} Version/18.0 Mobile/15E Safari/604.1`,
      'Safari on iOS',
    ],
    [`Mozilla/5.0 (Linux; Android 15) ${WEBKIT} Chrome/140.0 Mobile Safari/537.36`, 'Chrome on Android'],
    ['curl/8.0', 'A browser'],
    ['', 'A browser'],
  ];
  for (const [userAgent, words] of cases) {
    it(`says ${words} for ${userAgent.slice(0, 60)}`, () => expect(deviceWords(userAgent)).to.equal(words));
  }
});

describe('shortenedAddress', () => {
  const cases: [address: string, place: string][] = [
    ['203.0.113.77', '203.0.*.*'],
    ['::ffff:203.0.113.77', '203.0.*.*'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::*'],
    ['2001:db8::77', '2001:db8::*'],
    ['::1', 'unknown'],
    ['', 'unknown'],
  ];
  for (const [address, place] of cases) {
    it(`says ${place} for ${address}`, () => expect(shortenedAddress(address)).to.equal(place));
  }
});
