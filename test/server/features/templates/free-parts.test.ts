import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { DomainError } from '../../../../server/errors.ts';
import { fillTemplate } from '../../../../server/features/templates/fill-template.ts';
import { readTemplateFile } from '../../../../server/features/templates/template-file.ts';
import { cutParts } from '../../../../server/features/templates/template-parts.ts';
import {
  ITEM_VARIABLES,
  SINGLE_VARIABLES,
  type TemplateValues,
} from '../../../../server/features/templates/template-variables.ts';
import type { FreePart } from '../../../../shared/api/dispatches.ts';
import { eur } from '../../../support/ledger-rows.ts';

const TEMPLATES = readTemplateFile(
  JSON.parse(readFileSync(new URL('../../../../docs/examples/templates.json', import.meta.url), 'utf8')),
);
const USABLE: Readonly<Record<string, unknown>> = {
  money: [eur(300)],
  date: '2026-11-20',
  count: 3,
  email: 'kim@kestrel.example',
};
const usableOf = (variables: Readonly<Record<string, { readonly type: string }>>) =>
  Object.fromEntries(Object.entries(variables).map(([name, { type }]) => [name, USABLE[type] ?? `the ${name}`]));
const VALUES: TemplateValues = { single: usableOf(SINGLE_VARIABLES), items: [usableOf(ITEM_VARIABLES)] };

const LETTER = {
  language: 'en',
  subject: 'Account {{ customer.number }}',
  html: [
    '{% free greeting %}<p style="color: #333">Dear {{ customer.name }},</p>{% endfree %}',
    '<p>you owe <strong>{{ total }}</strong>.</p>',
    '{% free remark %}<ul><li>one</li><li>two</li></ul>{% endfree %}',
  ].join('\n'),
};
const OWN = { single: { 'customer.name': 'Smith & Sons', 'customer.number': 'C1', total: [eur(300)] }, items: [] };

function filled(...written: FreePart[]) {
  return fillTemplate(LETTER, OWN, written);
}

