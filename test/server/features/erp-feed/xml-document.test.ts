import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readXml, type XmlReading } from '../../../../server/features/erp-feed/xml-document.ts';

async function* chunksOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}

function read(text: string | Buffer, reading?: XmlReading) {
  return readXml(chunksOf(Buffer.from(text as Buffer)), reading);
}

async function refusal(text: string | Buffer, reading?: XmlReading): Promise<{ line: number; message: string }> {
  try {
    await read(text, reading);
  } catch (error) {
    return error as { line: number; message: string };
  }
  throw new Error('it was read');
}

describe('readXml', () => {
  it('gives elements by their local names, and values as they are written', async () => {
    const { root } = await read(
      '<?xml version="1.0"?>\n<d:Doc xmlns:d="urn:x"><d:Amt Ccy="EUR">0100.00</d:Amt><d:Nm>A &amp; B &#8364;&#x20AC;<![CDATA[<&>]]></d:Nm></d:Doc>',
    );
    expect(root).to.have.nested.property('Doc.Amt').that.deep.includes({ '#text': '0100.00', '@Ccy': 'EUR' });
    expect(root).to.have.nested.property('Doc.Nm', 'A & B €€<&>');
  });

  it('makes lists of what it is told, also where there is one', async () => {
    const { root } = await read('<a><b><c>1</c></b></a>', { lists: ['b'] });
    expect(root).to.have.nested.property('a.b[0].c', '1');
  });

  it('says where an element is, and what the file has of it', async () => {
    const document = await read('<a>\r\n\r\n <b><c>1</c></b>\r\n</a>', { lists: ['b'] });
    const [element] = (document.root as { a: { b: object[] } }).a.b;
    expect(document.lineOf(element ?? {})).to.equal(3);
    expect(document.rawOf(element ?? {})).to.contain('<b><c>1</c></b>');
  });

  it('reads the encoding that the file declares, or UTF-16', async () => {
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>M\xfcller</a>', 'latin1');
    const utf16 = Buffer.from('\uFEFF<?xml version="1.0" encoding="UTF-16"?><a>Müller</a>', 'utf16le');
    for (const bytes of [latin, utf16]) expect((await read(bytes)).root).to.deep.equal({ a: 'Müller' });
  });

  const bomb = `<!DOCTYPE l [<!ENTITY a "ha">${'bcdefghij'
    .split('')
    .map((name, at) => `<!ENTITY ${name} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
    .join('')}]><l>&j;</l>`;
  const cases = [
    { name: 'entities that grow', text: bomb, says: 'document type of its own' },
    {
      name: 'an entity from outside',
      text: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
      says: 'document type of its own',
    },
    { name: 'a reference to nothing', text: '<a>&x;</a>', says: 'the reference &x;' },
    { name: 'a reference to no character', text: '<a>&#x110000;</a>', says: 'the reference' },
    { name: 'an element that is not closed', text: '<a>\n<b></a>', says: 'no whole XML document' },
    { name: 'a file that was cut off', text: '<a>\n<b>1</b>', says: 'no whole XML document' },
    { name: 'two roots', text: '<a>1</a><b>2</b>', says: 'no whole XML document' },
    { name: 'text', text: 'number,customer\n', says: 'no XML' },
    { name: 'nothing', text: '', says: 'no XML' },
    { name: 'an encoding of another world', text: '<?xml version="1.0" encoding="EBCDIC-US"?><a/>', says: 'ebcdic-us' },
  ];
  for (const { name, text, says } of cases) {
    it(`refuses ${name}`, async () => {
      expect((await refusal(text)).message).to.contain(says);
    });
  }

  it('refuses what is nested too deep, or too large', async () => {
    expect((await refusal(`${'<a>'.repeat(61)}${'</a>'.repeat(61)}`)).message).to.contain('more than 60 deep');
    expect((await refusal('<a>1234567890</a>', { mostBytes: 10 })).message).to.contain('larger than');
  });
});
