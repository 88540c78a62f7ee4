import * as z from 'zod/mini';
import type { FieldProblem } from '#shared/api/errors.ts';
import { TEMPLATE_STAGES } from '#shared/domain/dunning.ts';
import { DomainError } from '../../errors.ts';
import { problemsWithFreeParts } from './free-part-markup.ts';
import { problemsWithMarkup } from './template-markup.ts';
import { checkSource } from './template-source.ts';
import { isItemVariable, type TemplateVariable } from './template-variables.ts';

const Text = z.string().check(z.trim(), z.minLength(1));

const TemplateFile = z.strictObject({
  /** For the reader of the file; not kept. */
  about: z.optional(z.string()),
  templates: z.array(
    z.strictObject({
      name: Text.check(z.maxLength(100)),
      stage: z.enum(TEMPLATE_STAGES),
      language: z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is a language such as en or de')),
      subject: Text.check(z.maxLength(200), z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'needs to be one line')),
      /** HTML, in one piece or line by line. */
      html: z.union([Text, z.array(z.string())]),
    }),
  ),
});

/** A template as a file gives it, checked. */
export interface FileTemplate {
  readonly name: string;
  readonly stage: (typeof TEMPLATE_STAGES)[number];
  readonly language: string;
  readonly subject: string;
  readonly html: string;
  readonly variables: readonly TemplateVariable[];
}

/** Reads a file of templates. Throws DomainError `request_invalid` that names every template, field and reason. */
export function readTemplateFile(json: unknown): FileTemplate[] {
  const result = TemplateFile.safeParse(json);
  if (!result.success) {
    throw refused(
      result.error.issues.map(({ path, message }) => ({
        field: path.map(String).join('.') || 'file',
        problem: message,
      })),
    );
  }
  const templates = result.data.templates.map(({ html, ...rest }) => {
    const joined = typeof html === 'string' ? html : html.join('\n').trim();
    const variables = [...checkSource(rest.subject).variables, ...checkSource(joined).variables];
    return { ...rest, html: joined, variables: [...new Set(variables)] };
  });
  const problems = [...templates.flatMap(problemsWith), ...repeated(templates)];
  if (problems.length > 0) throw refused(problems);
  return templates;
}

function refused(problems: readonly FieldProblem[]): DomainError {
  const list = problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  return new DomainError('request_invalid', `The templates were not loaded. ${list}`, problems);
}

function problemsWith({ subject, html, variables: _ }: FileTemplate, place: number): FieldProblem[] {
  const ofSubject = checkSource(subject);
  const loops = ofSubject.variables.some(isItemVariable) || subject.includes('{%');
  const inSubject = loops ? ['A subject has no loop over the items.'] : ofSubject.problems;
  const ofHtml = [...(html === '' ? ['is empty'] : []), ...checkSource(html).problems, ...problemsWithMarkup(html)];
  // Where a free part stands can be told only of a body that is otherwise right.
  const inHtml = ofHtml.length > 0 ? ofHtml : problemsWithFreeParts(html);
  return [
    ...inSubject.map((problem) => ({ field: `templates.${place}.subject`, problem })),
    ...inHtml.map((problem) => ({ field: `templates.${place}.html`, problem })),
  ];
}

function repeated(templates: readonly FileTemplate[]): FieldProblem[] {
  const names = templates.map(({ name, language }) => `${name} (${language})`);
  return names.flatMap((name, place) =>
    names.indexOf(name) === place
      ? []
      : [{ field: `templates.${place}.name`, problem: `${name} is in the file twice` }],
  );
}
