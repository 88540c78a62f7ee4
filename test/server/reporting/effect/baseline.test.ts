import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { fitBaseline, watchedOf } from '../../../../server/reporting/effect/baseline.ts';
import { calibrationCases, calibrationOf } from '../../../../server/reporting/effect/calibration.ts';
import { NEVER_DAY } from '../../../../server/reporting/facts/facts.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import { EffectWorld } from './effect-world.ts';

const calendar = WEEKDAYS_ONLY;

describe('fitBaseline', function () {
  this.timeout(300_000);
  const world = new EffectWorld(7);
  const fitted = (censorAtTouch = true) =>
    fitBaseline({ facts: world.facts, until: world.from, calendar, censorAtTouch });

  it('gives chances between 0 and 1 that only rise with the days that are waited', () => {
    const { chance } = fitted();
    for (const { customer, dueOn } of world.openOn(world.from).slice(0, 100)) {
      const byDays = Array.from({ length: 60 }, (_, days) => chance(customer, dueOn, world.from, world.from + days));
      expect(byDays[0]).to.equal(0);
      for (const [days, one] of byDays.entries()) expect(one).to.be.within(byDays[days - 1] ?? 0, 1);
    }
  });

  it('multiplies out: unpaid for two weeks is unpaid for one, and then for another', () => {
    const { chance } = fitted();
    const stranger = world.facts.customers.count + 5;
    for (const late of [0, 5, 20]) {
      const at = world.from + late;
      const [one, two] = [chance(stranger, world.from, at, at + 7), chance(stranger, world.from, at + 7, at + 14)];
      expect(1 - chance(stranger, world.from, at, at + 14)).to.be.closeTo((1 - one) * (1 - two), 1e-9);
    }
  });

  it('sees nothing dated after its day: other outcomes since change no chance', () => {
    const open = world.openOn(world.from).slice(0, 200);
    const chances = () => {
      const { chance, correlation } = fitted();
      return [correlation, ...open.map(({ customer, dueOn }) => chance(customer, dueOn, world.from, world.from + 10))];
    };
    const before = chances();
    const later = world.items.filter(({ paidOn }) => paidOn > world.from);
    for (const item of later) world.pay(item, item.issuedOn > world.from ? item.paidOn + 3 : NEVER_DAY);
    world.facts.standAt(8, 0);
    expect(chances()).to.deep.equal(before);
    for (const item of world.items) world.pay(item, item.paidOn);
    world.facts.standAt(9, 0);
  });

  it('takes items out at their first touch where it is asked for what nobody does', () => {
    const past = world.items.filter(({ dueOn }) => dueOn < world.from - 30);
    const touched = past.filter(({ customer }) => customer < 75);
    for (const item of touched) world.act('somebody', { item, day: item.issuedOn });
    world.facts.standAt(10, touched.length);
    expect(fitted(true).paidItems).to.equal(
      fitted(false).paidItems - touched.filter((one) => one.paidOn <= world.from).length,
    );
  });

  it('is not fitted anew by what its day does not know, and is by what it does', () => {
    const before = fitted();
    const [past] = world.items.filter(({ customer, paidOn }) => customer >= 75 && paidOn < world.from - 60);
    const [open] = world.openOn(world.from);
    if (past === undefined || open === undefined) throw new Error('The world has no such items.');
    world.act('somebody', { item: open, day: world.from + 1 });
    world.facts.standAt(11, 1);
    expect(fitted()).to.equal(before);
    world.pay(past, past.paidOn + 7);
    world.facts.standAt(12, 1);
    expect(fitted()).not.to.equal(before);
    world.pay(past, past.paidOn);
    world.facts.standAt(13, 1);
  });

  it('draws a customer of whom nothing is known to what all do, and one with a long past to its own habit', () => {
    const fresh = new EffectWorld(21, { customers: 60, itemsEach: 60 });
    const { chance } = fitBaseline({ facts: fresh.facts, until: fresh.from, calendar, censorAtTouch: true });
    const day = fresh.from;
    const chances = Array.from({ length: 60 }, (_, customer) => chance(customer, day - 1, day - 1, day + 6));
    const stranger = chance(1_000, day - 1, day - 1, day + 6);
    expect(Math.max(...chances) - Math.min(...chances)).to.be.above(0.5);
    expect(stranger).to.be.within(Math.min(...chances) + 0.1, Math.max(...chances) - 0.1);
  });
});

describe('calibrationOf', function () {
  this.timeout(300_000);
  const world = new EffectWorld(5, { customers: 300, itemsEach: 40, strays: 0.05 });
  let cases: ReturnType<typeof calibrationCases>;

  before(() => {
    const period = { from: world.from - 280, to: world.to, knownTo: world.to };
    cases = calibrationCases({ watched: watchedOf(world.facts), ...period, calendar });
  });

  it('beats one hazard for all by 20 % on a ledger it has not seen, with deciles within 5 points', () => {
    const { brier, brierGlobal, brierConstant, invoices, deciles } = calibrationOf(cases) ?? expect.fail('no cases');
    expect(invoices).to.equal(cases.length).and.be.above(5_000);
    expect(brier)
      .to.be.below(0.8 * brierGlobal)
      .and.below(brierConstant);
    expect(deciles).to.have.length(10);
    for (const { expected, observed, n } of deciles) {
      expect(Math.abs(expected - observed)).to.be.below(0.05);
      expect(n).to.be.closeTo(invoices / 10, 1);
    }
  });

  it('takes every 7th day, each item past due and open on it, and what is paid on the 7 days after', () => {
    const items = new Map(world.items.map((item) => [item.place, item]));
    const watched = watchedOf(world.facts);
    const told = new Set(cases.map(({ place, on }) => `${watched.item[place]} ${on}`));
    const due: string[] = [];
    for (let on = world.from - 280; on <= world.to - 7; on += 7) {
      due.push(...world.openOn(on).map(({ place }) => `${place} ${on}`));
    }
    expect([...told].sort()).to.deep.equal(due.sort());
    for (const { place, on, isPaid } of cases) {
      const paidOn = items.get(watched.item[place] ?? -1)?.paidOn ?? NEVER_DAY;
      expect(isPaid).to.equal(paidOn > on && paidOn <= on + 7);
    }
  });

  it('has no figure without a case', () => {
    expect(calibrationOf([])).to.equal(null);
  });
});
