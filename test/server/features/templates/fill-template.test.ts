import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { DomainError } from '../../../../server/errors.ts';
import { fillTemplate } from '../../../../server/features/templates/fill-template.ts';
import { readTemplateFile } from '../../../../server/features/templates/template-file.ts';
import {
  ITEM_VARIABLES,
  SINGLE_VARIABLES,
  type TemplateValues,
} from '../../../../server/features/templates/template-variables.ts';
import { eur } from '../../../support/ledger-rows.ts';

const TEMPLATES = readTemplateFile(
  JSON.parse(readFileSync(new URL('../../../../docs/examples/templates.json', import.meta.url), 'utf8')),
);

const SINGLE = Object.keys(SINGLE_VARIABLES);
const OF_ITEM = Object.keys(ITEM_VARIABLES);

const TYPES = new Map(
  Object.entries({ ...SINGLE_VARIABLES, ...ITEM_VARIABLES }).map(([name, { type }]) => [name, type]),
);

const USABLE: Readonly<Record<string, unknown>> = {
  text: 'Kestrel',
  money: [eur(300)],
  date: '2026-11-20',
  count: 3,
  url: 'https://kestrel.example/',
  email: 'kim@kestrel.example',
};

/** Usable values of every type, with this one for each text. */
function valuesOf(text: string, itemCount = 1): TemplateValues {
  const usableOf = (name: string) => (TYPES.get(name) === 'text' ? text : USABLE[TYPES.get(name) ?? '']);
  const all = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, usableOf(name)]));
  return { single: all(SINGLE), items: Array.from({ length: itemCount }, () => all(OF_ITEM)) };
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

