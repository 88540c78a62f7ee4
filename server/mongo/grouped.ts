import type { TenantId } from '#shared/domain/ids.ts';
import { currentTenant, inTenant } from './tenancy.ts';

export interface GroupLimits {
  /** How much one group takes at most, in what `weigh` counts. What is asked alone may be more. */
  readonly atOnce: number;
  /** How many groups of a tenant are under way at the same time. */
  readonly underWay: number;
  /** How much of a tenant may wait; beyond it `refused` is thrown. Without a bound where it is left out. */
  readonly waiting?: number;
}

export interface GroupedWork<A, R> {
  /** Does what a group asks for, in the tenant of those who ask; one outcome for each, in their order. What it throws is the outcome of all. */
  readonly work: (asks: readonly A[]) => Promise<readonly PromiseSettledResult<R>[]>;
  readonly limits: GroupLimits;
  /** How much one ask is; 1 where it is left out. */
  readonly weigh?: (ask: A) => number;
  /** What who asks beyond the bound is told. */
  readonly refused?: () => Error;
}

/** Turns of the event loop are short; a group is not put off for long while more and more comes. */
const GATHERING_TURNS = 16;

interface Waiting<A, R> {
  readonly ask: A;
  readonly weight: number;
  readonly resolve: (value: R) => void;
  readonly reject: (error: unknown) => void;
}

interface Lane<A, R> {
  readonly waiting: Waiting<A, R>[];
  weight: number;
  underWay: number;
  isCalled: boolean;
}

/**
 * Does in groups what many ask for at once: what is asked while others are under way waits, and then goes together. Nothing is begun before it was asked for, so
 * a read sees all that was acknowledged by then; who asks alone waits for nobody.
 */
export class Grouped<A, R> {
  private readonly lanes = new Map<TenantId, Lane<A, R>>();
  private readonly idle = new Set<() => void>();

  constructor(private readonly grouped: GroupedWork<A, R>) {}

  /** What comes of an ask in the current tenant. */
  ask(ask: A): Promise<R> {
    const tenantId = currentTenant();
    const lane = this.laneOf(tenantId);
    const { limits, weigh, refused } = this.grouped;
    const weight = weigh?.(ask) ?? 1;
    if (refused !== undefined && lane.weight > 0 && lane.weight + weight > (limits.waiting ?? Infinity)) {
      return Promise.reject(refused());
    }
    return new Promise<R>((resolve, reject) => {
      lane.waiting.push({ ask, weight, resolve, reject });
      lane.weight += weight;
      this.call(tenantId, lane);
    });
  }

  /** Waits until nothing is waiting or under way. */
  async settled(): Promise<void> {
    while (this.lanes.size > 0) await new Promise<void>((resolve) => this.idle.add(resolve));
  }

  private call(tenantId: TenantId, lane: Lane<A, R>): void {
    if (lane.isCalled || lane.underWay >= this.grouped.limits.underWay) return;
    lane.isCalled = true;
    this.gather(tenantId, lane, GATHERING_TURNS);
  }

  /** The next group begins once a turn of the event loop has brought nothing more for it; a begun group costs much the same whether it is of one or of many. */
  private gather(tenantId: TenantId, lane: Lane<A, R>, turns: number): void {
    const known = lane.waiting.length;
    setImmediate(() => {
      if (lane.waiting.length > known && turns > 1) {
        this.gather(tenantId, lane, turns - 1);
        return;
      }
      lane.isCalled = false;
      void this.begin(tenantId, lane);
    });
  }

  private async begin(tenantId: TenantId, lane: Lane<A, R>): Promise<void> {
    const group = this.take(lane);
    lane.underWay += 1;
    if (lane.waiting.length > 0) this.call(tenantId, lane);
    try {
      const outcomes = await inTenant(tenantId, () => this.grouped.work(group.map(({ ask }) => ask)));
      for (const [place, one] of group.entries()) settle(one, outcomes[place]);
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    lane.underWay -= 1;
    if (lane.waiting.length > 0) this.call(tenantId, lane);
    else if (lane.underWay === 0) this.close(tenantId);
  }

  private take(lane: Lane<A, R>): Waiting<A, R>[] {
    let weight = 0;
    const end = lane.waiting.findIndex((one, place) => {
      weight += one.weight;
      return place > 0 && weight > this.grouped.limits.atOnce;
    });
    const group = lane.waiting.splice(0, end === -1 ? lane.waiting.length : end);
    lane.weight -= group.reduce((sum, one) => sum + one.weight, 0);
    return group;
  }

  private laneOf(tenantId: TenantId): Lane<A, R> {
    const known = this.lanes.get(tenantId);
    if (known !== undefined) return known;
    const lane = { waiting: [], weight: 0, underWay: 0, isCalled: false };
    this.lanes.set(tenantId, lane);
    return lane;
  }

  private close(tenantId: TenantId): void {
    this.lanes.delete(tenantId);
    if (this.lanes.size > 0) return;
    for (const resolve of this.idle) resolve();
    this.idle.clear();
  }
}

/** Reads in groups: one command for all who ask at once. */
export function groupedRead<A, R>(
  read: (asks: readonly A[]) => Promise<readonly R[]>,
  limits: GroupLimits,
): Grouped<A, R> {
  const work = async (asks: readonly A[]) =>
    (await read(asks)).map((value) => ({ status: 'fulfilled', value }) as const);
  return new Grouped({ work, limits });
}

/** Reads what is asked of one run of the ledger by one command, and each run by itself; the answers stand in the order of the asks. */
export async function readByRun<A extends { readonly run: number }, R>(
  asks: readonly A[],
  read: (asks: readonly A[], run: number) => Promise<readonly R[]>,
): Promise<R[]> {
  const answers = new Map<A, R>();
  for (const run of new Set(asks.map((ask) => ask.run))) {
    const own = asks.filter((ask) => ask.run === run);
    for (const [place, answer] of (await read(own, run)).entries()) answers.set(own[place] as A, answer);
  }
  return asks.map((ask) => answers.get(ask) as R);
}

function settle<A, R>({ resolve, reject }: Waiting<A, R>, outcome: PromiseSettledResult<R> | undefined): void {
  if (outcome?.status === 'fulfilled') resolve(outcome.value);
  else reject(outcome?.reason ?? new Error('A group left an ask without an outcome.'));
}
