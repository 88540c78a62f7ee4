import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { rawLines } from '../../../../../server/features/erp-feed/kept/raw-lines.ts';

async function linesOf(bytes: Buffer, size = bytes.length || 1): Promise<string[]> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const lines: string[] = [];
  for await (const line of rawLines(chunks())) lines.push(line);
  return lines;
}

describe('rawLines', () => {
  it('gives the lines of a text however they end and its bytes arrive', async () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n\uFEFF\0]/.test(text));
    const lines = fc.array(line, { minLength: 1, maxLength: 20 }).filter((all) => all.at(-1) !== '');
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 9 }),
        async (given, end, size) => {
          expect(await linesOf(Buffer.from(given.join(end)), size)).to.deep.equal(given);
        },
      ),
    );
  });

  it('does not count an end of line at the very end as one more line', async () => {
    expect(await linesOf(Buffer.from('a\n\nb\r\n'))).to.deep.equal(['a', '', 'b']);
    expect(await linesOf(Buffer.alloc(0))).to.deep.equal([]);
  });

  it('reads UTF-16 with and without its mark, and shows what is no UTF-8 as Windows-1252', async () => {
    const text = 'Müller;€\nb';
    const little = Buffer.from(`\uFEFF${text}`, 'utf16le');
    expect(await linesOf(little, 7)).to.deep.equal(['Müller;€', 'b']);
    expect(await linesOf(Buffer.from(little).swap16(), 5)).to.deep.equal(['Müller;€', 'b']);
    expect(await linesOf(little.subarray(2), 6)).to.deep.equal(['Müller;€', 'b']);
    expect(await linesOf(Buffer.from(little.subarray(2)).swap16(), 6)).to.deep.equal(['Müller;€', 'b']);
    const windows = Buffer.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72, 0x3b, 0x80, 0x0a, 0x62]);
    expect(await linesOf(windows, 3)).to.deep.equal(['Müller;€', 'b']);
    expect(await linesOf(Buffer.from('\uFEFFa\nb'))).to.deep.equal(['a', 'b']);
  });

  it('shortens a line without end, and goes on after it', async () => {
    const [long = '', after] = await linesOf(Buffer.from(`${'x'.repeat(5_000_000)}\nafter`), 65_536);
    expect(long).to.have.length(2_001);
    expect(after).to.equal('after');
  });
});
