import type { ClientSession } from 'mongoose';
import type { AnswerOf, BodyOf, QueryOf } from '#shared/api/operation.ts';
import type {
  changeTemplateDraft,
  compareTemplates,
  draftTemplate,
  listTemplateVersions,
  TemplateVersionDetail,
  TextStepBody,
} from '#shared/api/templates.ts';
import type { TemplateId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { BrandService } from './brand-service.ts';
import { problemsWithTemplate, variablesIn } from './check-words.ts';
import type { ClauseService } from './clause-service.ts';
import { changedMeanwhile, type StepRules, takeStep } from './governed-steps.ts';
import { wasSubmitted } from './governed-text.ts';
import { draftGovernance, nextVersion } from './new-version.ts';
import { APPROVALS_OF_TEMPLATE, presentDetail, presentVersion } from './present-version.ts';
import type { Template } from './template.ts';
import type { TemplateRepository } from './template-repository.ts';
import { checkSource } from './template-source.ts';
import { templateSubject } from './template-subject.ts';
import { ITEM_VARIABLES, SINGLE_VARIABLES } from './template-variables.ts';
import { wordDifference } from './word-difference.ts';

export interface DeskParts {
  readonly templates: TemplateRepository;
  readonly clauses: ClauseService;
  readonly brands: BrandService;
  readonly adminLog: AdminLogService;
  readonly clock: Clock;
}

/** The words of a version; with authors where they were made from the words of another that came back. */
type Words = Pick<Template, 'name' | 'language' | 'brand' | 'stage' | 'subject' | 'html'> &
  Partial<Pick<Template, 'authorIds'>>;

/** Where templates are written, approved by a second person, put live and taken down. */
export class TemplateDesk {
  constructor(private readonly parts: DeskParts) {}

  async list(
    { brand, ...asked }: QueryOf<typeof listTemplateVersions>,
    actor: Actor,
  ): Promise<AnswerOf<typeof listTemplateVersions>> {
    const ofBrand = brand === 'default' ? null : brand;
    const [found, brands] = await Promise.all([
      this.parts.templates.findAll(null, { ...asked, brand: ofBrand }),
      this.parts.brands.list(),
    ]);
    return {
      versions: found.map((template) => presentVersion(template, actor)).reverse(),
      brands,
      variables: VARIABLES,
    };
  }

  /** Throws DomainError `template_not_found`. */
  async read(id: string, actor: Actor): Promise<TemplateVersionDetail> {
    const template = await this.require(id);
    const all = await this.parts.templates.findAll(null, { language: template.language, brand: template.brand });
    return presentDetail(
      template,
      actor,
      all.filter(({ name }) => name === template.name),
    );
  }

  /** Throws DomainError `template_not_found`. */
  async find(id: string): Promise<Template> {
    return this.require(id);
  }

  /** Begins a version, once for a key. Throws DomainError `request_invalid` for a brand that is not there. */
  async draft(
    body: BodyOf<typeof draftTemplate>,
    { actor, key }: { readonly actor: Actor; readonly key: string },
  ): Promise<TemplateVersionDetail> {
    await this.parts.brands.require(body.brand);
    const at = this.parts.clock.now();
    const request = { userId: actor.userId, operation: 'draftTemplate', key, body, at };
    const { id } = await once(request, async (session) => ({ id: (await this.begin(body, actor, session)).id }));
    return this.read(id, actor);
  }

  /**
   * Writes a draft anew; one that was submitted before keeps its words and makes way for the next version. Throws DomainError `template_not_found`, or `text_state` where it is no
   * draft or somebody else was faster.
   */
  async change(
    id: string,
    { revision, stage, subject, html }: BodyOf<typeof changeTemplateDraft>,
    actor: Actor,
  ): Promise<TemplateVersionDetail> {
    const words = { stage, subject, html };
    const changed = await inTransaction(async (session) => {
      const template = await this.require(id, session);
      if (template.state !== 'draft' || template.revision !== revision) throw changedMeanwhile();
      const entry = { at: this.parts.clock.now(), by: actor.email, deed: 'write' as const, reason: null };
      if (wasSubmitted(template)) {
        const next = await this.begin({ ...template, ...words }, actor, session);
        const replaced = { ...entry, deed: 'replace' as const, reason: `version ${next.version}` };
        await this.changeOrThrow(template, { state: 'retired' }, replaced, session);
        return next.id;
      }
      const authorIds = [...new Set([...template.authorIds, actor.userId])];
      await this.changeOrThrow(template, { ...words, variables: variablesIn(words), authorIds }, entry, session);
      await this.noteWords(template, { ...template, ...words }, actor.email, session);
      return template.id;
    });
    return this.read(changed, actor);
  }

  /** Throws what `takeStep` throws, and DomainError `template_not_found`. */
  async step(id: string, asked: TextStepBody, actor: Actor): Promise<TemplateVersionDetail> {
    await inTransaction(async (session) => {
      const template = await this.require(id, session);
      const { templates, adminLog, clock } = this.parts;
      const note = adminLog.note.bind(adminLog);
      const world = { store: templates, rules: this.rules(), note, at: clock.now(), session };
      await takeStep(template, asked, { userId: actor.userId, email: actor.email }, world);
    });
    return this.read(id, actor);
  }

  /** What differs between two versions. Throws DomainError `template_not_found`. */
  async compare(
    { from, to }: QueryOf<typeof compareTemplates>,
    actor: Actor,
  ): Promise<AnswerOf<typeof compareTemplates>> {
    const [a, b] = await Promise.all([this.require(from), this.require(to)]);
    return {
      from: presentVersion(a, actor),
      to: presentVersion(b, actor),
      subject: wordDifference(a.subject, b.subject),
      html: wordDifference(a.html, b.html),
    };
  }

  private rules(): StepRules<Template> {
    return {
      approvalsNeeded: async () => APPROVALS_OF_TEMPLATE,
      problems: async (template, step) => [
        ...problemsWithTemplate(template),
        ...(step === 'put_live' ? await this.missingClauses(template) : []),
      ],
      upon: async () => ({}),
      subject: templateSubject,
      shown: ({ subject, html }) => ({ subject, html }),
    };
  }

  private async missingClauses(template: Template) {
    const live = (await this.parts.clauses.liveFor(template)).map(({ name }) => name);
    const missing = checkSource(template.html).clauses.filter((name) => !live.includes(name));
    return missing.map((name) => ({ field: 'html', problem: `The clause "${name}" is not live.` }));
  }

  private async begin(words: Words, { userId, email }: Actor, session: ClientSession): Promise<Template> {
    const { name, language, brand, stage, subject, html } = words;
    const all = await this.parts.templates.findAll(session, { language });
    const by = { userId, email, at: this.parts.clock.now() };
    const { id, ...governance } = draftGovernance(by, words.authorIds);
    const template: Template = {
      ...{ name, language, brand, stage, subject, html },
      ...governance,
      id: id as TemplateId,
      version: nextVersion(all.filter((other) => other.name === name)),
      variables: variablesIn(words),
      approvedBy: null,
      approvedAt: null,
      uses: 0,
    };
    await this.parts.templates.insert([template], session);
    await this.noteWords(null, template, email, session);
    return template;
  }

  private async changeOrThrow(...change: Parameters<TemplateRepository['change']>): Promise<void> {
    if (!(await this.parts.templates.change(...change))) throw changedMeanwhile();
  }

  private async noteWords(before: Template | null, after: Template, by: string, session: ClientSession): Promise<void> {
    const shown = ({ version, stage, subject, html }: Template) => ({ version, stage, subject, html });
    const deed = { by, area: 'templates' as const, deed: 'write', subject: templateSubject(after) };
    await this.parts.adminLog.note({ ...deed, before: before && shown(before), after: shown(after) }, session);
  }

  private async require(id: string, session: ClientSession | null = null): Promise<Template> {
    const template = await this.parts.templates.findById(id, session);
    if (template === null) throw new DomainError('template_not_found', 'There is no such template.');
    return template;
  }
}

const VARIABLES = [
  ...Object.entries(SINGLE_VARIABLES).map(([name, variable]) => ({ name, ...variable, ofItem: false })),
  ...Object.entries(ITEM_VARIABLES).map(([name, variable]) => ({ name, ...variable, ofItem: true })),
];
