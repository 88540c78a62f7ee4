import { randomBytes } from 'node:crypto';
import type { FreePart, TemplateView } from '#shared/api/dispatches.ts';
import type { TemplateId } from '#shared/domain/ids.ts';
import { DomainError } from '../../errors.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import type { Clock } from '../../ports.ts';
import { type FilledText, fillTemplate } from './fill-template.ts';
import type { Template } from './template.ts';
import { type FileTemplate, readTemplateFile } from './template-file.ts';
import type { TemplateRepository } from './template-repository.ts';
import type { TemplateValues } from './template-variables.ts';

export type { FilledText } from './fill-template.ts';
export type { Template } from './template.ts';
export type { TemplateValues } from './template-variables.ts';

/** What loading a file did: templates that are live in new words, and those whose words were live already. */
export interface LoadedTemplates {
  readonly loaded: readonly TemplateView[];
  readonly unchanged: readonly TemplateView[];
}

/** The approved texts: loading, finding, filling. */
export class TemplateService {
  constructor(
    private readonly templates: TemplateRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads a file of templates (`docs/examples/templates.json`) and makes them live, all or none; whoever loads it answers for the words. A template that is live under the same name
   * and language is retired unless its words are the same. Throws DomainError `request_invalid` that names what is wrong with each.
   */
  async loadFile(json: unknown, approvedBy: string): Promise<LoadedTemplates> {
    const file = readTemplateFile(json);
    return inTransaction(async (session) => {
      const known = await this.templates.findAll(session);
      const plans = file.map((given) => planOf(given, known));
      const fresh = plans.filter(({ live }) => live === null || !live.same);
      const approved = { approvedBy, approvedAt: this.clock.now() };
      const loaded = fresh.map(({ given, version }) => newTemplate(given, { version, ...approved }));
      await this.templates.retire(
        fresh.flatMap(({ live }) => (live === null ? [] : [live.template.id])),
        session,
      );
      await this.templates.insert(loaded, session);
      const unchanged = plans.flatMap(({ live }) => (live?.same === true ? [live.template] : []));
      return { loaded: loaded.map(presentTemplate), unchanged: unchanged.map(presentTemplate) };
    });
  }

  /** What people call each version of each template, by its id. */
  async names(): Promise<ReadonlyMap<string, string>> {
    const all = await this.templates.findAll();
    return new Map(all.map(({ id, name, language, version }) => [id, `${name} (${language}, version ${version})`]));
  }

  async listLive(): Promise<Template[]> {
    return this.templates.findLive();
  }

  /** The template of that id. Throws DomainError `template_not_found`, or `template_not_live` for a draft or retired version. */
  async readLive(id: TemplateId): Promise<Template> {
    const template = await this.templates.findById(id);
    if (template === null) throw new DomainError('template_not_found', 'There is no such template.');
    if (template.state === 'live') return template;
    throw new DomainError(
      'template_not_live',
      `"${template.name}" is ${template.state}; choose a template that is live.`,
    );
  }

  /** Fills a template. Throws DomainError `template_value_missing` that names each value that is not known, or `request_invalid` for a free part that is not there, or where it gets too large. */
  fill(template: Template, values: TemplateValues, written: readonly FreePart[] = []): FilledText {
    return fillTemplate(template, values, written);
  }

  present(template: Template): TemplateView {
    return presentTemplate(template);
  }
}

interface LoadPlan {
  readonly given: FileTemplate;
  readonly version: number;
  readonly live: { readonly template: Template; readonly same: boolean } | null;
}

function planOf(given: FileTemplate, known: readonly Template[]): LoadPlan {
  const versions = known.filter(({ name, language }) => name === given.name && language === given.language);
  const live = versions.findLast(({ state }) => state === 'live') ?? null;
  const version = 1 + Math.max(0, ...versions.map((template) => template.version));
  return { given, version, live: live === null ? null : { template: live, same: hasWordsOf(live, given) } };
}

function hasWordsOf(a: FileTemplate, b: FileTemplate): boolean {
  return a.stage === b.stage && a.subject === b.subject && a.html === b.html;
}

function newTemplate(given: FileTemplate, approval: Pick<Template, 'version' | 'approvedBy' | 'approvedAt'>): Template {
  const { name, stage, language, subject, html, variables } = given;
  const id = randomBytes(12).toString('hex') as TemplateId;
  return { id, name, stage, language, subject, html, variables, state: 'live', ...approval };
}

function presentTemplate({ id, name, stage, language, version }: Template): TemplateView {
  return { id, name, stage, language, version };
}
