import type { TextDeed } from '#shared/api/templates.ts';
import { leadsOn, TEXT_STEPS, type TextState, type TextStep } from '#shared/domain/text-version.ts';
import { DomainError } from '../../errors.ts';

export interface Approval {
  readonly userId: string;
  readonly email: string;
  readonly at: Date;
}

export interface HistoryEntry extends Omit<TextDeed, 'at'> {
  readonly at: Date;
}

/** What every version of a governed text has, whatever it is for. */
export interface GovernedText {
  readonly brand: string | null;
  readonly version: number;
  readonly html: string;
  readonly state: TextState;
  /** Counts the changes of this version. */
  readonly revision: number;
  /** Who wrote its words; none of them may approve it. */
  readonly authorIds: readonly string[];
  readonly approvals: readonly Approval[];
  readonly history: readonly HistoryEntry[];
}

/** Who takes a step. */
export interface StepTaker {
  readonly userId: string;
  readonly email: string;
}

export interface StepAsked {
  readonly step: TextStep;
  /** The revision that whoever takes the step has seen. */
  readonly revision: number;
  readonly reason?: string | undefined;
}

export interface StepPlace {
  readonly approvalsNeeded: number;
  readonly at: Date;
}

export type StepChange = Pick<GovernedText, 'state' | 'approvals'> & { readonly entry: HistoryEntry };

/**
 * What a step makes of a version. Throws DomainError `text_state` where it does not lead on or the version has changed since it was seen, `second_person_needed` where an author or
 * somebody who has approved it already would approve it or where more have to approve by now than have, and `request_invalid` where it is sent back without a reason.
 */
export function stepOf(text: GovernedText, asked: StepAsked, by: StepTaker, place: StepPlace): StepChange {
  const { step, revision, reason } = asked;
  if (text.revision !== revision) {
    throw new DomainError('text_state', 'Somebody has changed this version since you saw it; look at it again.');
  }
  if (!leadsOn(text.state, step)) {
    throw new DomainError('text_state', `A version that is ${text.state} cannot take the step "${step}".`);
  }
  if (step === 'reject' && reason === undefined) {
    const problems = [{ field: 'reason', problem: 'say what its author is to change' }];
    throw new DomainError('request_invalid', 'Sending a version back needs a reason.', problems);
  }
  if (step === 'approve') requireSecondPerson(text, by);
  if (step === 'put_live') requireApprovals(text, place);
  const { at } = place;
  const entry = { at, by: by.email, deed: step, reason: reason ?? null };
  const approvals = approvalsAfter(text, step, { userId: by.userId, email: by.email, at });
  return { state: stateAfter(step, approvals.length >= place.approvalsNeeded), approvals, entry };
}

/** The steps that somebody may take now. */
export function stepsFor(text: GovernedText, { userId }: Pick<StepTaker, 'userId'>): TextStep[] {
  return TEXT_STEPS.filter((step) => leadsOn(text.state, step) && (step !== 'approve' || mayApprove(text, userId)));
}

/** Whether its words were submitted once, so that they stay as they are. */
export function wasSubmitted({ history }: GovernedText): boolean {
  return history.some(({ deed }) => deed === 'submit');
}

function requireSecondPerson(text: GovernedText, { userId }: StepTaker): void {
  if (mayApprove(text, userId)) return;
  const why = text.authorIds.includes(userId) ? 'You wrote these words' : 'You have approved these words already';
  throw new DomainError('second_person_needed', `${why}; another person approves them.`);
}

/** What stands in its place may have become bank details since it was approved. */
function requireApprovals({ approvals }: GovernedText, { approvalsNeeded }: StepPlace): void {
  if (approvals.length >= approvalsNeeded) return;
  const words = `It was approved by ${approvals.length}, and what it would replace asks for ${approvalsNeeded} by now`;
  throw new DomainError('second_person_needed', `${words}; send it back and submit it again.`);
}

function mayApprove({ authorIds, approvals }: GovernedText, userId: string): boolean {
  return !authorIds.includes(userId) && approvals.every((approval) => approval.userId !== userId);
}

function approvalsAfter({ approvals }: GovernedText, step: TextStep, approval: Approval): readonly Approval[] {
  if (step === 'approve') return [...approvals, approval];
  return step === 'reject' || step === 'submit' ? [] : approvals;
}

function stateAfter(step: TextStep, isEnough: boolean): TextState {
  if (step === 'approve') return isEnough ? 'approved' : 'submitted';
  return ({ submit: 'submitted', reject: 'draft', put_live: 'live', retire: 'retired' } as const)[step];
}
