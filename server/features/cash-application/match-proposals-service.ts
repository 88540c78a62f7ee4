import { addDays } from '#shared/domain/calendar-date.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import { covers } from '#shared/domain/item-cover.ts';
import { isOpenPromise } from '#shared/domain/promise-to-pay.ts';
import { amountIn, type CashSettings } from '../../identity/tenant-settings.ts';
import type { ContactSummaries, ContactSummary } from '../activities/contact-summary-service.ts';
import type { ItemOnDay, ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import { type CandidatePool, type LedgerView, type Question, questionsOn } from './candidate-pool.ts';
import type { Candidates } from './candidates-service.ts';
import { knownPayers, openInvoiceOf, openPaymentOf } from './match-question.ts';
import type { Evidence, KnownPayers, MatchPayments } from './matching/match.ts';
import { type Proposal, proposalOf, surestFirst } from './proposal.ts';
import { isReceipt, MOST_DAYS_APART, sameMoneyProposals } from './same-money.ts';

export interface ProposalSources {
  readonly candidates: Candidates;
  readonly receivables: ReceivablesReadModel;
  readonly contactSummaries: ContactSummaries;
  readonly match: MatchPayments;
}

/** What is proposed of each payment, by its id, the surest first. */
export type ProposalsByPayment = ReadonlyMap<ItemId, readonly Proposal[]>;

const PAYMENTS_AT_ONCE = 500;

/** Says of payments what they may be for. The same payments in the same ledger have the same proposals, whoever asks and whatever else is asked about. */
export class MatchProposals {
  constructor(private readonly sources: ProposalSources) {}

  async of(payments: readonly ItemOnDay[], view: LedgerView, settings: CashSettings): Promise<ProposalsByPayment> {
    const found = new Map<ItemId, Proposal[]>();
    for (let from = 0; from < payments.length; from += PAYMENTS_AT_ONCE) {
      const batch = payments.slice(from, from + PAYMENTS_AT_ONCE);
      for (const [id, proposals] of await this.ofBatch(batch, view, settings)) found.set(id, proposals);
    }
    return found;
  }

  private async ofBatch(payments: readonly ItemOnDay[], view: LedgerView, settings: CashSettings) {
    const pool = await this.sources.candidates.poolFor(payments, view);
    const payers = knownPayers(pool.payers);
    const matched = questionsOn(payments, pool).flatMap((question) => this.ask(question, { pool, payers, settings }));
    const same = await this.sameMoney(payments, pool, view);
    const inWords = await this.withWhatIsLogged(matched, view);
    const byPayment = new Map<ItemId, Proposal[]>(payments.map(({ id }) => [id, []]));
    for (const proposal of inWords) for (const { id } of proposal.payments) byPayment.get(id)?.push(proposal);
    const all = new Map<ItemId, Proposal[]>();
    for (const [id, ofPayment] of byPayment) {
      const ofMoney = same.get(id) ?? [];
      const proposals = ofMoney.length > 0 ? ofPayment.map(notByItself) : ofPayment;
      const distinct = new Map([...ofMoney, ...proposals].map((proposal) => [proposal.id, proposal]));
      all.set(id, [...distinct.values()].sort(surestFirst));
    }
    return all;
  }

  private ask(
    { payments, debits, askedAbout }: Question,
    { pool, payers, settings }: { pool: CandidatePool; payers: KnownPayers; settings: CashSettings },
  ): Proposal[] {
    const currency = payments[0]?.amount.currency;
    if (currency === undefined || debits.length === 0) return [];
    const { fraction, amounts } = settings.matchingTolerance;
    const matches = this.sources.match({
      payments: payments.map((payment) => openPaymentOf(payment, pool.unidentifiedId)),
      invoices: debits.map((item) => openInvoiceOf(item, pool.customers.get(item.customerId))),
      payers,
      rules: {
        toleranceFraction: fraction,
        toleranceAmount: amountIn(currency, amounts),
        oldestFirst: settings.oldestFirst,
      },
    });
    const known = new Map<string, ItemOnDay>([...payments, ...debits].map((item) => [item.id, item]));
    const asked = new Set(askedAbout.map(({ id }) => id as string));
    return matches
      .filter(({ paymentIds }) => paymentIds.some((id) => asked.has(id)))
      .flatMap((match) => proposalOf(match, known) ?? []);
  }

  private async sameMoney(payments: readonly ItemOnDay[], pool: CandidatePool, { asOf, position }: LedgerView) {
    const receipts = payments.filter(isReceipt);
    const days = receipts.map(({ issuedOn }) => issuedOn).sort();
    const [first, last] = [days[0], days.at(-1)];
    if (first === undefined || last === undefined) return new Map<string, Proposal[]>();
    // A rival for the same payment of the ERP may lie as far on its other side.
    const period = { from: addDays(first, -2 * MOST_DAYS_APART), to: addDays(last, 2 * MOST_DAYS_APART) };
    const minors = [...new Set(receipts.map(({ amount }) => amount.minor))];
    const others = await this.sources.receivables.paymentsOver(minors, period, asOf, position);
    // All receipts over these amounts are looked at, so that a rival that was not asked about is not overlooked.
    const rivals = others.filter((item) => isReceipt(item) && item.left.minor > 0);
    const all = [...new Map([...receipts, ...rivals].map((item) => [item.id, item])).values()];
    return sameMoneyProposals(
      all,
      others.filter((item) => !isReceipt(item)),
      pool,
    );
  }

  /** Adds what the log holds of the items: disputes, for which nothing is certain any more, and promises. */
  private async withWhatIsLogged(proposals: readonly Proposal[], { asOf }: LedgerView): Promise<Proposal[]> {
    const ids = new Set(proposals.flatMap(({ items }) => items.map(({ customerId }) => customerId)));
    const summaries = new Map<CustomerId, ContactSummary>();
    for (const id of ids) summaries.set(id, await this.sources.contactSummaries.read(id));
    return proposals.map((proposal) => {
      const disputed = proposal.items.flatMap((item) => disputeOf(item, summaries.get(item.customerId)));
      const promised = proposal.items.flatMap((item) => promiseOf(item, summaries.get(item.customerId), asOf));
      const evidence = [...proposal.evidence, ...disputed, ...promised];
      return disputed.length > 0 ? notByItself({ ...proposal, evidence }) : { ...proposal, evidence };
    });
  }
}

function notByItself(proposal: Proposal): Proposal {
  return proposal.confidence === 'certain' ? { ...proposal, confidence: 'likely' } : proposal;
}

function disputeOf({ id, key, disputeStatus }: ItemOnDay, summary: ContactSummary | undefined): Evidence[] {
  const logged = summary?.disputes.find((dispute) => covers(dispute, id));
  if (logged !== undefined) {
    return [{ kind: 'disputed', sentence: `${key.number} is disputed: ${logged.reason}, recorded by ${logged.by}.` }];
  }
  if (disputeStatus !== 'disputed' && disputeStatus !== 'pending') return [];
  return [{ kind: 'disputed', sentence: `${key.number} is ${disputeStatus} in dispute in the ERP.` }];
}

function promiseOf({ id, key }: ItemOnDay, summary: ContactSummary | undefined, asOf: LedgerView['asOf']): Evidence[] {
  const promise = summary?.promises.find((each) => covers(each, id) && isOpenPromise(each, asOf));
  if (promise === undefined) return [];
  return [{ kind: 'promised', sentence: `${key.number} was promised for ${promise.promisedFor} to ${promise.by}.` }];
}
