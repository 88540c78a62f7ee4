import { expect } from 'chai';
import { describe, it } from 'mocha';
import { newestText } from '../../gmail-addon/message-text.ts';

function part(mimeType: string, text: string, more: object = {}) {
  return { mimeType, body: { data: Buffer.from(text).toString('base64url') }, ...more };
}

describe('newestText', () => {
  it('takes the plain text of a message that has both, without what it quotes', () => {
    const plain = part('text/plain', 'Grüße, 104233\n\nOn Monday Ana wrote:\n> 999999');
    const parts = [plain, part('text/html', '<p>in HTML</p>')];
    expect(newestText({ mimeType: 'multipart/alternative', parts })).to.equal('Grüße, 104233');
  });

  it('reads the text of a message within parts, and none of its files', () => {
    const file = part('text/plain', 'a file', { filename: 'notes.txt' });
    const inner = { mimeType: 'multipart/related', parts: [part('text/plain', 'the words')] };
    expect(newestText({ mimeType: 'multipart/mixed', parts: [file, inner] })).to.equal('the words');
  });

  it('reads none of a message that was forwarded as a file', () => {
    const forwarded = { mimeType: 'message/rfc822', parts: [part('text/plain', 'another message')] };
    expect(newestText({ mimeType: 'multipart/mixed', parts: [forwarded] })).to.equal('');
  });

  it('reads HTML as a reader does, line by line', () => {
    const html = `<html><head><title>x</title><style>p { color: red }</style></head><body><p>Smith &amp; Sons&nbsp;&#8364;5</p>
      <div>two<br/>lines</div><script>alert('104999')</script><blockquote>kept</blockquote></body></html>`;
    expect(
      newestText(part('text/html', html))
        .split('\n')
        .map((line) => line.trim()),
    ).to.deep.equal(['Smith & Sons €5', 'two', 'lines', 'kept']);
  });

  it('is empty where there is no text', () => {
    expect(newestText(undefined)).to.equal('');
    expect(newestText({ mimeType: 'image/png', body: { size: 10 } })).to.equal('');
  });

  for (const hostile of ['<style>', '<', '<br', '&amp', '<div '.repeat(3), 'On ']) {
    it(`has an end with very many times "${hostile}"`, function () {
      this.timeout(20_000);
      expect(newestText(part('text/html', hostile.repeat(60_000))).length).to.be.at.most(8_000);
    });
  }
});
