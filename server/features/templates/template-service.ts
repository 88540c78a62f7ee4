import type { ClientSession } from 'mongoose';
import type { FreePart, TemplateView } from '#shared/api/dispatches.ts';
import type { FieldProblem } from '#shared/api/errors.ts';
import type { TemplateId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import type { Clock } from '../../ports.ts';
import { problemsWithTemplate, type WordsOfTemplate } from './check-words.ts';
import type { Clause } from './clause.ts';
import type { ClauseLoading, LoadedClause } from './clause-loading-service.ts';
import { type FillableText, type FilledText, fillTemplate } from './fill-template.ts';
import { changedMeanwhile } from './governed-steps.ts';
import { loadedGovernance, nextVersion, type Writing } from './new-version.ts';
import type { Template } from './template.ts';
import { type FileTemplate, readTextsFile } from './template-file.ts';
import type { TemplateRepository } from './template-repository.ts';
import { templateSubject } from './template-subject.ts';
import type { TemplateValues } from './template-variables.ts';

export type { ClauseUsed } from './clause.ts';
export type { FilledText } from './fill-template.ts';
export type { Template } from './template.ts';
export type { TemplateValues } from './template-variables.ts';

/** What loading a file did: templates that are live in new words, those whose words were live already, and what became of its clauses. */
export interface LoadedTemplates {
  readonly loaded: readonly TemplateView[];
  readonly unchanged: readonly TemplateView[];
  readonly clauses: readonly LoadedClause[];
}

export interface TemplateParts {
  readonly templates: TemplateRepository;
  readonly clauseLoading: ClauseLoading;
  readonly adminLog: AdminLogService;
  readonly clock: Clock;
}

/** The approved texts: loading, finding, filling. */
export class TemplateService {
  constructor(private readonly parts: TemplateParts) {}

  /**
   * Reads a file of templates (`docs/examples/templates.json`) and makes them live, all or none; whoever loads it answers for the words. A template that is live under the same name,
   * language and brand is retired unless its words are the same. Words that change where to pay wait for the approval of two. Throws DomainError `request_invalid` that names what is
   * wrong with each.
   */
  async loadFile(json: unknown, approvedBy: string): Promise<LoadedTemplates> {
    const file = readTextsFile(json);
    return inTransaction(async (session) => {
      const by = { userId: null, email: approvedBy, at: this.parts.clock.now() };
      const known = await this.parts.templates.findAll(session);
      const plans = plansOf(file.templates, known);
      const fresh = plans.filter(({ live }) => live === null || !live.same);
      const loaded = fresh.map(({ given, version }) => newTemplate(given, version, by));
      for (const [place, template] of loaded.entries()) {
        await this.takePlaceOf(fresh[place]?.live?.template ?? null, template, by, session);
      }
      await this.parts.templates.insert(loaded, session);
      const clauses = await this.parts.clauseLoading.load(file.clauses, by, session);
      const unchanged = plans.flatMap(({ live }) => (live?.same === true ? [live.template] : []));
      return { loaded: loaded.map(presentTemplate), unchanged: unchanged.map(presentTemplate), clauses };
    });
  }

  /** What people call each version of each template, by its id. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const all = await this.parts.templates.findAll();
    return new Map(all.map(({ id, name, language, version }) => [id, `${name} (${language}, version ${version})`]));
  }

  async listLive(): Promise<Template[]> {
    return this.parts.templates.findLive();
  }

  /** The template of that id. Throws DomainError `template_not_found`, or `template_not_live` for a version in any other state. */
  async readLive(id: TemplateId): Promise<Template> {
    const template = await this.parts.templates.findById(id);
    if (template === null) throw new DomainError('template_not_found', 'There is no such template.');
    if (template.state === 'live') return template;
    throw new DomainError(
      'template_not_live',
      `"${template.name}" is ${template.state}; choose a template that is live.`,
    );
  }

  /** Counts a message as prepared from a version, in its transaction. Throws DomainError `template_not_live` where somebody has retired it meanwhile. */
  async use({ id, name }: Template, session: ClientSession): Promise<void> {
    if (await this.parts.templates.use(id, session)) return;
    throw new DomainError('template_not_live', `"${name}" has just been retired; choose a template that is live.`);
  }

  /** Whether somebody took the version down, so that nothing made from it leaves any more. */
  async isTakenDown(id: TemplateId): Promise<boolean> {
    return this.parts.templates.isTakenDown(id);
  }

  /**
   * Fills a text with the clauses that hold for it. Throws DomainError `template_value_missing` that names each value that is not known or not of its type and each clause that is not
   * live, or `request_invalid` for a free part that is not there, or where it gets too large.
   */
  fill(
    text: Omit<FillableText, 'clauses'>,
    values: TemplateValues,
    { written = [], clauses }: { readonly written?: readonly FreePart[]; readonly clauses: readonly Clause[] },
  ): FilledText {
    const { subject, html, language } = text;
    return fillTemplate({ subject, html, language, clauses }, values, written);
  }

  /** What is wrong with the words of a template, by field. */
  problemsWith(words: WordsOfTemplate): FieldProblem[] {
    return problemsWithTemplate(words);
  }

  present(template: Template): TemplateView {
    return presentTemplate(template);
  }

  private async takePlaceOf(
    before: Template | null,
    template: Template,
    { at, email }: Writing,
    session: ClientSession,
  ): Promise<void> {
    const { templates, adminLog } = this.parts;
    if (before !== null) {
      const entry = { at, by: email, deed: 'replace' as const, reason: `version ${template.version}` };
      if (!(await templates.change(before, { state: 'retired' }, entry, session))) throw changedMeanwhile();
    }
    const shown = ({ version, stage, subject, html }: Template) => ({ version, stage, subject, html });
    const deed = { by: email, area: 'templates' as const, deed: 'load', subject: templateSubject(template) };
    await adminLog.note({ ...deed, before: before && shown(before), after: shown(template) }, session);
  }
}

interface LoadPlan {
  readonly given: FileTemplate;
  readonly version: number;
  readonly live: { readonly template: Template; readonly same: boolean } | null;
}

function plansOf(file: readonly FileTemplate[], known: readonly Template[]): LoadPlan[] {
  const plans: LoadPlan[] = [];
  for (const given of file) {
    const isNamed = ({ name, language }: Pick<FileTemplate, 'name' | 'language'>) =>
      name === given.name && language === given.language;
    const live = known.findLast((one) => isNamed(one) && one.brand === given.brand && one.state === 'live') ?? null;
    const planned = plans.filter((plan) => isNamed(plan.given));
    const version = nextVersion([...known.filter(isNamed), ...planned]);
    plans.push({ given, version, live: live === null ? null : { template: live, same: hasWordsOf(live, given) } });
  }
  return plans;
}

function hasWordsOf(a: Pick<FileTemplate, 'stage' | 'subject' | 'html'>, b: FileTemplate): boolean {
  return a.stage === b.stage && a.subject === b.subject && a.html === b.html;
}

function newTemplate(given: FileTemplate, version: number, by: Writing): Template {
  const { id, ...governance } = loadedGovernance(by);
  const approval = { approvedBy: by.email, approvedAt: by.at };
  return { ...given, ...governance, ...approval, id: id as TemplateId, version, uses: 0 };
}

function presentTemplate({ id, name, stage, language, version }: Template): TemplateView {
  return { id, name, stage, language, version };
}