describe('fillTemplate', () => {
  it('puts the values in, escaped in the HTML and as they are in subject and text', () => {
    const template = {
      subject: '{{ customer.name }} owes {{ total }}',
      language: 'en',
      html: '<p>Dear {{ customer.name }},</p><ul>{% for item in items %}<li>{{ item.number }}: {{ item.left }}</li>{% endfor %}</ul>',
    };
    const items = [
      { 'item.number': '001', 'item.left': [eur(100)] },
      { 'item.number': '002', 'item.left': [eur(200)] },
    ];
    const filled = fillTemplate(template, { single: { 'customer.name': 'Smith & <Sons>', total: [eur(300)] }, items });
    expect(filled).to.deep.equal({
      subject: 'Smith & <Sons> owes €3.00',
      html: '<p>Dear Smith &amp; &lt;Sons&gt;,</p><ul><li>001: €1.00</li><li>002: €2.00</li></ul>',
      text: 'Dear Smith & <Sons>,\n\n- 001: €1.00\n- 002: €2.00',
      parts: [{ kind: 'locked', text: 'Dear Smith & <Sons>,\n\n- 001: €1.00\n- 002: €2.00' }],
      clauses: [],
    });
  });

  it('names every value that is not known, once', () => {
    const template = {
      subject: '{{ customer.name }} {{ contact.name }}',
      html: '<p>{{ contact.name }}{% for item in items %}{{ item.left }}{% endfor %}</p>',
      language: 'en',
    };
    const known = { single: { 'customer.name': 'Kestrel', 'contact.name': null }, items: [{}, { 'item.left': [] }] };
    const { code, problems, message } = refusal(() => fillTemplate(template, known));
    expect(code).to.equal('template_value_missing');
    expect(problems.map(({ field }) => field)).to.deep.equal(['contact.name', 'item.left']);
    expect(message).to.contain("the contact's name is not known");
  });

  it('refuses a loop over nothing', () => {
    const template = { subject: 'x', html: '{% for item in items %}{{ item.left }}{% endfor %}', language: 'en' };
    expect(refusal(() => fillTemplate(template, valuesOf('x', 0))).problems[0]?.field).to.equal('items');
  });

  it('refuses what would not fit into a reply form', () => {
    const template = {
      subject: 'x',
      html: '{% for item in items %}<p>{{ item.number }}</p>{% endfor %}',
      language: 'en',
    };
    expect(refusal(() => fillTemplate(template, valuesOf('x'.repeat(200), 200))).problems[0]?.problem).to.contain(
      'bytes',
    );
    expect(
      refusal(() =>
        fillTemplate({ subject: '{{ customer.name }}', html: '<p>x</p>', language: 'en' }, valuesOf('x'.repeat(300))),
      ).message,
    ).to.contain('subject');
  });

  it('takes what a value holds for text, never for a template', () => {
    const { subject, html } = fillTemplate(
      { subject: '{{ customer.name }}', html: '<p>{{ customer.name }}</p>', language: 'en' },
      valuesOf('{{ today }}{% x %}'),
    );
    expect(subject).to.equal('{{ today }}{% x %}');
    expect(html).to.equal('<p>{{ today }}{% x %}</p>');
  });

  it('with hostile values either refuses or fills the text as approved: no open variable, no markup, one line of subject', () => {
    const hostile = fc.oneof(
      fc.constantFrom<unknown>(
        undefined,
        null,
        '',
        ' ',
        '\u200b',
        Number.NaN,
        0,
        true,
        [],
        {},
        { toString: () => 'x' },
      ),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=y>',
        "' onclick='x",
        '&lt;b&gt;',
        '&#60;b&#62;',
      ),
      fc.constantFrom(
        'a\r\nBcc: all@x.example',
        'a\nb',
        'a\u2028b',
        'a\u0000b',
        '\u202egnihton',
        '\ud800',
        '{{ today }}',
        '{% endfor %}',
      ),
      fc.constant('x'.repeat(10_000)),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ maxLength: 60 }),
      fc.constantFrom('Kestrel Ltd', '€1,234.50', '12 March 2026'),
    );
    const row = fc.record(Object.fromEntries(OF_ITEM.map((name) => [name, hostile])));
    const values = fc.record({
      single: fc.record(Object.fromEntries(SINGLE.map((name) => [name, hostile])), { requiredKeys: [] }),
      items: fc.array(row, { maxLength: 3 }),
    });
    let filledCount = 0;
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATES), fc.oneof(values, someUsable(hostile)), (template, given) => {
        const filled = filledOrNull(template, given as TemplateValues);
        if (filled === null) return;
        filledCount += 1;
        expect(tagsOf(filled.html)).to.deep.equal(tagsExpected(template.html, given.items.length));
        expect(filled.subject).to.match(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]{1,255}$/u);
        expect(filled.html).not.to.match(/[\u202a-\u202e\u2066-\u2069]|\p{Cs}/u);
      }),
      { numRuns: 600 },
    );
    expect(filledCount).to.be.greaterThan(50);
  });
});

/** Values of which at most one is hostile, so that many messages are filled. */
function someUsable(hostile: fc.Arbitrary<unknown>): fc.Arbitrary<{ single: object; items: object[] }> {
  return fc
    .tuple(hostile, fc.constantFrom(...SINGLE, ...OF_ITEM), fc.integer({ min: 1, max: 3 }))
    .map(([value, name, count]) => {
      const { single, items } = valuesOf('Kestrel', count);
      const changed = (names: object) => (Object.hasOwn(names, name) ? { ...names, [name]: value } : names);
      return { single: changed(single), items: items.map(changed) };
    });
}

function filledOrNull(template: { subject: string; html: string; language: string }, values: TemplateValues) {
  try {
    return fillTemplate(template, values);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function tagsOf(html: string): string[] {
  return html.match(/<[^>]*>?/g) ?? [];
}

function tagsExpected(html: string, itemCount: number): string[] {
  const [, before = html, loop = '', after = ''] =
    /^([\s\S]*)\{% for item in items %\}([\s\S]*)\{% endfor %\}([\s\S]*)$/.exec(html) ?? [];
  return [...tagsOf(before), ...Array.from({ length: itemCount }, () => tagsOf(loop)).flat(), ...tagsOf(after)];
}
