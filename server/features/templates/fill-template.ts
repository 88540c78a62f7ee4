import { Liquid } from 'liquidjs';
import type { FieldProblem } from '#shared/api/errors.ts';
import { DomainError } from '../../errors.ts';
import { plainTextOf } from './plain-text.ts';
import { checkSource } from './template-source.ts';
import {
  isItemVariable,
  isSingleVariable,
  type TemplateValues,
  type TemplateVariable,
  wordsFor,
} from './template-variables.ts';

/** The longest value that a template takes, in characters: no name or date is longer. */
const LONGEST_VALUE = 300;
/** The longest subject that a mail client takes, in characters. */
const LONGEST_SUBJECT = 255;
/** The largest HTML, in bytes, for a reply form that takes 32 kB with its quoting. */
const LARGEST_HTML = 28 * 1024;

export interface TemplateText {
  /** One line of plain text. */
  readonly subject: string;
  readonly html: string;
}

export interface FilledText extends TemplateText {
  readonly text: string;
}

const html = engine({ outputEscape: 'escape' });
const plain = engine({});

/**
 * Fills a template that passed its checks. Throws DomainError `template_value_missing` that names each variable without a usable value, and `request_invalid` where
 * the message would be too large.
 */
export function fillTemplate(template: TemplateText, values: TemplateValues): FilledText {
  const variables = new Set([...checkSource(template.subject).variables, ...checkSource(template.html).variables]);
  const scope = scopeOf([...variables], values);
  const filled = {
    subject: plain.parseAndRenderSync(template.subject, scope),
    html: html.parseAndRenderSync(template.html, scope),
  };
  requireSize(filled);
  return { ...filled, text: plainTextOf(filled.html) };
}

function engine(escaping: { outputEscape?: 'escape' }): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    templates: {},
    parseLimit: 100_000,
    memoryLimit: 10_000_000,
    ...escaping,
  });
  // What our own check does not let in is not there to be reached either.
  for (const tag of Object.keys(liquid.tags)) if (tag !== 'for') delete liquid.tags[tag];
  for (const filter of Object.keys(liquid.filters)) delete liquid.filters[filter];
  return liquid;
}

function requireSize({ subject, html }: TemplateText): void {
  if (subject.length > LONGEST_SUBJECT) {
    throw new DomainError('request_invalid', `The subject would be longer than ${LONGEST_SUBJECT} characters.`);
  }
  const bytes = Buffer.byteLength(html);
  if (bytes <= LARGEST_HTML) return;
  const problems = [
    { field: 'itemIds', problem: `the message would have ${bytes} bytes, and may have ${LARGEST_HTML}` },
  ];
  throw new DomainError('request_invalid', 'The message would be too large for a reply; name fewer items.', problems);
}

/** The values that the template asks for, clean, and no others. */
function scopeOf(variables: readonly TemplateVariable[], values: TemplateValues): Record<string, unknown> {
  const ofItems = variables.filter(isItemVariable);
  const problems: FieldProblem[] = [];
  const scope: Record<string, unknown> = {};
  for (const name of variables.filter(isSingleVariable)) set(scope, name, usable(name, values.single[name], problems));
  if (ofItems.length > 0 && values.items.length === 0) problems.push({ field: 'items', problem: 'there is no item' });
  scope.items = values.items.map((item) => {
    const row: Record<string, unknown> = {};
    for (const name of ofItems) set(row, name.slice('item.'.length), usable(name, item[name], problems));
    return row;
  });
  if (problems.length > 0) throw missing(problems);
  return scope;
}

function missing(problems: readonly FieldProblem[]): DomainError {
  const first = [...new Map(problems.map((problem) => [problem.field, problem])).values()];
  const names = first.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  return new DomainError('template_value_missing', `The template cannot be filled. ${names}.`, first);
}

function set(scope: Record<string, unknown>, path: string, value: string): void {
  const [root = '', leaf] = path.split('.');
  if (leaf === undefined) scope[root] = value;
  else scope[root] = { ...(scope[root] as object | undefined), [leaf]: value };
}

function usable(name: TemplateVariable, value: unknown, problems: FieldProblem[]): string {
  const text = typeof value === 'string' ? clean(value) : '';
  if (text === '') problems.push({ field: name, problem: `${wordsFor(name)} is not known` });
  if (text.length > LONGEST_VALUE) {
    problems.push({ field: name, problem: `${wordsFor(name)} is longer than ${LONGEST_VALUE} characters` });
  }
  return text;
}

/** One line: no line break could start a header, no direction mark or invisible character could change how the rest is read. */
function clean(value: string): string {
  return value
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .trim();
}
