import type { Candidate, ThreadBody, ThreadContext } from '#shared/api/thread-context.ts';
import { sentencesFor } from '#shared/words/sentences.ts';
import type { Actor } from '../../actor.ts';
import { ownAddressesOf } from '../../mail/own-addresses.ts';
import { Grouped } from '../../mongo/grouped.ts';
import { type Clock, today } from '../../ports.ts';
import type { CustomerCardService } from '../customer-card/customer-card-service.ts';
import type { StoredCustomerVersion } from '../customers/customer-service.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { isOfParticipant } from './clue.ts';
import { decideWhose, type RankedCandidate, type ThreadFindings } from './decide-whose.ts';
import { type EvidenceReader, presentEvidence } from './present-evidence.ts';
import { type ReadThread, readThread } from './read-thread.ts';
import { threadFindings } from './thread-clues.ts';
import type { ThreadLookup, ThreadLookupReadModel } from './thread-lookup-read-model.ts';
import { withinPortfolio } from './within-portfolio.ts';

/** More than that nobody chooses from; the pane has a search. */
const MAX_CANDIDATES = 10;

export interface ThreadContextParts {
  readonly lookups: ThreadLookupReadModel;
  readonly positions: LedgerPositionService;
  readonly cards: CustomerCardService;
}

interface Question {
  readonly thread: ReadThread;
  readonly actor: Actor;
}

/** One group's threads are looked up by one query; while it is under way, the next ones gather. */
const GROUPS = { atOnce: 32, underWay: 1 } as const;

/** Tells whose a thread is, and what a collector needs to know of them. */
export class ThreadContextService {
  private readonly groups = new Grouped<Question, ThreadContext>({ work: (asks) => this.answer(asks), limits: GROUPS });

  constructor(
    private readonly parts: ThreadContextParts,
    private readonly clock: Clock,
  ) {}

  async read(body: ThreadBody, actor: Actor): Promise<ThreadContext> {
    return this.groups.ask({ thread: readThread(body, ownAddressesOf(actor)), actor });
  }

  /** All at one position of the ledger; they are of one company, so it is the same day for all. */
  private async answer(questions: readonly Question[]): Promise<PromiseSettledResult<ThreadContext>[]> {
    const [first] = questions;
    if (first === undefined) return [];
    const position = await this.parts.positions.positionAt();
    const threads = questions.map(({ thread }) => thread);
    const lookups = await this.parts.lookups.read(threads, position.run, today(this.clock, first.actor.zone));
    const one = async (question: Question, place: number) => this.context(question, lookups[place], position);
    return Promise.allSettled(questions.map(one));
  }

  private async context(
    { thread, actor }: Question,
    lookup: ThreadLookup | undefined,
    position: LedgerPosition,
  ): Promise<ThreadContext> {
    if (lookup === undefined) throw new Error('A thread was not looked up.');
    const seen = withinPortfolio(lookup, actor);
    const findings = threadFindings(thread, seen.hits);
    const { winner, candidates: ranked } = decideWhose(findings);
    const candidates = ranked.filter(({ customerId }) => seen.customers.has(customerId));
    const customer = winner === null ? undefined : seen.customers.get(winner);
    const words = sentencesFor(actor.language).evidence;
    const reader = { words, fromStranger: isFromStranger(thread, findings) };
    return {
      verdict: customer === undefined ? undecided(thread, candidates) : 'found',
      candidates: candidates.slice(0, MAX_CANDIDATES).flatMap((candidate) => presentCandidate(candidate, seen, reader)),
      card:
        customer === undefined
          ? null
          : await this.parts.cards.present({ ...customer, id: customer.customerId }, actor, position),
    };
  }
}

function undecided({ participants }: ReadThread, candidates: readonly unknown[]): ThreadContext['verdict'] {
  if (candidates.length > 0) return 'ambiguous';
  const { own, others, counterparts } = participants;
  return own > 0 && !others && counterparts.length === 0 ? 'internal' : 'unknown';
}

function isFromStranger({ participants }: ReadThread, { clues }: ThreadFindings): boolean {
  return participants.counterparts.length > 0 && !clues.some(isOfParticipant);
}

function presentCandidate(
  candidate: RankedCandidate,
  { customers }: ThreadLookup,
  reader: EvidenceReader,
): Candidate[] {
  const customer = customers.get(candidate.customerId);
  if (customer === undefined) return [];
  return [{ customer: presentCustomerRef(customer), evidence: presentEvidence(candidate, reader) }];
}

function presentCustomerRef({ customerId: id, number, name }: StoredCustomerVersion): Candidate['customer'] {
  return { id, number, name };
}
