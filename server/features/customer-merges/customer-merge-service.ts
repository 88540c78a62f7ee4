import { randomUUID } from 'node:crypto';
import type { CustomerId } from '#shared/domain/ids.ts';
import { OWN_SOURCE } from '#shared/domain/open-item.ts';
import { DomainError } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import type { Customer, CustomerService } from '../customers/customer-service.ts';
import type { LedgerPositionService } from '../receivables/ledger-position-service.ts';
import { type RunService, rowsInMemory } from '../receivables/run-service.ts';

/** Who merges, or takes a merge back, and why. */
export interface MergeOrder {
  readonly actor: string;
  readonly reason: string;
}

/** The customer that now stands, and the run that made it so; null where it was so already. */
export interface Merged {
  readonly customer: Customer;
  readonly run: number | null;
}

interface MergeParts {
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly ledgerRuns: RunService;
}

/** Lets one customer stand for another; each merge is a run of the ledger. */
export class CustomerMergeService {
  constructor(
    private readonly parts: MergeParts,
    private readonly clock: Clock,
  ) {}

  /** Throws DomainError `customer_not_found`, `merge_refused` where one of the two was merged before or is the other, and `feed_busy`. */
  async merge(id: CustomerId, intoId: CustomerId, order: MergeOrder): Promise<Merged> {
    const [one, other] = [await this.numberOf(id), await this.numberOf(intoId)];
    return this.standing(intoId, await this.take(one, other, order));
  }

  /** Throws DomainError `customer_not_found`, `merge_refused` where the customer was not merged, and `feed_busy`. */
  async undo(id: CustomerId, order: MergeOrder): Promise<Merged> {
    const number = await this.numberOf(id);
    const { run } = await this.parts.ledgerPositions.positionAt();
    if (!(await this.parts.customers.findSurvivors([id], run)).has(id)) {
      throw new DomainError('merge_refused', `${number} stands for itself; there is no merge to take back.`);
    }
    return this.standing(id, await this.take(number, null, order));
  }

  private async numberOf(id: CustomerId): Promise<string> {
    const { run } = await this.parts.ledgerPositions.positionAt();
    const [customer] = await this.parts.customers.findByIds([id], run);
    if (customer === undefined) throw new DomainError('customer_not_found', 'There is no such customer.');
    return customer.number;
  }

  private async take(customerNumber: string, intoNumber: string | null, order: MergeOrder): Promise<number | null> {
    const { number, problems } = await this.parts.ledgerRuns.take({
      kind: 'merge',
      profile: 'merge',
      source: OWN_SOURCE,
      fileName: '',
      fileHash: randomUUID(),
      dataAsOf: this.clock.now(),
      dataAsOfStated: true,
      onProblem: 'refuse',
      dryRun: false,
      rows: rowsInMemory([{ type: 'merge', line: 1, customerNumber, intoNumber }]),
      problems: [],
      controlTotals: { rows: 1, sums: [] },
      notes: [sentenceOf(customerNumber, intoNumber, order)],
      actor: order.actor,
    });
    const [problem] = problems;
    if (problem !== undefined) throw new DomainError('merge_refused', `${problem.value} ${problem.problem}`);
    return number;
  }

  private async standing(id: CustomerId, run: number | null): Promise<Merged> {
    const position = await this.parts.ledgerPositions.positionAt();
    return { customer: await this.parts.customers.read(id, position.run), run };
  }
}

function sentenceOf(one: string, other: string | null, { reason }: MergeOrder): string {
  return other === null ? `${one} stands for itself again: ${reason}` : `${one} is ${other}: ${reason}`;
}
