import type { Actor } from '../../actor.ts';
import { answerGiven, once } from '../../mongo/once.ts';
import { deciderOf, type KeyedActor } from './cash-application-service.ts';
import type { Decider } from './cash-decision.ts';
import type { CashView } from './cash-view-service.ts';
import type { Bench, DecisionPlanner, PlannedDecision } from './decision-planner-service.ts';
import type { DecisionPosting } from './decision-posting-service.ts';
import { type Proposal, SAME_MONEY } from './proposal.ts';

export interface CertainMatchesParts {
  readonly cashView: CashView;
  readonly planner: DecisionPlanner;
  readonly posting: DecisionPosting;
}

interface PostedCertain {
  readonly posted: number;
  readonly runNumber: number | null;
}

/** Who decides where nobody does. */
const BY_ITSELF: Decider = { userId: null, name: 'Duethread' };

/** Posts what is certain, because somebody asks for it or because the company wants it after each feed. */
export class CertainMatches {
  constructor(private readonly parts: CertainMatchesParts) {}

  /** Posts every certain proposal in one run; once for a key. Throws DomainError `feed_busy`. */
  async post({ actor, key }: KeyedActor): Promise<PostedCertain> {
    const { userId } = actor;
    const request = { userId, operation: 'postCertainMatches', key, body: {}, at: this.parts.cashView.now() };
    const given = await answerGiven<PostedCertain>(request);
    if (given !== null) return given.answer;
    const answer = await this.postAll(await this.parts.cashView.bench(), actor);
    return once(request, async () => answer);
  }

  /** Posts what is certain without anybody asking, where the company wants that; gives how many. Throws DomainError `feed_busy`. */
  async postWhereWanted(): Promise<number> {
    const bench = await this.parts.cashView.bench();
    if (!bench.settings.autoPost) return 0;
    return (await this.postAll(bench, null)).posted;
  }

  private async postAll(bench: Bench, actor: Actor | null): Promise<PostedCertain> {
    const { cashView, posting } = this.parts;
    const proposals = await cashView.proposalsOf(await cashView.openPayments(bench), bench);
    const certain = unrivalled([...proposals.values()].flat());
    if (certain.length === 0) return { posted: 0, runNumber: null };
    const planned: PlannedDecision[] = [];
    for (const proposal of certain) planned.push(await this.planOf(proposal, bench));
    const results = await posting.post(planned, actor === null ? BY_ITSELF : deciderOf(actor), bench.view);
    const fresh = results.filter(({ state, isRepeated }) => state === 'posted' && !isRepeated);
    return { posted: fresh.length, runNumber: fresh.find(({ runNumber }) => runNumber !== null)?.runNumber ?? null };
  }

  private async planOf(proposal: Proposal, bench: Bench): Promise<PlannedDecision> {
    const { planner } = this.parts;
    return proposal.rule === SAME_MONEY
      ? planner.ofSameMoney(proposal, bench)
      : planner.ofProposal(proposal, 'automatic', bench);
  }
}

/** The certain proposals of which each payment and each item is in one alone. */
function unrivalled(proposals: readonly Proposal[]): Proposal[] {
  const certain = new Map(
    proposals.filter(({ confidence }) => confidence === 'certain').map((proposal) => [proposal.id, proposal]),
  );
  const named = new Map<string, number>();
  for (const proposal of certain.values()) {
    for (const id of idsOn(proposal)) named.set(id, (named.get(id) ?? 0) + 1);
  }
  return [...certain.values()].filter((proposal) => idsOn(proposal).every((id) => named.get(id) === 1));
}

function idsOn({ payments, items }: Proposal): string[] {
  return [...payments, ...items].map(({ id }) => id);
}
