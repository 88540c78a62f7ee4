import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { readJson } from '../../../../../server/features/erp-feed/json/json-document.ts';

async function* chunksOf(bytes: Buffer | string, size = 5): AsyncGenerator<Buffer> {
  const all = Buffer.from(bytes as Buffer);
  for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
}

async function refusal(
  text: string | Buffer,
  limits?: Parameters<typeof readJson>[1],
): Promise<{ line: number; message: string }> {
  try {
    await readJson(chunksOf(text, 1_000), limits);
  } catch (error) {
    return error as { line: number; message: string };
  }
  throw new Error('it was read');
}

describe('readJson', () => {
  it('leaves numbers as they are written', async () => {
    const { values } = await readJson(
      chunksOf('{"a": 1234567890.10, "b": [-0.0, 1e-7, 90071992547409931], "c": [true, false, null]}'),
    );
    expect(values).to.deep.equal([
      { a: '1234567890.10', b: ['-0.0', '1e-7', '90071992547409931'], c: [true, false, null] },
    ]);
  });

  it('reads several values in a row, and says where each object is', async () => {
    const document = await readJson(chunksOf('\uFEFF{"n": 1}\r\n\r\n{"n":\r\n {"m": 2}}\n'));
    expect(document.values).to.deep.equal([{ n: '1' }, { n: { m: '2' } }]);
    const second = document.values[1] as { n: object };
    expect([document.lineOf(second), document.lineOf(second.n)]).to.deep.equal([3, 4]);
    expect(document.rawOf(second.n)).to.equal('{"m": 2}');
  });

  it('reads UTF-16 as well', async () => {
    for (const mark of ['\uFEFF', '']) {
      const { values } = await readJson(chunksOf(Buffer.from(`${mark}["Łódź"]`, 'utf16le'), 3));
      expect(values).to.deep.equal([['Łódź']]);
    }
  });

  it('takes a member of any name for nothing but a member', async () => {
    const { values } = await readJson(chunksOf('{"__proto__": {"admin": true}}'));
    expect(Object.keys(values[0] as object)).to.deep.equal(['__proto__']);
    expect((values[0] as { admin?: unknown }).admin).to.equal(undefined);
  });

  const cases = [
    { text: '', says: 'The file is empty.', line: 1 },
    { text: '{"a": 1,\n"b": [1, 2', says: 'cut off', line: 2 },
    { text: '{"a": "cut', says: 'cut off', line: 1 },
    { text: '{"a": 1}\n{"a" 2}', says: 'no JSON from "2}"', line: 2 },
    { text: '{"a": 01}', says: 'no JSON', line: 1 },
    { text: '["a\nb"]', says: 'no JSON', line: 1 },
    { text: '["\\x"]', says: 'no JSON', line: 1 },
    { text: `${'['.repeat(61)}${']'.repeat(61)}`, says: 'more than 60 deep', line: 1 },
  ];
  for (const { text, says, line } of cases) {
    it(`refuses ${JSON.stringify(text.slice(0, 30))}: ${says}`, async () => {
      const error = await refusal(text);
      expect(error.message).to.contain(says);
      expect(error.line).to.equal(line);
    });
  }

  it('refuses a file that is too large as soon as it is', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += 1;
        yield Buffer.from('[1],\n'.repeat(200));
      }
    }
    const error = await readJson(endless(), { mostBytes: 5_000, mostDepth: 5 }).catch((thrown: unknown) => thrown);
    expect((error as Error).message).to.contain('larger than');
    expect(given).to.equal(6);
  });

  it('refuses bytes that are no UTF-8', async () => {
    expect((await refusal(Buffer.from('["\xfc"]', 'latin1'))).message).to.contain('not UTF-8');
  });

  it('reads whatever is JSON to the same values', async () => {
    const asText = (value: unknown): unknown => {
      if (typeof value === 'number') return JSON.stringify(value);
      if (Array.isArray(value)) return value.map(asText);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asText(member)]));
    };
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 6 }), async (text) => {
        const { values } = await readJson(chunksOf(text, 3));
        expect(values).to.deep.equal([asText(JSON.parse(text))]);
      }),
    );
  });
});
