import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import postalMime from 'postal-mime';
import { replyMime } from '../../../../gmail-addon/reply-mime.ts';
import { DomainError } from '../../../../server/errors.ts';
import { fillTemplate } from '../../../../server/features/templates/fill-template.ts';
import { readTemplateFile } from '../../../../server/features/templates/template-file.ts';
import { cutParts } from '../../../../server/features/templates/template-parts.ts';
import {
  ITEM_VARIABLES,
  SINGLE_VARIABLES,
  type TemplateValues,
} from '../../../../server/features/templates/template-variables.ts';
import { eur } from '../../../support/ledger-rows.ts';

/** The same contexts in every run, so that a failure can be had again. */
const SEED = 20_261_122;
const CONTEXTS = 10_000;
const SENDER = { name: 'Ana Reyes', address: 'ana@brightwater.example' };
const CUSTOMER = 'kim@kestrel.example';
const OWN_CLAUSE = '<p>Bank: <b>Example Bank</b></p>';
/** Of the headers, those that one message of ours has. */
const HEADERS = ['content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to', 'x-duethread-dispatch'];

const TEMPLATES = readTemplateFile(
  JSON.parse(readFileSync(new URL('../../../../docs/examples/templates.json', import.meta.url), 'utf8')),
).map((template) => ({
  ...template,
  html: `${template.html}{% clause bank_details %}`,
  clauses: [{ id: 'c', name: 'bank_details', version: 1, html: OWN_CLAUSE }],
}));

const missing = fc.constantFrom<unknown>(
  undefined,
  null,
  '',
  ' \t\r\n',
  '\u200b\u2060',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [],
);
const wrongType = fc.constantFrom<unknown>(
  0.5,
  -1,
  true,
  {},
  [[]],
  [{ minor: Number.NaN, currency: 'EUR' }],
  [{ minor: 1 }],
  {
    toString: () => '<b>x</b>',
  },
);
const hostile = fc.constantFrom<unknown>(
  '<script>alert(1)</script>',
  '"><img src=x onerror=y>',
  "' onclick='x",
  '&lt;script&gt;',
  '<!-- ',
  ']]>',
  'a\r\nBcc: all@rival.example',
  'a\r\n\r\n<html>',
  'a\nTo: all@rival.example',
  '=?utf-8?B?DQpCY2M6IGFsbEByaXZhbC5leGFtcGxl?=',
  '\u202eelpmaxe\u2066',
  'قائمة الفواتير',
  'a\u0000b\ud800',
  '{{ total }}',
  '{% for item in items %}{% endfor %}',
  '{% clause bank_details %}{{ 7 | times: 7 }}',
  'x'.repeat(10_000),
  `${'<b>'.repeat(90)}`,
);
const anything = fc.oneof(
  missing,
  wrongType,
  hostile,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
);
const USABLE: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  text: fc.constantFrom('Kestrel Ltd', 'Müller & Söhne "Nord" <KG>'),
  money: fc.constantFrom([eur(123_450)], [eur(1)]),
  date: fc.constantFrom('2026-11-20', '2024-02-29'),
  count: fc.integer({ min: 0, max: 4_000 }),
  url: fc.constant('https://kestrel.example/pay'),
  email: fc.constant('ana@brightwater.example'),
};

/** Values of which most are usable, so that many messages are filled, and any may be anything. */
function valuesOf(variables: Readonly<Record<string, { readonly type: string }>>): fc.Arbitrary<object> {
  const each = Object.entries(variables).map(([name, { type }]) => {
    const usable = USABLE[type] ?? anything;
    // Only a text may be hostile and still of its type.
    const odd = type === 'text' ? 3 : 1;
    return [name, fc.oneof({ weight: 40, arbitrary: usable }, { weight: odd, arbitrary: anything })] as const;
  });
  return fc.record(Object.fromEntries(each));
}

const context = fc.record({
  template: fc.constantFrom(...TEMPLATES),
  single: valuesOf(SINGLE_VARIABLES),
  items: fc.array(valuesOf(ITEM_VARIABLES), { minLength: 0, maxLength: 3 }),
  remark: fc.oneof(fc.constant(null), hostile.filter((text) => String(text).length < 4_000).map(String)),
});

