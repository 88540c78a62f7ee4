import type { ClauseView } from '#shared/api/clauses.ts';
import type { TemplateVersionDetail, TemplateVersionView, TextDeed } from '#shared/api/templates.ts';
import { problemsWithClause, problemsWithTemplate } from './check-words.ts';
import type { Clause } from './clause.ts';
import { type GovernedText, type HistoryEntry, stepsFor } from './governed-text.ts';
import { plainTextOf } from './plain-text.ts';
import type { Template } from './template.ts';

interface Reader {
  readonly userId: string;
}

/** How many persons approve the words of a template. */
export const APPROVALS_OF_TEMPLATE = 1;

export function presentVersion(template: Template, reader: Reader): TemplateVersionView {
  const { name, stage, language } = template;
  return { ...governedView(template, reader, APPROVALS_OF_TEMPLATE), id: template.id, name, stage, language };
}

/** A version with its words; `versions` are all of the same template. */
export function presentDetail(
  template: Template,
  reader: Reader,
  versions: readonly Template[],
): TemplateVersionDetail {
  const { subject, html, uses, history } = template;
  const others = versions
    .filter(({ id }) => id !== template.id)
    .map(({ id, version, state }) => ({ id, version, state }))
    .reverse();
  const problems = problemsWithTemplate(template);
  return {
    ...presentVersion(template, reader),
    subject,
    html,
    uses,
    history: history.map(presentDeed),
    problems,
    others,
  };
}

export function presentClause(
  clause: Clause,
  reader: Reader,
  { isBankDetails, approvalsNeeded }: { readonly isBankDetails: boolean; readonly approvalsNeeded: number },
): ClauseView {
  const { id, name, language, html, history } = clause;
  return {
    ...governedView(clause, reader, approvalsNeeded),
    id,
    name,
    language,
    html,
    text: plainTextOf(html),
    isBankDetails,
    history: history.map(presentDeed),
    problems: problemsWithClause(clause),
  };
}

function governedView(text: GovernedText, reader: Reader, approvalsNeeded: number) {
  const { brand, version, state, revision, history } = text;
  const latest = history.at(-1);
  return {
    brand,
    version,
    state,
    revision,
    approvals: text.approvals.map(({ email, at }) => ({ by: email, at: at.toISOString() })),
    approvalsNeeded,
    latest: latest === undefined ? null : presentDeed(latest),
    may: stepsFor(text, reader),
  };
}

function presentDeed({ at, ...entry }: HistoryEntry): TextDeed {
  return { ...entry, at: at.toISOString() };
}
