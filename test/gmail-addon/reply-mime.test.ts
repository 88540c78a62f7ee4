import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import PostalMime from 'postal-mime';
import { toMessage } from '../../gmail-addon/gmail-message.ts';
import { AddressRefused, type Reply, replyMime, replySubject } from '../../gmail-addon/reply-mime.ts';

const PARENT = '<CAF=parent.1@mail.kestrel.example>';

const answered = (headers: Record<string, string> = {}) => {
  const all = { Subject: 'Invoice 104233', 'Message-ID': PARENT, ...headers };
  const fields = Object.entries(all).map(([name, value]) => ({ name, value }));
  return toMessage({ id: '19a5c00000000001', threadId: '19a5c00000000001', payload: { headers: fields } });
};

const reply = (changes: Partial<Reply> = {}): Reply => ({
  from: { name: 'Ana Lindqvist', address: 'ana@brightwater.example' },
  to: ['kim@kestrel.example'],
  html: '<p>Please pay <b>104233</b>.</p>',
  text: 'Please pay 104233.\n',
  files: [],
  messageId: '<0123456789abcdef01234567@brightwater.example>',
  dispatchId: '0123456789abcdef01234567',
  at: new Date('2026-11-20T09:00:00.000Z'),
  ...changes,
});

/** The bytes that are kept for a case; mail ends its lines with CRLF, the kept file as the repository's files do. */
const golden = (name: string) =>
  readFileSync(new URL(`./mime/${name}.eml`, import.meta.url), 'utf8').replaceAll('\n', '\r\n');

const NAMES = ['from', 'to', 'subject', 'message-id', 'date', 'mime-version', 'content-type'];
const HEADER_NAMES = new Set([...NAMES, 'x-duethread-dispatch', 'in-reply-to', 'references']);

/** The names of the header fields, in lower case, as any reader of mail takes them apart. */
function headerNames(mime: Buffer): string[] {
  const [head = ''] = mime.toString('latin1').split('\r\n\r\n');
  return head
    .replace(/\r\n[ \t]/g, ' ')
    .split('\r\n')
    .map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
}

