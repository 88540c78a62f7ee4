import type { ItemId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { answerGiven, once } from '../../mongo/once.ts';
import type { Decider, KeptDecision } from './cash-decision.ts';
import type { CashDecisionRepository, DecisionPage, FollowedDecision } from './cash-decision-repository.ts';
import type { CashView } from './cash-view-service.ts';
import type { DecisionBody, DecisionPlanner } from './decision-planner-service.ts';
import type { DecisionPosting, StandingDecision } from './decision-posting-service.ts';
import type { DecisionState } from './decision-state.ts';

/** Who asks, and under which key of the client. */
export interface KeyedActor {
  readonly actor: Actor;
  readonly key: string;
}

export interface CashApplicationParts {
  readonly decisions: CashDecisionRepository;
  readonly planner: DecisionPlanner;
  readonly posting: DecisionPosting;
  readonly cashView: CashView;
}

interface DecisionAnswer {
  readonly decisionId: string;
  readonly runNumber: number | null;
  readonly sentence: string;
}

/** What people decide on payments: one effect a key and a content, held against the ledger at the moment of posting. */
export class CashApplication {
  constructor(private readonly parts: CashApplicationParts) {}

  /** Decides on a payment. Throws what DecisionPlanner throws, `cash_match_outdated` where the ledger has moved on, and `feed_busy`. */
  async decide(paymentId: ItemId, body: DecisionBody, by: KeyedActor): Promise<DecisionAnswer> {
    return this.once('decideCashMatch', { body: { paymentId, body }, by }, async () => {
      const { planner, posting, cashView } = this.parts;
      const bench = await cashView.bench();
      const repeated = await this.standing(paymentId, body);
      if (repeated !== null) return repeated;
      const planned = await planner.plan(paymentId, body, bench);
      const [posted] = await posting.post([planned], deciderOf(by.actor), bench.view);
      if (posted === undefined) throw new Error('A decision was posted and did not come back.');
      const { decision, state, reason, runNumber } = posted;
      if (state === 'refused') throw new DomainError('cash_match_outdated', `The ledger has moved on: ${reason}`);
      return { decisionId: decision.id, runNumber, sentence: decision.sentence };
    });
  }

  /** Undoes a decision that stands. Throws DomainError `cash_match_not_found`, `cash_match_outdated` or `cash_match_refused`. */
  async undo(id: string, reason: string, by: KeyedActor): Promise<Omit<DecisionAnswer, 'decisionId'>> {
    return this.once('undoCashDecision', { body: { id, reason }, by }, async () => {
      const { decisions, posting, cashView } = this.parts;
      const { view } = await cashView.bench();
      const decision = await decisions.findById(id);
      if (decision === null) throw unknownDecision();
      await this.requireStanding(decision);
      await this.requireNothingOnTop(decision);
      const ended = { by: deciderOf(by.actor), reason, on: view.asOf };
      const { refusal, runNumber } = await posting.undo(decision, ended, view);
      if (refusal !== null) throw new DomainError('cash_match_outdated', `It cannot be undone: ${refusal}`);
      return { runNumber, sentence: `Undone: ${decision.sentence}` };
    });
  }

  /** A page of decisions, the last first, each with how it stands. Throws DomainError `cash_match_not_found` for a payment or decision that is not there. */
  async list(page: DecisionPage): Promise<{ decision: FollowedDecision; state: DecisionState }[]> {
    const { before, paymentId } = page;
    if (paymentId !== undefined) await this.parts.cashView.requirePayment(paymentId);
    if (before !== undefined && (await this.parts.decisions.findById(before)) === null) throw unknownDecision();
    return this.parts.posting.withStates(await this.parts.decisions.list(page));
  }

  /**
   * What is decided again with the same parts, and stands, has had its effect: it would otherwise be refused for what it has itself taken of the items, or apply
   * the same money a second time.
   */
  private async standing(paymentId: ItemId, body: DecisionBody): Promise<DecisionAnswer | null> {
    const earlier = await this.parts.decisions.findOnItems([paymentId]);
    const alike = earlier.filter((decision) => decision.paymentIds.includes(paymentId) && saysTheSame(decision, body));
    const standing = (await this.parts.posting.withStates(alike)).find(({ state }) => state === 'posted');
    if (standing === undefined) return null;
    const { decision } = standing;
    const runNumber = decision.outcomes.find(({ entry }) => entry === 'posted')?.runNumber ?? null;
    return { decisionId: decision.id, runNumber, sentence: decision.sentence };
  }

  private async requireStanding(decision: FollowedDecision): Promise<void> {
    const [found] = await this.parts.posting.withStates([decision]);
    if (found?.state === 'displaced' && found.standing.length === 0) {
      throw new DomainError(
        'cash_match_outdated',
        'It has given way to what the ERP says; there is nothing left to undo.',
      );
    }
    if (found?.state === 'undone') throw new DomainError('cash_match_outdated', 'This has been undone already.');
    if (found?.state === 'refused' || found?.state === 'taken_back') {
      throw new DomainError('cash_match_outdated', 'This is not in the ledger; there is nothing to undo.');
    }
  }

  /** Whose money it is stays said as long as something else was decided on that. */
  private async requireNothingOnTop(decision: FollowedDecision): Promise<void> {
    if (!decision.rows.some(({ type }) => type === 'identification')) return;
    const others = await this.parts.decisions.findOnItems(decision.paymentIds);
    const later = others.filter(({ id, at, rows }) => id !== decision.id && at >= decision.at && rows.length > 0);
    const standing = (await this.parts.posting.withStates(later)).find(isInLedger);
    if (standing === undefined) return;
    throw new DomainError('cash_match_refused', `Undo first what was decided after it: ${standing.decision.sentence}`);
  }

  /** Does something that can be done again without harm, and gives its first answer to every repetition of a key. */
  private async once<T>(
    operation: string,
    { body, by: { actor, key } }: { body: unknown; by: KeyedActor },
    work: () => Promise<T>,
  ): Promise<T> {
    const request = { userId: actor.userId, operation, key, body, at: this.parts.cashView.now() };
    const given = await answerGiven<T>(request);
    if (given !== null) return given.answer;
    const answer = await work();
    return once(request, async () => answer);
  }
}

export function deciderOf({ userId, name }: Actor): Decider {
  return { userId, name };
}

/** Whether anything of a decision counts, its word on whose money it is left aside where the rest gave way. */
function isInLedger({ state, standing }: StandingDecision): boolean {
  return state === 'posted' || (state === 'displaced' && standing.some(({ type }) => type !== 'identification'));
}

function unknownDecision(): DomainError {
  return new DomainError('cash_match_not_found', 'There is no such decision.');
}

/** Whether a decision is the one that a request asks for. */
function saysTheSame(decision: KeptDecision, body: DecisionBody): boolean {
  switch (body.decision) {
    case 'accept':
      return decision.proposalId === body.proposalId && sameShortPay(decision, body.shortPay);
    case 'split':
      return (
        decision.decision === 'split' &&
        partsKey(decision.parts) === partsKey(body.parts) &&
        sameShortPay(decision, body.shortPay)
      );
    case 'identify':
      return decision.decision === 'identify' && decision.customerId === body.customerId;
    case 'same_money':
      return decision.decision === 'same_money' && decision.otherPaymentId === body.otherPaymentId;
    case 'leave':
      return false;
  }
}

function sameShortPay(
  { shortPay }: KeptDecision,
  asked: { readonly reason: string; readonly writeOff: boolean } | undefined,
): boolean {
  return shortPay?.reason === asked?.reason && shortPay?.writeOff === asked?.writeOff;
}

function partsKey(parts: readonly { readonly itemId: string; readonly amount: { readonly minor: number } }[]): string {
  return parts
    .map(({ itemId, amount }) => `${itemId} ${amount.minor}`)
    .sort()
    .join();
}
