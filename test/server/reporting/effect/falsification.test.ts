import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  type EpisodeQuestion,
  type Episodes,
  episodesAfter,
  episodesOf,
  HORIZON_DAYS,
} from '../../../../server/reporting/effect/episodes.ts';
import type { Excess } from '../../../../server/reporting/effect/excess.ts';
import { excessByGroup } from '../../../../server/reporting/effect/excess-by-group.ts';
import { ExcessGroups } from '../../../../server/reporting/effect/excess-groups.ts';
import { touchedBeside } from '../../../../server/reporting/effect/touched-beside.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import { type Contact, EffectWorld, type MadeItem } from './effect-world.ts';

const WORLDS = 40;
const RUNS_EACH = 25;
const CONTACTS = 150;
const SEED = 20_261_122;

/** What each world came to, made once for all the tests below. */
interface Tried {
  readonly placebo: readonly Excess[];
  readonly shuffled: readonly Excess[];
  readonly planted: ReadonlyMap<number, readonly { readonly truth: number; readonly excess: Excess }[]>;
}

const questionOf = ({ facts, from, to }: EffectWorld): EpisodeQuestion => ({
  ...{ facts, from, to },
  calendar: WEEKDAYS_ONLY,
  graceDays: 3,
});

function excessOfAll(world: EffectWorld, episodes: Episodes): Excess {
  const groups = new ExcessGroups(world.facts, {}, world.from - 1);
  const [all] = excessByGroup(episodes, groups, null, (item) => world.facts.items.currencyOf(item));
  if (all === undefined) throw new Error('Nobody was contacted.');
  return all.excess;
}

const after = (world: EffectWorld, contacts: readonly Contact[]) =>
  excessOfAll(world, episodesAfter(questionOf(world), world.contacts(contacts)));

/** Contacts for other items instead that are as long past due on the same day. In the order of days, so that what becomes of an item later has no say in its being taken. */
function shuffled(world: EffectWorld, contacts: readonly Contact[]): Contact[] {
  const taken = new Set<MadeItem>();
  const inOrder = [...contacts].sort((a, b) => a.day - b.day);
  return inOrder.flatMap(({ item, day }) => {
    const alike = world.openOn(day).filter((other) => Math.abs(other.dueOn - item.dueOn) <= 3 && !taken.has(other));
    if (alike.length === 0) return [];
    const other = world.choice.of(alike);
    taken.add(other);
    return [{ item: other, day }];
  });
}

/** Contacts that really make each day’s hazard so many times as high, and what they really brought on average. */
function planted(world: EffectWorld, times: number): { truth: number; excess: Excess } {
  const contacts = world.drawnAtRandom(CONTACTS);
  let truth = 0;
  for (const { item, day } of contacts) {
    const [start, end] = [world.startAfter(day), day + HORIZON_DAYS];
    if (item.paidOn <= start) continue;
    truth += item.minor * (world.chanceWithin(item, start, end, times) - world.chanceWithin(item, start, end, 1));
    world.pay(item, world.paidAfter(item, start, end, times));
  }
  const excess = after(world, contacts);
  for (const { item } of contacts) world.pay(item, item.paidOn);
  return { truth, excess };
}

function tryOut(seed: number): Tried {
  const world = new EffectWorld(seed);
  world.act('Placebo', { item: world.items[0] as MadeItem, day: world.from });
  const runs = Array.from({ length: RUNS_EACH });
  return {
    placebo: runs.map(() => after(world, world.drawnAtRandom(CONTACTS))),
    shuffled: runs.slice(0, 5).map(() => after(world, shuffled(world, world.drawnAtRandom(CONTACTS)))),
    planted: new Map([1.5, 2].map((times) => [times, runs.map(() => planted(world, times))])),
  };
}

