import { expect } from 'chai';
import fc from 'fast-check';
import { beforeEach, describe, it } from 'mocha';
import { useApp } from '../../../support/app.ts';
import { CashWorld, receiptRow } from '../../../support/cash-world.ts';
import { customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';

const INVOICES = ['104001', '104002', '104003', '204001'];
const PAYMENTS = ['P1', 'P2', 'B1', 'B2'];

/** Something that a person does; gives the status of the answer. */
interface Step {
  readonly what: string;
  readonly do: (world: CashWorld) => Promise<number>;
}

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);

const splits = fc
  .record({
    payment: oneOf(...PAYMENTS),
    item: oneOf(...INVOICES),
    minor: fc.integer({ min: 1, max: 12_000 }),
    writeOff: fc.boolean(),
  })
  .map(({ payment, item, minor, writeOff }): Step => {
    const shortPay = writeOff ? { shortPay: { reason: 'rounding', writeOff: true } } : {};
    return {
      what: `split ${payment} ${item} ${minor} ${writeOff}`,
      do: async (world) => {
        const parts = [{ itemId: await world.itemId(item), amount: eur(minor) }];
        return (await world.decide(await world.itemId(payment), { decision: 'split', parts, ...shortPay })).status;
      },
    };
  });

const accepts = oneOf(...PAYMENTS).map(
  (number): Step => ({
    what: `accept what is proposed of ${number}`,
    do: async (world) => {
      const queued = (await world.queue({ all: 'yes' })).find(({ payment }) => payment.number === number);
      const proposalId = queued?.proposals[0]?.id;
      if (queued === undefined || proposalId === undefined) return 404;
      return (await world.decide(queued.payment.id, { decision: 'accept', proposalId })).status;
    },
  }),
);

const identifications = fc.record({ payment: oneOf(...PAYMENTS), customer: oneOf('C1', 'C2') }).map(
  ({ payment, customer }): Step => ({
    what: `identify ${payment} ${customer}`,
    do: async (world) => {
      const body = { decision: 'identify', customerId: await world.customerId(customer) };
      return (await world.decide(await world.itemId(payment), body)).status;
    },
  }),
);

const undoings = fc.nat({ max: 9 }).map(
  (place): Step => ({
    what: `undo ${place}`,
    do: async (world) => {
      const decision = (await world.decisions())[place];
      return decision === undefined ? 404 : (await world.undo(decision.id)).status;
    },
  }),
);

const postings = fc.constant<Step>({ what: 'post certain', do: async (world) => (await world.postCertain()).status });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: splits },
  { weight: 2, arbitrary: accepts },
  { weight: 2, arbitrary: identifications },
  { weight: 3, arbitrary: undoings },
  { weight: 1, arbitrary: postings },
);

describe('whatever is decided, in whatever order', function () {
  this.timeout(300_000);
  const app = useApp();
  let companies = 0;
  beforeEach(() => {
    companies = 0;
  });

  const opened = async () => {
    companies += 1;
    const world = await CashWorld.open(app, `Company ${companies}`);
    await world.take([
      customerRow('C1', { name: 'Kestrel Freight Ltd' }),
      customerRow('C2', { name: 'Lodestar Marine GmbH' }),
      itemRow('104001', { amount: eur(10_000), issuedOn: '2026-10-01', dueOn: '2026-10-31' }),
      itemRow('104002', { amount: eur(5_001), issuedOn: '2026-10-01', dueOn: '2026-11-25' }),
      itemRow('104003', { amount: eur(12_000), issuedOn: '2026-10-02', dueOn: '2026-08-01' }),
      itemRow('204001', { customerNumber: 'C2', amount: eur(10_000), issuedOn: '2026-10-01', dueOn: '2026-10-31' }),
      paymentRow('P1', { amount: eur(10_000), issuedOn: '2026-11-17', reference: '104001' }),
      paymentRow('P2', { amount: eur(15_000), issuedOn: '2026-11-17' }),
      receiptRow('B1', eur(10_000), { payerName: 'Lodestar Marine', text: '204001' }),
      receiptRow('B2', eur(7_000), { payerName: 'Kestrel Freight' }),
    ]);
    await world.settings({ writeOffTolerance: [eur(2_000)] });
    return world;
  };

  it('is taken or refused with a reason, and the three sums hold after each step', async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), async (steps) => {
        const world = await opened();
        for (const each of steps) {
          const status = await each.do(world);
          seen.add(status);
          expect([200, 404, 409, 422], each.what).to.include(status);
          const { fromItems, fromReport } = await world.sums();
          expect(fromReport, each.what).to.deep.equal(fromItems);
          expect(Math.min(...Object.values(await world.left()))).to.be.greaterThan(0);
        }
        // All of it undone, the last first, everything is as it was.
        for (const { id } of await world.decisions()) await world.undo(id);
        const all = {
          104001: 10_000,
          104002: 5_001,
          104003: 12_000,
          204001: 10_000,
          P1: 10_000,
          P2: 15_000,
          B1: 10_000,
          B2: 7_000,
        };
        expect(await world.left()).to.deep.equal(all);
      }),
      { numRuns: 12 },
    );
    expect([...seen]).to.include.members([200, 422]);
  });
});
