import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readTemplateFile } from '../../../../server/features/templates/template-file.ts';
import { cutParts } from '../../../../server/features/templates/template-parts.ts';
import { TEMPLATE_STAGES } from '../../../../shared/domain/dunning.ts';

const EXAMPLE: unknown = JSON.parse(
  readFileSync(new URL('../../../../docs/examples/templates.json', import.meta.url), 'utf8'),
);

function aFile(changes: Record<string, unknown> = {}): unknown {
  const template = { name: 'First', stage: 'first_notice', language: 'en', subject: 'Hello', html: '<p>Hello</p>' };
  return { templates: [{ ...template, ...changes }] };
}

function refusal(json: unknown): { message: string; fields: string[] } {
  try {
    readTemplateFile(json);
  } catch (error) {
    const { message, problems } = error as { message: string; problems: { field: string }[] };
    return { message, fields: problems.map(({ field }) => field) };
  }
  return { message: 'nothing was refused', fields: [] };
}

describe('readTemplateFile', () => {
  it('takes the example, which has every stage in English and German', () => {
    const templates = readTemplateFile(EXAMPLE);
    for (const language of ['en', 'de']) {
      const stages = templates.filter((template) => template.language === language).map(({ stage }) => stage);
      expect(stages).to.deep.equal([...TEMPLATE_STAGES]);
    }
  });

  it('has something to write anew in each example, and never an amount', () => {
    for (const { name, html } of readTemplateFile(EXAMPLE)) {
      const free = cutParts(html).filter(({ kind }) => kind === 'free');
      expect(free, name).not.to.deep.equal([]);
      for (const part of free) expect(part.html, name).not.to.match(/total|item|oldest/);
    }
  });

  it('takes free parts at the top and within a div', () => {
    const html =
      '<div>{% free a %}<p>Hello</p>{% endfree %}<p>x</p></div>{%- free b -%}<hr><ul><li>y</li></ul>{% endfree %}';
    const [template] = readTemplateFile(aFile({ html }));
    expect(cutParts(template?.html ?? '').map(({ kind }) => kind)).to.deep.equal(['locked', 'free', 'locked', 'free']);
  });

  it('takes styles of several declarations', () => {
    for (const style of ['', 'color: #333', "font-family: 'Segoe UI', Arial; margin: 0 auto ; ", ' a:b;c:d']) {
      const [template] = readTemplateFile(aFile({ html: `<p style="${style}">x</p>` }));
      expect(template?.html).to.contain(style);
    }
  });

  it('knows which variables a template asks for', () => {
    const html = ['<p>{{ today }} {{- total -}}</p>', '{% for item in items %}{{item.number}}{% endfor %}'];
    const [template] = readTemplateFile(aFile({ subject: '{{ customer.name }}', html }));
    expect(template?.variables).to.deep.equal(['customer.name', 'today', 'total', 'item.number']);
  });

  const wrong: readonly (readonly [why: string, changes: Record<string, unknown>, field: string, words: RegExp])[] = [
    ['an unknown variable', { html: '<p>{{ customer.iban }}</p>' }, 'html', /customer\.iban .*none of the variables/],
    ['a filter', { html: '<p>{{ customer.name | raw }}</p>' }, 'html', /filters/],
    ['a filter with an argument', { html: "<p>{{ customer.name | default: '<b>' }}</p>" }, 'html', /filters|braces/i],
    ['an include', { html: "<p>{% include 'x' %}</p>" }, 'html', /is not taken/],
    ['a condition', { html: '<p>{% if contact.name %}x{% endif %}</p>' }, 'html', /is not taken/],
    ['an assignment', { html: '<p>{% assign today = "x" %}</p>' }, 'html', /is not taken/],
    ['another loop', { html: '{% for item in customer.name %}{% endfor %}' }, 'html', /is not taken/],
    ['a loop without an end', { html: '{% for item in items %}<p>x</p>' }, 'html', /not ended/],
    [
      'a loop in a loop',
      { html: '{% for item in items %}{% for item in items %}{% endfor %}{% endfor %}' },
      'html',
      /does not fit/,
    ],
    ['an item outside the loop', { html: '<p>{{ item.number }}</p>' }, 'html', /stands outside/],
    ['braces that are not closed', { html: '<p>{{ customer.name }</p>' }, 'html', /Braces/],
    ['triple braces', { html: '<p>{{{ customer.name }}}</p>' }, 'html', /Braces|none/],
    ['a script', { html: '<script>alert(1)</script>' }, 'html', /<script> is not taken/],
    ['an image', { html: '<p><img src="https://x.example/p.png"></p>' }, 'html', /<img> is not taken/],
    ['a handler', { html: '<p onclick="x()">x</p>' }, 'html', /onclick/],
    ['a script address', { html: '<a href="javascript:alert(1)">x</a>' }, 'html', /javascript/],
    ['a variable in an attribute', { html: '<a href="https://{{ customer.name }}">x</a>' }, 'html', /cannot be read/],
    ['an attribute without quotes', { html: '<a href=https://x.example>x</a>' }, 'html', /cannot be read/],
    ['a style that loads', { html: '<p style="background: url(https://x.example)">x</p>' }, 'html', /style/],
    // Told at once: a style that could be read in many ways would keep the process busy for as long as it runs.
    ['a style of endless colons', { html: `<p style="a:${'bbbb:'.repeat(4_000)}!">x</p>` }, 'html', /style/],
    ['a comment', { html: '<p>x</p><!-- y -->' }, 'html', /cannot be read/],
    ['a bare angle bracket', { html: '<p>1 < 2</p>' }, 'html', /cannot be read/],
    ['an element that is not closed', { html: '<p><b>x</p>' }, 'html', /closes what was not opened last/],
    ['a free part without a name', { html: '{% free %}<p>x</p>{% endfree %}' }, 'html', /is not taken/],
    ['a free part that is not ended', { html: '{% free a %}<p>x</p>' }, 'html', /not ended/],
    ['a free part that was not begun', { html: '<p>x</p>{% endfree %}' }, 'html', /ends what was not begun/],
    [
      'a free part in another',
      { html: '{% free a %}{% free b %}<p>x</p>{% endfree %}{% endfree %}' },
      'html',
      /stand by themselves/,
    ],
    [
      'two free parts of one name',
      { html: '{% free a %}<p>x</p>{% endfree %}{% free a %}<p>y</p>{% endfree %}' },
      'html',
      /is there twice/,
    ],
    [
      'more free parts than a request may name',
      { html: Array.from({ length: 21 }, (_, place) => `{% free p${place} %}<p>x</p>{% endfree %}`) },
      'html',
      /More than 20/,
    ],
    [
      'a loop in a free part',
      { html: '{% free a %}<ul>{% for item in items %}<li>{{ item.left }}</li>{% endfor %}</ul>{% endfree %}' },
      'html',
      /has no loop/,
    ],
    [
      'a free part in a loop',
      { html: '{% for item in items %}{% free a %}<p>{{ item.left }}</p>{% endfree %}{% endfor %}' },
      'html',
      /stand by themselves/,
    ],
    ['a free part in a sentence', { html: '<p>Dear {% free a %}<b>Kim</b>{% endfree %}</p>' }, 'html', /inside <p>/],
    ['a free part in a table', { html: '<table>{% free a %}<p>x</p>{% endfree %}</table>' }, 'html', /inside <table>/],
    ['a free part of bare words', { html: '{% free a %}Dear Kim{% endfree %}' }, 'html', /whole paragraphs/],
    ['a free part with nothing in it', { html: '<p>x</p>{% free a %} {% endfree %}' }, 'html', /whole paragraphs/],
    ['a free part that cuts an element', { html: '{% free a %}<p>x{% endfree %}</p>' }, 'html', /whole paragraphs/],
    ['a free part in the subject', { subject: '{% free a %}x{% endfree %}' }, 'subject', /no loop/],
    ['an empty body', { html: [''] }, 'html', /empty/],
    ['a subject of two lines', { subject: 'a\r\nBcc: x' }, 'subject', /one line/],
    [
      'a loop in the subject',
      { subject: '{% for item in items %}{{ item.number }}{% endfor %}' },
      'subject',
      /no loop/,
    ],
    ['a stage that is not there', { stage: 'third_notice' }, 'stage', /./],
    ['a language that is none', { language: 'English' }, 'language', /language/],
    ['a field too many', { colour: 'red' }, '0', /./],
  ];
  for (const [why, changes, field, words] of wrong) {
    it(`refuses ${why}`, () => {
      const { message, fields } = refusal(aFile(changes));
      expect(message).to.match(words);
      expect(fields.join(' ')).to.contain(`templates.0`).and.to.contain(field);
    });
  }

  it('refuses the same name and language twice', () => {
    const [template] = readTemplateFile(aFile());
    const { variables: _, brand: __, ...given } = template ?? { variables: [], brand: null };
    expect(refusal({ templates: [given, given] }).message).to.contain('First (en) is in the file twice');
  });

  for (const json of [null, 1, 'text', [], {}, { templates: {} }]) {
    it(`refuses ${JSON.stringify(json)}`, () => expect(refusal(json).fields).not.to.deep.equal([]));
  }
});
