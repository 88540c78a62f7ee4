import { expect } from 'chai';
import { afterEach, before, describe, it } from 'mocha';
import mongoose from 'mongoose';
import { Registry } from 'prom-client';
import type { Limit } from '../../../server/limits/limit.ts';
import { LimitMemberRepository } from '../../../server/limits/limit-member-repository.ts';
import { LimitRoundRepository } from '../../../server/limits/limit-round-repository.ts';
import { Limiter } from '../../../server/limits/limiter.ts';
import { collectionNamed } from '../../../server/mongo/versions.ts';
import { TestClock, useStore } from '../../support/app.ts';

const limitOf = (perMinute: number): Limit => ({ name: 'user', perMinute, unsure: 'admit' });

describe('limits over processes', function () {
  this.timeout(240_000);
  useStore();
  const clock = new TestClock(new Date());
  let open: Limiter[] = [];
  const WRITES = new Set(['insert', 'update', 'delete', 'findAndModify']);
  let written = 0;

  before(() => {
    clock.set(new Date(Math.floor(Date.now() / 60_000) * 60_000 + 1_000).toISOString());
    mongoose.connection.getClient().on('commandStarted', ({ commandName, command }) => {
      if (WRITES.has(commandName) && command[commandName] === 'limitRounds') written += 1;
    });
  });
  afterEach(async () => {
    await Promise.all(open.map((limiter) => limiter.leave()));
    open = [];
    // Each test in a minute of its own.
    clock.set(new Date(clock.now().getTime() + 60_000).toISOString());
  });

  /** As many as processes would have, on one database. */
  async function limiters(howMany: number, newForMs = 0): Promise<Limiter[]> {
    const parts = { rounds: new LimitRoundRepository(), members: new LimitMemberRepository(), clock, newForMs };
    const made = Array.from({ length: howMany }, () => new Limiter({ ...parts, registry: new Registry() }));
    open.push(...made);
    await Promise.all(made.map((limiter) => limiter.join()));
    return made;
  }

  async function admitted(asks: readonly Promise<{ admitted: boolean }>[]): Promise<number> {
    return (await Promise.all(asks)).filter((taken) => taken.admitted).length;
  }

  /** Takes one after another, each of whom `whose` names, and says how many were let through. */
  async function takeInTurn(most: number, asks: number, whose: (ask: number) => Limiter): Promise<number> {
    let passed = 0;
    for (let ask = 0; ask < asks; ask += 1) {
      if ((await whose(ask).take(limitOf(most), 'ana')).admitted) passed += 1;
    }
    return passed;
  }

  const HOUR_MS = 60 * 60_000;
  for (const [who, newForMs] of [
    ['processes that know of each other', 0],
    ['processes that have just come', HOUR_MS],
  ] as const) {
    for (const most of [1, 3, 8, 17, 300]) {
      it(`of ${who} let exactly ${most} through when requests alternate`, async () => {
        const both = await limiters(2, newForMs);
        expect(await takeInTurn(most, most + 20, (ask) => both[ask % 2] as Limiter)).to.equal(most);
      });

      it(`of ${who} let exactly ${most} through when nearly all come to one`, async () => {
        const [one, other] = (await limiters(2, newForMs)) as [Limiter, Limiter];
        expect(await takeInTurn(most, most + 20, (ask) => (ask === 1 ? other : one))).to.equal(most);
      });

      it(`of ${who} let exactly ${most} through of a burst at three`, async () => {
        const three = await limiters(3, newForMs);
        const burst = Array.from({ length: most + 200 }, (_, ask) => three[ask % 3] as Limiter);
        expect(await admitted(burst.map((limiter) => limiter.take(limitOf(most), 'ana')))).to.equal(most);
      });
    }
  }

  it('say when to come back, and begin anew then', async () => {
    const [one] = await limiters(2);
    await one?.take(limitOf(1), 'ana');
    const refused = await one?.take(limitOf(1), 'ana');
    expect(refused).to.deep.include({ admitted: false });
    const wait = refused?.admitted === false ? refused.retryAfterSeconds : 0;
    expect(wait).to.be.within(1, 60);
    clock.set(new Date(clock.now().getTime() + wait * 1_000).toISOString());
    expect((await one?.take(limitOf(1), 'ana'))?.admitted).to.equal(true);
  });

  it('count each subject and each limit by itself', async () => {
    const [one] = await limiters(2);
    const takes = ['ana', 'ben'].map((subject) => one?.take(limitOf(1), subject));
    const other = one?.take({ ...limitOf(1), name: 'sends' }, 'ana');
    for (const taken of await Promise.all([...takes, other])) expect(taken?.admitted).to.equal(true);
  });

  it('write nothing for a request: a few rounds for a count that is used up, nothing for one that is not', async () => {
    const both = await limiters(2);
    const ofBoth = (ask: number) => both[ask % 2] as Limiter;
    const begun = written;
    expect(await takeInTurn(600, 100, ofBoth)).to.equal(100);
    expect(written).to.equal(begun);
    expect(await takeInTurn(600, 520, ofBoth)).to.equal(500);
    expect(written - begun).to.be.below(60);
    const spent = written;
    expect(await takeInTurn(600, 200, ofBoth)).to.equal(0);
    expect(written).to.equal(spent);
  });

  it('hold when a process joins in the middle', async () => {
    const [one] = (await limiters(1)) as [Limiter];
    expect(await takeInTurn(40, 30, () => one)).to.equal(30);
    const [other] = (await limiters(1)) as [Limiter];
    expect(await takeInTurn(40, 40, (ask) => (ask % 2 === 0 ? one : other))).to.equal(10);
  });

  it('go on without a process that fell silent, and never let more through', async () => {
    const [one, silent] = (await limiters(2)) as [Limiter, Limiter];
    const before = await takeInTurn(40, 5, () => silent);
    await silent.leave();
    const passed = before + (await takeInTurn(40, 60, () => one));
    // What the silent one might have given out counts as given out.
    expect(passed).to.be.within(20, 40);
  });

  it('keep nobody’s name or address in the database', async () => {
    const [one] = await limiters(2);
    for (let ask = 0; ask < 3; ask += 1) await one?.take(limitOf(2), '203.0.113.77');
    const kept = await collectionNamed('limitRounds')
      .find({} as never)
      .toArray();
    expect(kept).not.to.have.length(0);
    expect(JSON.stringify(kept)).not.to.contain('203.0.113');
  });
});