function refusal(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('free parts of a template', () => {
  it('stand as approved where nothing was written', () => {
    expect(filled()).to.deep.equal({
      subject: 'Account C1',
      html: '<p style="color: #333">Dear Smith &amp; Sons,</p>\n<p>you owe <strong>€3.00</strong>.</p>\n<ul><li>one</li><li>two</li></ul>',
      text: 'Dear Smith & Sons,\n\nyou owe €3.00.\n\n- one\n- two',
      parts: [
        { kind: 'free', name: 'greeting', text: 'Dear Smith & Sons,', original: 'Dear Smith & Sons,' },
        { kind: 'locked', text: 'you owe €3.00.' },
        { kind: 'free', name: 'remark', text: '- one\n- two', original: '- one\n- two' },
      ],
      clauses: [],
    });
  });

  it('take plain text, escaped, line by line, in the look of the first paragraph', () => {
    const { html, parts } = filled({
      name: 'greeting',
      text: ' Dear Kim <kim@kestrel.example>,\r\nhello "again"\u2028 ',
    });
    expect(html).to.match(
      /^<p style="color: #333">Dear Kim &lt;kim@kestrel.example&gt;,<br>hello &quot;again&quot;<\/p>\n<p>you owe/,
    );
    expect(parts[0]).to.deep.include({ text: 'Dear Kim <kim@kestrel.example>,\nhello "again"' });
    expect(parts[0]).to.deep.include({ original: 'Dear Smith & Sons,' });
  });

  it('keep what a template takes for a variable or tag as words', () => {
    const { html } = filled({ name: 'remark', text: '{{ total }} {% free x %}' });
    expect(html).to.contain('<p>{{ total }} {% free x %}</p>');
  });

  it('and clauses are known by their names however the tags take blanks away', () => {
    const html = '{%- free remark-%}<p>one</p>{%-endfree-%}{%-clause bank-details-%}';
    const clauses = [{ id: 'x', name: 'bank-details', version: 1, html: '<p>Example Bank</p>' }];
    const written = [{ name: 'remark', text: 'two' }];
    expect(fillTemplate({ subject: 'x', language: 'en', html, clauses }, OWN, written).html).to.equal(
      '<p>two</p><p>Example Bank</p>',
    );
  });

  it('vanish where they are left empty', () => {
    const { html, text, parts } = filled({ name: 'remark', text: ' \n\t' });
    expect(html).to.match(/<strong>€3.00<\/strong>.<\/p>\n$/);
    expect(text).to.equal('Dear Smith & Sons,\n\nyou owe €3.00.');
    expect(parts.at(-1)).to.deep.equal({ kind: 'free', name: 'remark', text: '', original: '- one\n- two' });
  });

  it('keep their own markup where their own words come back', () => {
    expect(filled({ name: 'remark', text: '- one\r\n- two\n' })).to.deep.equal(filled());
  });

  it('lose controls, marks of direction and characters that nobody sees', () => {
    const { parts } = filled({ name: 'greeting', text: 'a\u0000b\u202egnihton\u2066\u200b\ud800\tc\u{e0041}' });
    expect(parts[0]).to.deep.include({ text: 'a bgnihton\ufffd c' });
  });

  it('are refused where the template has none of that name, or one is named twice', () => {
    const unknown = refusal(() => filled({ name: 'total', text: 'x' }));
    expect([unknown.code, unknown.problems[0]?.field]).to.deep.equal(['request_invalid', 'freeParts.0.name']);
    const twice = refusal(() => filled({ name: 'remark', text: 'x' }, { name: 'remark', text: 'y' }));
    expect([twice.code, twice.problems[0]?.field]).to.deep.equal(['request_invalid', 'freeParts.1.name']);
    const none = refusal(() =>
      fillTemplate({ subject: 'x', html: '<p>x</p>', language: 'en' }, OWN, [{ name: 'a', text: 'x' }]),
    );
    expect(none.code).to.equal('request_invalid');
  });

  it('are refused where the message would get too large for a reply', () => {
    const written = { name: 'remark', text: '"'.repeat(6_000) };
    const { code, problems } = refusal(() => filled(written));
    expect(code).to.equal('request_invalid');
    expect(problems.map(({ field }) => field)).to.deep.equal(['itemIds', 'freeParts']);
  });

  it('with 2,000 texts let in no markup, no header and nothing beyond the size, and leave locked parts byte by byte', () => {
    const piece = fc.oneof(
      fc.constantFrom('<script>', '</p>', '<img src=x onerror=y>', '&lt;b&gt;', '"', "'", '<!--', ']]>', '{{ total }}'),
      fc.constantFrom('\r\nBcc: all@x.example\r\n', '\n', '\u2028', '\u0000', '\u202e', '\ud800', '\u{e0041}', ' '),
      fc.constantFrom('{% endfree %}', '{% for item in items %}', '=?utf-8?q?x?=', 'Dear Kim,'),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    const long = fc
      .tuple(piece, fc.integer({ min: 1, max: 2_000 }))
      .map(([text, times]) => text.repeat(times).slice(0, 4_000));
    const text = fc.oneof(
      { weight: 9, arbitrary: fc.array(piece, { maxLength: 8 }).map((all) => all.join('')) },
      { weight: 1, arbitrary: long },
    );
    let sent = 0;
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), fc.array(text, { minLength: 2, maxLength: 2 }), (template, texts) => {
        const names = cutParts(template.html).flatMap((part) => (part.kind === 'free' ? part.name : []));
        const written = names.map((name, place) => ({ name, text: texts[place] ?? '' }));
        const plain = fillTemplate(template, VALUES);
        const message = filledOrNull(template, written);
        if (message === null) return;
        sent += 1;
        expect(Buffer.byteLength(message.html)).to.be.at.most(28 * 1024);
        expect(message.subject).to.equal(plain.subject);
        expect(message.html).not.to.match(/[\p{Cs}\u202a-\u202e\u2066-\u2069]|[^\P{Cc}\n]/u);
        expect(message.parts.filter(({ kind }) => kind === 'locked')).to.deep.equal(
          plain.parts.filter(({ kind }) => kind === 'locked'),
        );
        expect(freeHtml(message.html, template)).to.satisfy((all: string[]) => all.every(isPlainBlock));
      }),
      { numRuns: 2_000 },
    );
    expect(sent).to.be.greaterThan(1_500);
  }).timeout(120_000);
});

function filledOrNull(template: { subject: string; html: string; language: string }, written: FreePart[]) {
  try {
    return fillTemplate(template, VALUES, written);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'request_invalid') return null;
    throw error;
  }
}

/** What stands between the locked parts, each of which has to be there byte by byte and in its order. */
function freeHtml(html: string, { html: source, language }: { html: string; language: string }): string[] {
  const locked = cutParts(source).flatMap((part) =>
    part.kind === 'locked' ? fillTemplate({ subject: 'x', html: part.html, language }, VALUES).html : [],
  );
  const free: string[] = [];
  let end = 0;
  for (const part of locked) {
    const start = html.indexOf(part, end);
    if (start === -1) throw new Error(`A locked part is not there: ${part}`);
    free.push(html.slice(end, start));
    end = start + part.length;
  }
  return [...free, html.slice(end)].filter((part) => part !== '');
}

/** One paragraph of text and line breaks, in which nothing else can be an element or an entity of somebody's own. */
function isPlainBlock(html: string): boolean {
  return /^<p>(?:[^<>&"']|<br>|&(?:amp|lt|gt|quot|#39);)*<\/p>$/.test(html);
}
