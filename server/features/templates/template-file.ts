import * as z from 'zod/mini';
import { ClauseName } from '#shared/api/clauses.ts';
import type { FieldProblem } from '#shared/api/errors.ts';
import { BrandKey, LanguageTag } from '#shared/api/templates.ts';
import { TEMPLATE_STAGES } from '#shared/domain/dunning.ts';
import { DomainError } from '../../errors.ts';
import { problemsWithClause, problemsWithTemplate, variablesIn } from './check-words.ts';
import type { TemplateVariable } from './template-variables.ts';

const Text = z.string().check(z.trim(), z.minLength(1));
/** HTML, in one piece or line by line. */
const Html = z.union([Text, z.array(z.string())]);
const Brand = z.optional(BrandKey);

const TemplateFile = z.strictObject({
  /** For the reader of the file; not kept. */
  about: z.optional(z.string()),
  templates: z.array(
    z.strictObject({
      name: Text.check(z.maxLength(100)),
      stage: z.enum(TEMPLATE_STAGES),
      language: LanguageTag,
      brand: Brand,
      subject: Text.check(z.maxLength(200), z.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'needs to be one line')),
      html: Html,
    }),
  ),
  clauses: z.optional(
    z.array(z.strictObject({ name: ClauseName, language: z.optional(LanguageTag), brand: Brand, html: Html })),
  ),
});

/** A template as a file gives it, checked. */
export interface FileTemplate {
  readonly name: string;
  readonly stage: (typeof TEMPLATE_STAGES)[number];
  readonly language: string;
  readonly brand: string | null;
  readonly subject: string;
  readonly html: string;
  readonly variables: readonly TemplateVariable[];
}

/** A clause as a file gives it, checked; without a language it is for every one. */
export interface FileClause {
  readonly name: string;
  readonly language: string;
  readonly brand: string | null;
  readonly html: string;
}

export interface FileTexts {
  readonly templates: readonly FileTemplate[];
  readonly clauses: readonly FileClause[];
}

/** Reads a file of templates and clauses. Throws DomainError `request_invalid` that names every text, field and reason. */
export function readTextsFile(json: unknown): FileTexts {
  const result = TemplateFile.safeParse(json);
  if (!result.success) {
    throw refused(
      result.error.issues.map(({ path, message }) => ({
        field: path.map(String).join('.') || 'file',
        problem: message,
      })),
    );
  }
  const templates = result.data.templates.map(({ html, brand = null, ...rest }): FileTemplate => {
    const words = { ...rest, brand, html: inOnePiece(html) };
    return { ...words, variables: variablesIn(words) };
  });
  const clauses = (result.data.clauses ?? []).map(
    ({ html, language = '', brand = null, name }): FileClause => ({ name, language, brand, html: inOnePiece(html) }),
  );
  const problems = [
    ...templates.flatMap((template, place) => at(`templates.${place}`, problemsWithTemplate(template))),
    ...clauses.flatMap((clause, place) => at(`clauses.${place}`, problemsWithClause(clause))),
    ...repeated('templates', templates),
    ...repeated('clauses', clauses),
  ];
  if (problems.length > 0) throw refused(problems);
  return { templates, clauses };
}

/** The templates of a file. Throws as `readTextsFile` does. */
export function readTemplateFile(json: unknown): readonly FileTemplate[] {
  return readTextsFile(json).templates;
}

function inOnePiece(html: string | string[]): string {
  return typeof html === 'string' ? html : html.join('\n').trim();
}

function refused(problems: readonly FieldProblem[]): DomainError {
  const list = problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  return new DomainError('request_invalid', `The templates were not loaded. ${list}`, problems);
}

function at(place: string, problems: readonly FieldProblem[]): FieldProblem[] {
  return problems.map(({ field, problem }) => ({ field: `${place}.${field}`, problem }));
}

function repeated(list: keyof FileTexts, texts: readonly Omit<FileClause, 'html'>[]): FieldProblem[] {
  const names = texts.map(({ name, language, brand }) => {
    return `${name} (${language}${brand === null ? '' : `, ${brand}`})`;
  });
  return names.flatMap((name, place) =>
    names.indexOf(name) === place ? [] : [{ field: `${list}.${place}.name`, problem: `${name} is in the file twice` }],
  );
}
