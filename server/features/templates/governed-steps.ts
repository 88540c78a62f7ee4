import type { ClientSession } from 'mongoose';
import type { FieldProblem } from '#shared/api/errors.ts';
import { DomainError } from '../../errors.ts';
import type { AdminDeed } from '../../identity/admin-log-service.ts';
import {
  type GovernedText,
  type HistoryEntry,
  type StepAsked,
  type StepChange,
  type StepTaker,
  stepOf,
} from './governed-text.ts';

export type TextChange = Partial<
  GovernedText & { readonly approvedBy: string; readonly approvedAt: Date; readonly announcedAt: Date }
>;

/** The versions of one kind of text, as steps need them. */
export interface GovernedStore<T extends GovernedText & { readonly id: string }> {
  findById(id: string, session: ClientSession): Promise<T | null>;
  /** The live version of the same text, in whose place this one would come; null where there is none. */
  findLiveOf(text: T, session: ClientSession): Promise<T | null>;
  /** Changes a version that is still at this revision, and counts it on; false where somebody else was faster. */
  change(text: T, change: TextChange, entry: HistoryEntry, session: ClientSession): Promise<boolean>;
}

/** What a kind of text asks for beside the steps themselves. */
export interface StepRules<T> {
  approvalsNeeded(text: T, session: ClientSession): Promise<number>;
  /** What keeps it from being submitted, or from being put live. */
  problems(text: T, step: StepAsked['step'], session: ClientSession): Promise<readonly FieldProblem[]>;
  /** What else of it a step changes. */
  upon(text: T, step: StepAsked['step'], session: ClientSession): Promise<TextChange>;
  /** What it is called in the log. */
  subject(text: T): string;
  /** What of it the log shows beside its state. */
  shown(text: T): object;
}

export interface StepWorld<T extends GovernedText & { readonly id: string }> {
  readonly store: GovernedStore<T>;
  readonly rules: StepRules<T>;
  readonly note: (deed: AdminDeed, session: ClientSession) => Promise<void>;
  readonly at: Date;
  readonly session: ClientSession;
}

/**
 * Takes a step of a version with everything that belongs to it, in one transaction: the one that is live makes way, and the log says who did it. Throws what `stepOf` throws, and
 * `template_refused` with what is wrong with the words.
 */
export async function takeStep<T extends GovernedText & { readonly id: string }>(
  text: T,
  asked: StepAsked,
  by: StepTaker,
  world: StepWorld<T>,
): Promise<void> {
  const { store, rules, at, session } = world;
  const approvalsNeeded = await rules.approvalsNeeded(text, session);
  const change = stepOf(text, asked, by, { approvalsNeeded, at });
  if (asked.step === 'submit' || asked.step === 'put_live') {
    requireSound(await rules.problems(text, asked.step, session));
  }
  if (asked.step === 'put_live') await retireBefore(text, by, world);
  const { entry, state, approvals } = change;
  const answered = state === 'approved' ? { approvedBy: by.email, approvedAt: at } : {};
  const more = await rules.upon(text, asked.step, session);
  if (!(await store.change(text, { state, approvals, ...answered, ...more }, entry, session))) throw changedMeanwhile();
  await noteStep(text, change, world);
}

export function changedMeanwhile(): DomainError {
  return new DomainError('text_state', 'Somebody else was faster; look at this version again.');
}

async function retireBefore<T extends GovernedText & { readonly id: string }>(
  text: T,
  { email }: StepTaker,
  world: StepWorld<T>,
): Promise<void> {
  const { store, at, session } = world;
  const before = await store.findLiveOf(text, session);
  if (before === null) return;
  const entry: HistoryEntry = { at, by: email, deed: 'replace', reason: `version ${text.version}` };
  if (!(await store.change(before, { state: 'retired' }, entry, session))) throw changedMeanwhile();
  await noteStep(before, { state: 'retired', approvals: before.approvals, entry }, world);
}

async function noteStep<T extends GovernedText & { readonly id: string }>(
  text: T,
  { state, approvals, entry }: StepChange,
  { rules, note, session }: StepWorld<T>,
): Promise<void> {
  const shown = rules.shown(text);
  const approvedBy = (all: GovernedText['approvals']) => all.map(({ email }) => email);
  const before = { version: text.version, state: text.state, approvedBy: approvedBy(text.approvals), ...shown };
  const reason = entry.reason === null ? {} : { reason: entry.reason };
  const after = { version: text.version, state, approvedBy: approvedBy(approvals), ...shown, ...reason };
  await note(
    { by: entry.by, area: 'templates', deed: entry.deed, subject: rules.subject(text), before, after },
    session,
  );
}

function requireSound(problems: readonly FieldProblem[]): void {
  if (problems.length === 0) return;
  const list = problems.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  throw new DomainError('template_refused', `These words cannot be used. ${list}`, problems);
}
