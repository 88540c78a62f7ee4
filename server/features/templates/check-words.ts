import type { FieldProblem } from '#shared/api/errors.ts';
import { accountNumbersIn } from './account-numbers.ts';
import { isWholeBlocks, problemsWithFreeParts } from './free-part-markup.ts';
import { plainTextOf } from './plain-text.ts';
import { problemsWithMarkup } from './template-markup.ts';
import { cutParts } from './template-parts.ts';
import { checkSource } from './template-source.ts';
import { isItemVariable, type TemplateVariable } from './template-variables.ts';

export interface WordsOfTemplate {
  readonly subject: string;
  readonly html: string;
}

/** What a template asks for, in subject and body. */
export function variablesIn({ subject, html }: WordsOfTemplate): TemplateVariable[] {
  return [...new Set([...checkSource(subject).variables, ...checkSource(html).variables])];
}

/** What is wrong with the words of a template, by field; empty where they can be used. */
export function problemsWithTemplate({ subject, html }: WordsOfTemplate): FieldProblem[] {
  return [
    ...problemsWithSubject(subject).map((problem) => ({ field: 'subject', problem })),
    ...problemsWithHtml(html).map((problem) => ({ field: 'html', problem })),
    ...accountNumbers('subject', subject),
    ...accountNumbers('html', wordsOf(html)),
  ];
}

/** What is wrong with the words of a clause, by field: they are whole paragraphs, lists or tables, and the same in every message. */
export function problemsWithClause({ html }: { readonly html: string }): FieldProblem[] {
  const braces = /[{}]/.test(html)
    ? ['A clause is the same in every message: it has no variables, loops or free parts.']
    : [];
  const markup = [...(html.trim() === '' ? ['is empty'] : []), ...braces, ...problemsWithMarkup(html)];
  const blocks = isWholeBlocks(html) ? [] : ['A clause needs whole paragraphs, lists or tables.'];
  const problems = markup.length > 0 ? markup : blocks;
  return problems.map((problem) => ({ field: 'html', problem }));
}

/** Whether words say where to pay. */
export function saysWhereToPay(html: string): boolean {
  return accountNumbersIn(plainTextOf(html)).length > 0;
}

function problemsWithSubject(subject: string): string[] {
  const { variables, problems } = checkSource(subject);
  if (variables.some(isItemVariable) || subject.includes('{%')) return ['A subject has no loop over the items.'];
  const isOneLine = /^[^\p{Cc}\p{Zl}\p{Zp}]*$/u.test(subject);
  return [...(subject.trim() === '' ? ['is empty'] : []), ...(isOneLine ? [] : ['needs to be one line']), ...problems];
}

function problemsWithHtml(html: string): string[] {
  const problems = [
    ...(html.trim() === '' ? ['is empty'] : []),
    ...checkSource(html).problems,
    ...problemsWithMarkup(html),
  ];
  // Where a free part stands can be told only of a body that is otherwise right.
  return problems.length > 0 ? problems : problemsWithFreeParts(html);
}

/** Every word that a reader may see, and where links lead; what is bold in the middle of a number hides nothing. */
function wordsOf(html: string): string {
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => decoded(address));
  const parts = cutParts(html).map((part) => plainTextOf(part.html));
  return [...parts, ...links].join('\n\n');
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function accountNumbers(field: string, text: string): FieldProblem[] {
  return accountNumbersIn(text).map((number) => {
    return { field, problem: `Says where to pay (${number}); put bank details into the clause "bank_details".` };
  });
}