describe('messages filled from random contexts', function () {
  this.timeout(600_000);

  it(`have no unfilled variable, no unescaped markup, no header and no recipient too many (${CONTEXTS} contexts, seed ${SEED})`, async () => {
    const seen = { filled: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(context, async ({ template, single, items, remark }) => {
        const free = cutParts(template.html).flatMap((part) => (part.kind === 'free' ? part.name : []));
        const written = remark === null ? [] : free.slice(0, 1).map((name) => ({ name, text: remark }));
        const filled = filledOrNull(() => fillTemplate(template, { single, items } as TemplateValues, written));
        if (filled === null) {
          seen.refused += 1;
          return;
        }
        seen.filled += 1;
        expectWhole(filled, template.html, { itemCount: items.length, written: written.length });
        await expectOneMail(filled);
      }),
      { numRuns: CONTEXTS, seed: SEED },
    );
    // Neither all refused nor all let through: both sides are tried.
    expect(seen.filled).to.be.greaterThan(CONTEXTS / 10);
    expect(seen.refused).to.be.greaterThan(CONTEXTS / 10);
  });

  it('are refused for each single value that is missing or of another type, which is named', () => {
    const template = TEMPLATES.find(({ variables }) => variables.includes('total'));
    if (template === undefined) throw new Error('no template asks for the total');
    const odd: readonly unknown[] = [undefined, null, '', ' ', [], Number.NaN, '<b>1</b>', { minor: 1 }];
    for (const value of odd) {
      const problem = problemOf(() => fillTemplate(template, { single: { total: value }, items: [] } as never));
      expect(
        problem.problems.map(({ field }) => field),
        String(value),
      ).to.include('total');
    }
  });
});

type Filled = ReturnType<typeof fillTemplate>;

function expectWhole(
  { subject, html, text }: Filled,
  source: string,
  { itemCount, written }: { itemCount: number; written: number },
): void {
  const expected = tagsExpected(source, itemCount);
  // A free part that was written anew has a paragraph and line breaks of its own in place of the template's.
  if (written === 0) expect(tagsOf(html)).to.deep.equal(expected);
  else
    expect(new Set(tagsOf(html))).to.satisfy((all: Set<string>) =>
      [...all].every((tag) => expected.includes(tag) || /^<\/?(p|br)>$/.test(tag)),
    );
  expect(html).to.not.match(/<script|<img|[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
  expect(subject).to.match(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]{1,255}$/u);
  expect(`${subject}${text}`).to.not.match(/undefined|NaN|\[object/);
  expect(html.split(OWN_CLAUSE)).to.have.length(2);
}

async function expectOneMail({ subject, html, text }: Filled): Promise<void> {
  const answered = {
    subject,
    references: '',
    inReplyTo: '',
    internetMessageId: '',
  } as unknown as Parameters<typeof replyMime>[0];
  const mime = await replyMime(answered, {
    from: SENDER,
    to: [CUSTOMER],
    html,
    text,
    files: [],
    messageId: '<d1@brightwater.example>',
    dispatchId: 'd1',
    at: new Date('2026-11-20T09:00:00.000Z'),
  });
  const mail = await postalMime.parse(mime);
  expect(mail.to?.map(({ address }) => address)).to.deep.equal([CUSTOMER]);
  expect([mail.cc, mail.bcc, mail.replyTo, mail.from?.address]).to.deep.equal([
    undefined,
    undefined,
    undefined,
    SENDER.address,
  ]);
  expect([...new Set(mail.headers.map(({ key }) => key))].sort()).to.deep.equal(HEADERS);
  expect(mail.attachments).to.deep.equal([]);
  expect(mail.html?.trim()).to.equal(html.replace(/\n/g, '\n').trim());
}

function filledOrNull(fill: () => Filled): Filled | null {
  try {
    return fill();
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function problemOf(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>?/g) ?? [];
}

function tagsExpected(source: string, itemCount: number): string[] {
  const html = source.replace('{% clause bank_details %}', OWN_CLAUSE);
  const [, before = html, loop = '', after = ''] =
    /^([\s\S]*)\{% for item in items %\}([\s\S]*)\{% endfor %\}([\s\S]*)$/.exec(html) ?? [];
  return [...tagsOf(before), ...Array.from({ length: itemCount }, () => tagsOf(loop)).flat(), ...tagsOf(after)];
}
