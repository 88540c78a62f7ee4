import { expect } from 'chai';
import { newestWords } from '../../../shared/domain/newest-words.ts';

describe('newestWords', () => {
  const own = 'We pay 104233 on Friday.';
  const quotes = [
    'From: AR <ar@own.example>\nSent: Monday\nTo: Ana\n104999',
    'Von: AR\nGesendet: Montag\n104999',
    '-----Original Message-----\n104999',
    '-----Ursprüngliche Nachricht-----\n104999',
    'On Mon, 16 Nov 2026 at 09:00, AR <ar@own.example> wrote:\n> 104999',
    'Am 16.11.2026 schrieb AR:\n> 104999',
    '________________________________\n104999',
    '> 104999',
  ];
  for (const quoted of quotes) {
    it(`leaves out what stands below "${quoted.split('\n')[0]}"`, () => {
      expect(newestWords(`${own}\r\n\r\n${quoted}`)).to.equal(own);
    });
  }

  it('keeps a line that only looks like a header', () => {
    const text = 'From: our side all is paid.\nRegards';
    expect(newestWords(text)).to.equal(text);
  });

  it('is quick and short with a long body of hostile lines', () => {
    const words = newestWords(`${'On '.repeat(200_000)}\n${'-'.repeat(200_000)}`);
    expect(words.length).to.be.at.most(8_000);
  });
});
