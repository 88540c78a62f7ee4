import type { ClientSession } from 'mongoose';
import type { ClauseView, draftClause } from '#shared/api/clauses.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import type { TextStepBody } from '#shared/api/templates.ts';
import { dayInZone } from '#shared/domain/calendar-date.ts';
import { sentencesFor } from '#shared/words/sentences.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import type { AdminLogService } from '../../identity/admin-log-service.ts';
import { inTransaction } from '../../mongo/in-transaction.ts';
import { once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import type { AcknowledgementRepository } from './acknowledgement-repository.ts';
import type { BrandService } from './brand-service.ts';
import { problemsWithClause } from './check-words.ts';
import type { Clause, ClauseUsed } from './clause.ts';
import type { ClauseRepository } from './clause-repository.ts';
import { approvalsNeededFor, clauseSubject, isBankDetails, isSameClause, versionsAndHeld } from './clause-rules.ts';
import { clausesFor } from './clauses-for.ts';
import { changedMeanwhile, type StepRules, takeStep } from './governed-steps.ts';
import { wasSubmitted } from './governed-text.ts';
import { draftGovernance, nextVersion } from './new-version.ts';
import { presentClause } from './present-version.ts';
import { writeValue } from './write-value.ts';

export interface ClauseParts {
  readonly clauses: ClauseRepository;
  readonly acknowledgements: AcknowledgementRepository;
  readonly brands: BrandService;
  readonly adminLog: AdminLogService;
  readonly clock: Clock;
}

interface KeyedActor {
  readonly actor: Actor;
  readonly key: string;
}

/** A line that warns of changed bank details, until its reader has said that they have seen it. */
export interface BankWarning {
  readonly clauseId: string;
  readonly text: string;
}

/** The words that stand in many templates and are kept in one place. */
export class ClauseService {
  constructor(private readonly parts: ClauseParts) {}

  /** The live clauses that hold for a language (BCP 47) and brand, one of each name. */
  async liveFor(asked: { readonly language: string; readonly brand: string | null }): Promise<Clause[]> {
    return clausesFor(await this.parts.clauses.findLive(), asked);
  }

  /** The warnings about bank details that somebody has not yet said to have seen. */
  async warningsFor({ userId, language, zone }: Actor): Promise<BankWarning[]> {
    const announced = (await this.parts.clauses.findLive()).filter(({ announcedAt }) => announcedAt !== null);
    if (announced.length === 0) return [];
    const ids = announced.map(({ id }) => id);
    const seen = await this.parts.acknowledgements.findSeen(userId, ids);
    return announced
      .filter(({ id }) => !seen.has(id))
      .map(({ id, announcedAt, history }) => {
        const by = history.findLast(({ deed }) => deed === 'put_live')?.by ?? '';
        const written = writeValue(dayInZone(announcedAt ?? new Date(0), zone), 'date', language);
        const day = 'text' in written ? written.text : '';
        return { clauseId: id, text: sentencesFor(language).bankDetailsChanged(day, by) };
      });
  }

  /** Whether one of the clauses that a message in a language (BCP 47) holds was taken down, or says where to pay otherwise than the one that holds now does. */
  async isOutdated(used: readonly ClauseUsed[], language: string): Promise<boolean> {
    if (used.length === 0) return false;
    const all = await this.parts.clauses.findAll();
    const held = all.filter(({ id }) => used.some((clause) => clause.id === id));
    return held.some((clause) => {
      if (clause.history.at(-1)?.deed === 'retire') return true;
      const versions = all.filter((other) => isSameClause(other, clause));
      const isReplaced = clause.state === 'retired' || !isHeld(clause, all, language);
      return isReplaced && isBankDetails(clause, versions);
    });
  }

  /** Throws DomainError `clause_not_found`. */
  async acknowledge(clauseId: string, { userId }: Actor): Promise<void> {
    await this.require(clauseId);
    await this.parts.acknowledgements.add({ clauseId, userId, at: this.parts.clock.now() });
  }

  async list(actor: Actor): Promise<ClauseView[]> {
    const all = await this.parts.clauses.findAll();
    return all.map((clause) => present(clause, all, actor)).reverse();
  }

  /** Begins a version, once for a key. Throws DomainError `request_invalid` for a brand that is not there. */
  async draft(body: BodyOf<typeof draftClause>, { actor, key }: KeyedActor): Promise<ClauseView> {
    await this.parts.brands.require(body.brand);
    const at = this.parts.clock.now();
    const request = { userId: actor.userId, operation: 'draftClause', key, body, at };
    const { id } = await once(request, (session) => this.begin(body, actor, session));
    return this.read(id, actor);
  }

  /** Throws DomainError `clause_not_found`, or `text_state` where it is no draft or somebody else was faster. */
  async change(
    id: string,
    { html, revision }: { readonly html: string; readonly revision: number },
    actor: Actor,
  ): Promise<ClauseView> {
    const changed = await inTransaction(async (session) => {
      const clause = await this.require(id, session);
      if (clause.state !== 'draft' || clause.revision !== revision) throw changedMeanwhile();
      const entry = { at: this.parts.clock.now(), by: actor.email, deed: 'write' as const, reason: null };
      if (!wasSubmitted(clause)) {
        const authorIds = [...new Set([...clause.authorIds, actor.userId])];
        if (!(await this.parts.clauses.change(clause, { html, authorIds }, entry, session))) throw changedMeanwhile();
        await this.noteWords(clause, { html }, actor, session);
        return id;
      }
      const next = await this.begin({ ...clause, html }, actor, session);
      const replaced = { ...entry, deed: 'replace' as const, reason: `version ${next.version}` };
      if (!(await this.parts.clauses.change(clause, { state: 'retired' }, replaced, session))) throw changedMeanwhile();
      return next.id;
    });
    return this.read(changed, actor);
  }

  /** Throws what `takeStep` throws, and DomainError `clause_not_found`. */
  async step(id: string, asked: TextStepBody, actor: Actor): Promise<ClauseView> {
    await inTransaction(async (session) => {
      const clause = await this.require(id, session);
      const { clauses, adminLog, clock } = this.parts;
      const note = adminLog.note.bind(adminLog);
      const world = { store: clauses, rules: this.rules(), note, at: clock.now(), session };
      await takeStep(clause, asked, { userId: actor.userId, email: actor.email }, world);
    });
    return this.read(id, actor);
  }

  private rules(): StepRules<Clause> {
    const versionsOf = async (clause: Clause, session: ClientSession) =>
      versionsAndHeld(clause, await this.parts.clauses.findAll(session));
    return {
      approvalsNeeded: async (clause, session) => approvalsNeededFor(clause, await versionsOf(clause, session)),
      problems: async (clause) => problemsWithClause(clause),
      upon: async (clause, step, session) => {
        if (step !== 'put_live') return {};
        const versions = await versionsOf(clause, session);
        const before = versions.findLast(({ id, history }) => id !== clause.id && history.some(wentLive));
        const isChange = before !== undefined && before.html !== clause.html && isBankDetails(clause, versions);
        return isChange ? { announcedAt: this.parts.clock.now() } : {};
      },
      subject: clauseSubject,
      shown: ({ html }) => ({ html }),
    };
  }

  private async begin(
    words: Pick<Clause, 'name' | 'language' | 'brand' | 'html'> & Partial<Pick<Clause, 'authorIds'>>,
    { userId, email }: Actor,
    session: ClientSession,
  ): Promise<Clause> {
    const { name, language, brand, html } = words;
    const versions = (await this.parts.clauses.findAll(session)).filter((other) => isSameClause(other, words));
    const at = this.parts.clock.now();
    const version = nextVersion(versions);
    const governance = draftGovernance({ userId, email, at }, words.authorIds);
    const clause = { ...governance, name, language, brand, html, version, announcedAt: null };
    await this.parts.clauses.insert(clause, session);
    await this.noteWords(clause, { html }, { email }, session);
    return clause;
  }

  private async noteWords(
    clause: Clause,
    { html }: { readonly html: string },
    { email }: { readonly email: string },
    session: ClientSession,
  ): Promise<void> {
    const { version, revision } = clause;
    const before = revision === 1 && clause.html === html ? null : { version, html: clause.html };
    const deed = { by: email, area: 'templates' as const, deed: 'write', subject: clauseSubject(clause) };
    await this.parts.adminLog.note({ ...deed, before, after: { version, html } }, session);
  }

  private async read(id: string, actor: Actor): Promise<ClauseView> {
    const all = await this.parts.clauses.findAll();
    const clause = all.find((one) => one.id === id);
    if (clause === undefined) throw notFound();
    return present(clause, all, actor);
  }

  private async require(id: string, session: ClientSession | null = null): Promise<Clause> {
    const clause = await this.parts.clauses.findById(id, session);
    if (clause === null) throw notFound();
    return clause;
  }
}

function notFound(): DomainError {
  return new DomainError('clause_not_found', 'There is no such clause.');
}

/** Whether no other words come before a clause in a language. */
function isHeld({ name, brand, html }: Clause, all: readonly Clause[], language: string): boolean {
  const live = all.filter((other) => other.name === name && other.state === 'live');
  return clausesFor(live, { language, brand }).every((other) => other.html === html);
}

function wentLive({ deed }: Clause['history'][number]): boolean {
  return deed === 'put_live';
}

function present(clause: Clause, all: readonly Clause[], actor: Actor): ClauseView {
  const versions = versionsAndHeld(clause, all);
  const bank = {
    isBankDetails: isBankDetails(clause, versions),
    approvalsNeeded: approvalsNeededFor(clause, versions),
  };
  return presentClause(clause, actor, bank);
}