const shareOf = <T>(all: readonly T[], holds: (one: T) => boolean) => all.filter(holds).length / all.length;
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('effect told from luck', function () {
  this.timeout(600_000);
  const tried: Tried[] = [];

  before(() => {
    for (let world = 0; world < WORLDS; world += 1) tried.push(tryOut(SEED + world));
  });

  it('sees nothing where nothing was done: |z| < 1.96 in 93 to 97 % of 1,000 runs of placebo contacts', () => {
    const all = tried.flatMap(({ placebo }) => placebo);
    expect(all).to.have.length(1_000);
    expect(shareOf(all, ({ z }) => Math.abs(z ?? 0) < 1.96)).to.be.within(0.93, 0.97);
    expect(shareOf(all, ({ isTold }) => !isTold)).to.be.within(0.93, 0.98);
  });

  it('averages zero where contacts are shuffled among items as long past due', () => {
    const all = tried.flatMap(({ shuffled: runs }) => runs);
    const standardised = meanOf(all.map(({ z }) => z ?? 0));
    // The runs of a world share its items, so worlds are what is independent.
    expect(Math.abs(standardised)).to.be.below(3 / Math.sqrt(WORLDS));
    expect(Math.abs(meanOf(all.map(({ excess, expected }) => excess / expected)))).to.be.below(0.02);
  });

  for (const times of [1.5, 2]) {
    it(`holds an effect of ×${times} on the hazard in its 95 % interval in 93 to 97 % of runs`, () => {
      const all = tried.flatMap(({ planted: by }) => by.get(times) ?? []);
      expect(all).to.have.length(1_000);
      expect(shareOf(all, ({ truth, excess }) => truth > excess.low && truth < excess.high)).to.be.within(0.93, 0.97);
      expect(meanOf(all.map(({ truth, excess }) => excess.excess / truth))).to.be.within(0.9, 1.1);
    });
  }
});

describe('a collector who picks those about to pay', function () {
  this.timeout(600_000);

  /** The items that are most likely to be paid within a week. */
  const easiest = (world: EffectWorld, open: readonly MadeItem[], day: number): MadeItem[] =>
    open
      .map((item) => ({ item, chance: world.chanceWithin(item, day, day + 7, 1) }))
      .sort((a, b) => b.chance - a.chance)
      .slice(0, 5)
      .map(({ item }) => item);

  /** The worker reaches out for an item; returns when it is paid, with the hazard doubled. */
  function hastened(world: EffectWorld, { item, day }: Contact): number {
    world.act('worker', { item, day });
    const start = world.startAfter(day);
    return item.paidOn > start ? world.paidAfter(item, start, day + HORIZON_DAYS, 2) : item.paidOn;
  }

  /** On each day one picks what is easiest and changes nothing, and one takes what comes and doubles the hazard. Returns when each item is paid. */
  function work(world: EffectWorld): (item: MadeItem) => number {
    const paidOn = new Map<MadeItem, number>();
    const taken: MadeItem[] = [];
    for (let day = world.from; day < world.to - 20; day += 1) {
      const open = world.openOn(day).filter((item) => !taken.includes(item));
      const picked = easiest(world, open, day);
      const others = open.filter((item) => !picked.includes(item));
      const worked = world.choice.shuffled(others).slice(0, 3);
      picked.map((item) => world.act('picker', { item, day }));
      for (const item of worked) paidOn.set(item, hastened(world, { item, day }));
      taken.push(...picked, ...worked);
    }
    return (item) => paidOn.get(item) ?? item.paidOn;
  }

  function rivals(seed: number): Map<string, { excess: Excess; lastTouch: number }> {
    const world = new EffectWorld(seed);
    const paidOn = work(world);
    for (const item of world.items) if (paidOn(item) !== item.paidOn) world.pay(item, paidOn(item));
    world.bookPayments(paidOn);
    const groups = new ExcessGroups(world.facts, {}, world.from - 1);
    const { from, to, facts } = world;
    const keyOf = (activity: number, customer: number) => groups.keyOf('collector', activity, customer);
    const beside = touchedBeside({ facts, from, to, groups, keyOf });
    const found = excessByGroup(episodesOf(questionOf(world)), groups, 'collector', (item) =>
      facts.items.currencyOf(item),
    );
    return new Map(
      found.map(({ key, excess }) => [key, { excess, lastTouch: beside.get(key)?.lastTouch ?? 0 }] as const),
    );
  }

  it('is first by last touch, and gets an interval around zero; who changes something does not', () => {
    const all = Array.from({ length: 8 }, (_, world) => rivals(SEED + 1_000 + world));
    const of = (name: string) => all.map((world) => world.get(name) ?? { excess: null, lastTouch: 0 });
    const [picker, worker] = [of('picker'), of('worker')];
    expect(picker.every(({ lastTouch }, world) => lastTouch > (worker[world]?.lastTouch ?? 0))).to.equal(true);
    expect(shareOf(picker, ({ excess }) => excess?.isTold === false)).to.be.at.least(0.87);
    expect(shareOf(worker, ({ excess }) => excess?.isTold === true && excess.excess > 0)).to.be.at.least(0.75);
  });
});
