import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Grouped, type GroupLimits, groupedRead, readByRun } from '../../../server/mongo/grouped.ts';
import { currentTenant, inTenant } from '../../../server/mongo/tenancy.ts';
import type { TenantId } from '../../../shared/domain/ids.ts';

const [A, B] = ['tenant-a' as TenantId, 'tenant-b' as TenantId];

/** Work that ends when it is told to, and remembers its groups. */
class HeldWork {
  readonly groups: { readonly tenantId: TenantId; readonly asks: readonly string[]; readonly end: () => void }[] = [];

  grouped(limits: GroupLimits): Grouped<string, string> {
    return groupedRead((asks) => this.hold(asks), limits);
  }

  async begun(count: number): Promise<void> {
    while (this.groups.length < count) await new Promise((resolve) => setImmediate(resolve));
  }

  private hold(asks: readonly string[]): Promise<string[]> {
    return new Promise((resolve) => {
      const end = () => resolve(asks.map((ask) => ask.toUpperCase()));
      this.groups.push({ tenantId: currentTenant(), asks, end });
    });
  }
}

describe('Grouped', () => {
  it('does together what is asked at once, and what is asked meanwhile together after it', async () => {
    const work = new HeldWork();
    const grouped = work.grouped({ atOnce: 10, underWay: 1 });
    const ask = (text: string) => inTenant(A, () => grouped.ask(text));
    const first = [ask('a'), ask('b')];
    await work.begun(1);
    const second = [ask('c'), ask('d'), ask('e')];
    await new Promise((resolve) => setImmediate(resolve));
    expect(work.groups.map(({ asks }) => asks)).to.deep.equal([['a', 'b']]);
    work.groups[0]?.end();
    expect(await Promise.all(first)).to.deep.equal(['A', 'B']);
    await work.begun(2);
    work.groups[1]?.end();
    expect(await Promise.all(second)).to.deep.equal(['C', 'D', 'E']);
    await grouped.settled();
  });

  it('keeps tenants apart, and does not let one wait for the other', async () => {
    const work = new HeldWork();
    const grouped = work.grouped({ atOnce: 10, underWay: 1 });
    const held = inTenant(A, () => grouped.ask('a'));
    await work.begun(1);
    const other = inTenant(B, () => grouped.ask('b'));
    await work.begun(2);
    expect(work.groups.map(({ tenantId, asks }) => [tenantId, ...asks])).to.deep.equal([
      [A, 'a'],
      [B, 'b'],
    ]);
    work.groups[1]?.end();
    expect(await other).to.equal('B');
    work.groups[0]?.end();
    await held;
  });

  it('takes no more at once than it may, but takes whole what is more by itself', async () => {
    const groups: (readonly number[])[] = [];
    const work = async (asks: readonly number[]) => {
      groups.push(asks);
      return asks.map((value) => ({ status: 'fulfilled', value }) as const);
    };
    const grouped = new Grouped({ work, limits: { atOnce: 5, underWay: 1 }, weigh: (ask) => ask });
    await inTenant(A, () => Promise.all([2, 3, 9, 1, 4, 1].map((ask) => grouped.ask(ask))));
    expect(groups).to.deep.equal([[2, 3], [9], [1, 4], [1]]);
  });

  it('refuses what is too much to wait, and takes it when there is room', async () => {
    const work = new HeldWork();
    const held = work.grouped({ atOnce: 1, underWay: 1 });
    const limits = { atOnce: 1, underWay: 1, waiting: 2 };
    const inner = async (asks: readonly string[]) => Promise.allSettled(asks.map((ask) => held.ask(ask)));
    const grouped = new Grouped({ work: inner, limits, refused: () => new Error('too much') });
    await inTenant(A, async () => {
      const taken = [grouped.ask('a')];
      await work.begun(1);
      taken.push(grouped.ask('b'), grouped.ask('c'));
      expect(await grouped.ask('d').catch(String)).to.equal('Error: too much');
      for (const count of [1, 2, 3]) {
        await work.begun(count);
        work.groups[count - 1]?.end();
      }
      expect(await Promise.all(taken)).to.deep.equal(['A', 'B', 'C']);
      const later = grouped.ask('e');
      await work.begun(4);
      work.groups[3]?.end();
      expect(await later).to.equal('E');
    });
  });

  it('gives each its own outcome, and all the same failure where the work fails as a whole', async () => {
    const odd = new Grouped<number, number>({
      work: async (asks) => {
        if (asks.includes(0)) throw new Error('nothing');
        return Promise.allSettled(asks.map(async (ask) => (ask % 2 === 0 ? ask : Promise.reject(new Error('odd')))));
      },
      limits: { atOnce: 10, underWay: 1 },
    });
    const outcomes = (...asks: number[]) =>
      inTenant(A, () => Promise.all(asks.map((ask) => odd.ask(ask).catch(String))));
    expect(await outcomes(2, 3, 4)).to.deep.equal([2, 'Error: odd', 4]);
    expect(await outcomes(2, 0)).to.deep.equal(['Error: nothing', 'Error: nothing']);
    expect(await outcomes(6)).to.deep.equal([6]);
  });

  it('reads each run of the ledger by itself, and answers in the order of the asks', async () => {
    const asks = [3, 1, 3, 2].map((run, place) => ({ run, place }));
    const read: (readonly [number, number])[] = [];
    const answers = await readByRun(asks, async (own, run) => {
      read.push([run, own.length]);
      return own.map(({ place }) => `${place} at ${run}`);
    });
    expect(answers).to.deep.equal(['0 at 3', '1 at 1', '2 at 3', '3 at 2']);
    expect(read).to.deep.equal([
      [3, 2],
      [1, 1],
      [2, 1],
    ]);
  });
});
