import { Liquid } from 'liquidjs';
import type { FilledMessage, FreePart } from '#shared/api/dispatches.ts';
import type { FieldProblem } from '#shared/api/errors.ts';
import { DomainError } from '../../errors.ts';
import { ibansIn } from './account-numbers.ts';
import type { Clause, ClauseUsed } from './clause.ts';
import { plainTextOf } from './plain-text.ts';
import { cutParts, type TemplatePart } from './template-parts.ts';
import { checkSource } from './template-source.ts';
import {
  isItemVariable,
  isSingleVariable,
  type TemplateValues,
  type TemplateVariable,
  typeOf,
  wordsFor,
} from './template-variables.ts';
import { writeFreePart } from './write-free-part.ts';
import { writeValue } from './write-value.ts';

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

/** A template as it is filled: its words, the language of days and amounts (BCP 47), and the clauses that hold for it. */
export interface FillableText extends TemplateText {
  readonly language: string;
  readonly clauses?: readonly Pick<Clause, 'id' | 'name' | 'version' | 'html'>[];
}

/** A part of a filled body: approved and as it is, or free, with the template's own words beside what stands there. */
export type FilledPart = FilledMessage['parts'][number];

export interface FilledText extends TemplateText {
  readonly text: string;
  /** In the order of the body. */
  readonly parts: readonly FilledPart[];
  /** The clauses that stand in it, by version. */
  readonly clauses: readonly ClauseUsed[];
}

const html = engine({ outputEscape: 'escape' });
const plain = engine({});

/**
 * Fills a template that passed its checks; what was written stands in the place of its free parts. Throws DomainError `template_value_missing` that names each variable without a usable
 * value of its type and each clause that is not live, and `request_invalid` where the template has no such free part, a free part says where to pay, or the message would be too large.
 */
export function fillTemplate(
  template: FillableText,
  values: TemplateValues,
  written: readonly FreePart[] = [],
): FilledText {
  const body = checkSource(template.html);
  requireFreeParts(written, body.freeParts);
  const asked = [...new Set([...checkSource(template.subject).variables, ...body.variables])];
  const used = clausesIn(body.clauses, template.clauses ?? []);
  const scope = scopeOf(asked, { values, language: template.language, problems: used.problems });
  const parts = cutParts(template.html).map((part) => fillPart(withClause(part, used.clauses), scope, written));
  const filled = {
    subject: plain.parseAndRenderSync(template.subject, scope),
    html: parts.map((part) => part.html).join(''),
  };
  requireSize(filled, written);
  const shown = parts.flatMap(({ shown: part }) => (part.kind === 'locked' && part.text === '' ? [] : part));
  const clauses = used.clauses.map(({ id, name, version }) => ({ id, name, version }));
  return { ...filled, text: plainTextOf(filled.html), parts: shown, clauses };
}

/** Names each clause that has no live version, beside those that do. */
function clausesIn(names: readonly string[], live: NonNullable<FillableText['clauses']>) {
  const clauses = live.filter(({ name }) => names.includes(name));
  const missing = names.filter((name) => clauses.every((clause) => clause.name !== name));
  const problems = missing.map((name) => ({ field: `clause.${name}`, problem: `the clause "${name}" is not live` }));
  return { clauses, problems };
}

/** A clause is words alone: it stands as it was approved, and nothing in it is a variable or a tag. */
function withClause(part: TemplatePart, clauses: NonNullable<FillableText['clauses']>): TemplatePart {
  if (part.kind !== 'clause') return part;
  return { ...part, html: clauses.find(({ name }) => name === part.name)?.html ?? '' };
}

function fillPart(
  part: TemplatePart,
  scope: Record<string, unknown>,
  written: readonly FreePart[],
): { html: string; shown: FilledPart } {
  if (part.kind === 'clause') return { html: part.html, shown: { kind: 'locked', text: plainTextOf(part.html) } };
  const own = html.parseAndRenderSync(part.html, scope) as string;
  const original = plainTextOf(own);
  if (part.kind === 'locked') return { html: own, shown: { kind: 'locked', text: original } };
  const { name } = part;
  const wish = written.find((one) => one.name === name);
  const anew = wish === undefined ? null : writeFreePart(wish.text, own);
  // The template's own words sent back are no change, and keep their links and lists.
  if (anew === null || anew.text === original) {
    return { html: own, shown: { kind: 'free', name, text: original, original } };
  }
  return { html: anew.html, shown: { kind: 'free', name, text: anew.text, original } };
}

function requireFreeParts(written: readonly FreePart[], known: readonly string[]): void {
  const names = written.map(({ name }) => name);
  const problems = written.flatMap(({ name, text }, place): FieldProblem[] => {
    const field = `freeParts.${place}`;
    if (!known.includes(name)) return [{ field: `${field}.name`, problem: `the template has no free part "${name}"` }];
    if (names.indexOf(name) !== place) return [{ field: `${field}.name`, problem: `"${name}" is named twice` }];
    const [iban] = ibansIn(text);
    const words = `says where to pay (${iban}); bank details come from approved words alone`;
    return iban === undefined ? [] : [{ field: `${field}.text`, problem: words }];
  });
  if (problems.length === 0) return;
  const [first] = problems;
  throw new DomainError('request_invalid', `What was written cannot be taken: ${first?.problem}.`, problems);
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

function requireSize({ subject, html }: TemplateText, written: readonly FreePart[]): void {
  if (subject.length > LONGEST_SUBJECT) {
    throw new DomainError('request_invalid', `The subject would be longer than ${LONGEST_SUBJECT} characters.`);
  }
  const bytes = Buffer.byteLength(html);
  if (bytes <= LARGEST_HTML) return;
  const problem = `the message would have ${bytes} bytes, and may have ${LARGEST_HTML}`;
  const fields = ['itemIds', ...(written.length === 0 ? [] : ['freeParts'])];
  const advice = written.length === 0 ? 'name fewer items' : 'name fewer items or write less';
  throw new DomainError(
    'request_invalid',
    `The message would be too large for a reply; ${advice}.`,
    fields.map((field) => ({ field, problem })),
  );
}

interface Filling {
  readonly values: TemplateValues;
  readonly language: string;
  /** What is wrong so far; what the values lack is added. */
  readonly problems: FieldProblem[];
}

/** The values that the template asks for, written and clean, and no others. */
function scopeOf(variables: readonly TemplateVariable[], filling: Filling): Record<string, unknown> {
  const { values, problems } = filling;
  const ofItems = variables.filter(isItemVariable);
  const scope: Record<string, unknown> = {};
  for (const name of variables.filter(isSingleVariable)) set(scope, name, usable(name, values.single[name], filling));
  if (ofItems.length > 0 && values.items.length === 0) problems.push({ field: 'items', problem: 'there is no item' });
  scope.items = values.items.map((item) => {
    const row: Record<string, unknown> = {};
    for (const name of ofItems) set(row, name.slice('item.'.length), usable(name, item[name], filling));
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

function usable(name: TemplateVariable, value: unknown, { language, problems }: Filling): string {
  const written = writeValue(value, typeOf(name), language);
  if ('problem' in written) {
    problems.push({ field: name, problem: `${wordsFor(name)} ${written.problem}` });
    return '';
  }
  if (written.text.length > LONGEST_VALUE) {
    problems.push({ field: name, problem: `${wordsFor(name)} is longer than ${LONGEST_VALUE} characters` });
  }
  return written.text;
}
