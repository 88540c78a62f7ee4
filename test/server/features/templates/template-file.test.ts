import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readTemplateFile } from '../../../../server/features/templates/template-file.ts';
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
    ['a comment', { html: '<p>x</p><!-- y -->' }, 'html', /cannot be read/],
    ['a bare angle bracket', { html: '<p>1 < 2</p>' }, 'html', /cannot be read/],
    ['an element that is not closed', { html: '<p><b>x</p>' }, 'html', /closes what was not opened last/],
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
    const { variables: _, ...given } = template ?? { variables: [] };
    expect(refusal({ templates: [given, given] }).message).to.contain('First (en) is in the file twice');
  });

  for (const json of [null, 1, 'text', [], {}, { templates: {} }]) {
    it(`refuses ${JSON.stringify(json)}`, () => expect(refusal(json).fields).not.to.deep.equal([]));
  }
});