describe('replyMime', () => {
  const cases: [string, Parameters<typeof replyMime>][] = [
    ['plain', [answered(), reply()]],
    [
      'non-ascii',
      [
        answered({ Subject: 'Re: Überfällige Rechnung 104233 – 催促' }),
        reply({
          from: { name: 'Åsa "Öl" Łukasz, Inkasso', address: 'ana@brightwater.example' },
          html: '<p>Schöne Grüße – 1.200,00 €</p>',
          text: 'Schöne Grüße – 1.200,00 €\n',
        }),
      ],
    ],
    [
      'files',
      [
        answered(),
        reply({
          files: [
            { fileName: 'Statement C1 2026-11-20.pdf', contentType: 'application/pdf', content: pdf('statement') },
            { fileName: 'Rechnung Nº 104233 – "Kopie".pdf', contentType: 'application/pdf', content: pdf('invoice') },
          ],
        }),
      ],
    ],
    [
      'long-references',
      [
        answered({
          References: Array.from({ length: 140 }, (_, at) => `<${at}.of.a.long.thread@kestrel.example>`).join('\r\n '),
        }),
        reply({ to: ['kim@kestrel.example', 'accounts@kestrel.example'] }),
      ],
    ],
  ];
  for (const [name, args] of cases) {
    it(`builds the bytes of ${name}.eml, every time`, async () => {
      const mime = await replyMime(...args);
      expect(mime.toString('latin1')).to.equal(golden(name));
      expect(await replyMime(...args)).to.deep.equal(mime);
    });
  }

  it('ends every line with CRLF and keeps it within 998 characters', async () => {
    for (const [, args] of cases) {
      const text = (await replyMime(...args)).toString('latin1');
      expect(text).to.not.match(/[^\r]\n|\r[^\n]/);
      expect(Math.max(...text.split('\r\n').map((line) => line.length))).to.be.at.most(998);
    }
  });

  it('carries words and files that arrive as they were', async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 31) % 256));
    const files = [{ fileName: 'Schöne „Grüße“.pdf', contentType: 'application/pdf', content }];
    const mail = await PostalMime.parse(await replyMime(answered(), reply({ files })));
    const [file] = mail.attachments;
    expect([file?.filename, file?.mimeType, file?.disposition]).to.deep.equal([
      'Schöne „Grüße“.pdf',
      'application/pdf',
      'attachment',
    ]);
    expect(Buffer.from(file?.content as ArrayBuffer).equals(content)).to.equal(true);
    expect([mail.html?.trim(), mail.text?.trim()]).to.deep.equal([
      '<p>Please pay <b>104233</b>.</p>',
      'Please pay 104233.',
    ]);
  });

  it('refers to the message that is answered last, and of a very long chain to its beginning and end', async () => {
    const ids = Array.from({ length: 140 }, (_, at) => `<${at}@kestrel.example>`);
    const mail = await PostalMime.parse(await replyMime(answered({ References: ids.join(' ') }), reply()));
    const chain = mail.references?.split(/\s+/) ?? [];
    expect(mail.inReplyTo).to.equal(PARENT);
    expect([chain.length, chain[0], chain.at(-2), chain.at(-1)]).to.deep.equal([
      100,
      '<0@kestrel.example>',
      '<139@kestrel.example>',
      PARENT,
    ]);
  });

  it('refers to nothing where the answered message has no id of a form that a header can hold', async () => {
    for (const id of ['', 'no brackets', '<two words@x>', `<${'x'.repeat(1_000)}@x>`]) {
      const names = headerNames(await replyMime(answered({ 'Message-ID': id, References: '<a@x>' }), reply()));
      expect(names, id).to.not.include.members(['in-reply-to']).and.to.not.include.members(['references']);
    }
  });

  it('is sent to no address but plain ones', async () => {
    const addresses = [
      'kim@kestrel.example\r\nBcc: eve@evil.example',
      'Kim <kim@kestrel.example>',
      'a@b.c,d@e.f',
      'a@b',
    ];
    for (const address of [...addresses, 'kim@kestrel.example, eve@evil.example', 'g: eve@evil.example;', '']) {
      const failure = await replyMime(answered(), reply({ to: [address] })).catch((error: Error) => error);
      expect(failure, address).to.be.instanceOf(AddressRefused);
    }
    const from = { name: 'Ana', address: 'ana@brightwater.example\nBcc: eve@evil.example' };
    const nobody = await replyMime(answered(), reply({ to: [] })).catch((error: Error) => error);
    const forged = await replyMime(answered(), reply({ from })).catch((error: Error) => error);
    expect([nobody, forged].map((failure) => failure instanceof AddressRefused)).to.deep.equal([true, true]);
  });

  it('gains no header and no recipient, whatever names, subjects, files and references say', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(hostile(), hostile(), hostile(), hostile(), async (name, subject, file, header) => {
        const message = answered({ Subject: subject, References: header, 'In-Reply-To': header });
        const files = [{ fileName: `${file}.pdf`, contentType: 'application/pdf', content: pdf('x') }];
        const from = { name, address: 'ana@brightwater.example' };
        const mime = await replyMime(message, reply({ from, files }));
        const names = headerNames(mime);
        expect(names.filter((one) => !HEADER_NAMES.has(one))).to.deep.equal([]);
        expect(new Set(names).size, 'no header twice').to.equal(names.length);
        const mail = await PostalMime.parse(mime);
        expect([mail.to, mail.cc, mail.bcc]).to.deep.equal([
          [{ address: 'kim@kestrel.example', name: '' }],
          undefined,
          undefined,
        ]);
        expect([mail.from?.address, mail.attachments.length]).to.deep.equal(['ana@brightwater.example', 1]);
        expect([mail.html?.trim(), mail.text?.trim()]).to.deep.equal([
          '<p>Please pay <b>104233</b>.</p>',
          'Please pay 104233.',
        ]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Text as an attacker or a careless ERP would have it. */
function hostile(): fc.Arbitrary<string> {
  const pieces = [
    '\r\n',
    '\n',
    '\r',
    '\0',
    '\t',
    '"',
    '\\',
    '<',
    '>',
    ',',
    ';',
    ':',
    '@',
    '=?utf-8?B?DQpCY2M6?=',
    '\u2028',
  ];
  const phrases = [
    '\r\nBcc: eve@evil.example',
    '\r\n\r\n<b>new body</b>',
    'eve@evil.example',
    '<eve@evil.example>',
    'é',
    '催',
  ];
  const unit = fc.oneof(fc.constantFrom(...pieces, ...phrases), fc.string({ maxLength: 6, unit: 'binary' }));
  return fc.array(unit, { maxLength: 12 }).map((parts) => parts.join(''));
}

describe('replySubject', () => {
  const cases: [string, string][] = [
    ['Invoice 104233', 'Re: Invoice 104233'],
    ['Re: Invoice 104233', 'Re: Invoice 104233'],
    ['AW: Rechnung', 'AW: Rechnung'],
    ['', 'Re: '],
  ];
  for (const [subject, expected] of cases) {
    it(`answers "${subject}" with "${expected}"`, () => {
      expect(replySubject(subject)).to.equal(expected);
    });
  }
});

function pdf(name: string): Buffer {
  return Buffer.from(`%PDF-1.4\n% ${name}\n%%EOF\n`);
}
