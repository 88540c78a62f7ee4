import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import pino from 'pino';
import type { TimedWork } from '../../../server/jobs/timed-work.ts';
import { Timetable } from '../../../server/jobs/timetable.ts';
import { connectedDatabase } from '../../../server/mongo/connect.ts';
import { useMongo } from '../../support/mongo.ts';

/** Not while a test runs. */
const ONCE_A_YEAR = '0 5 1 1 *';
const HOUR_MS = 3_600_000;
const log = pino({ level: 'silent' });

/** Waits until it is so; the test's own timeout ends the waiting. */
async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('Timetable', function () {
  this.timeout(120_000);
  useMongo();
  const begun: Timetable[] = [];
  afterEach(async () => {
    await Promise.all(begun.splice(0).map((timetable) => timetable.end()));
  });

  const begin = async (works: readonly TimedWork[], lockMs = HOUR_MS) => {
    const timetable = await Timetable.begin(works, { log, lookEveryMs: 20, lockMs });
    begun.push(timetable);
    return timetable;
  };
  const workOf = (name: string, work: () => Promise<void>, cron = ONCE_A_YEAR): TimedWork => {
    return { name, cron, zone: 'Europe/Berlin', work };
  };
  const entries = () => connectedDatabase().collection('jobs');
  const entry = (name: string) => entries().findOne({ name });
  /** Makes it due; the entry is of the process's own time, not of the test's clock. */
  const makeDue = (name: string) => entries().updateOne({ name }, { $set: { nextRunAt: new Date(0) } });
  const isDone = async (name: string) => {
    const found = await entry(name);
    return found?.lockedAt === null && found.nextRunAt > new Date(0);
  };

  it('enters each work once with its time, whoever begins first', async () => {
    const work = workOf('sweeping', async () => {});
    await Promise.all([begin([work]), begin([work]), begin([work])]);
    expect(await entries().countDocuments({ name: 'sweeping' })).to.equal(1);
    const found = await entry('sweeping');
    expect(found?.repeatTimezone).to.equal('Europe/Berlin');
    // The first of January, 5:00 in Berlin.
    expect(found?.nextRunAt.toISOString()).to.match(/^\d{4}-01-01T04:00:00\.000Z$/);
  });

  it('lets two processes do each time once', async () => {
    let times = 0;
    let markers = 0;
    const works = [
      workOf('counted', async () => {
        times += 1;
      }),
      workOf('marker', async () => {
        markers += 1;
      }),
    ];
    await Promise.all([begin(works), begin(works)]);
    for (let round = 1; round <= 8; round += 1) {
      await makeDue('counted');
      await eventually(async () => times >= round && (await isDone('counted')));
      expect(times).to.equal(round);
    }
    // Both have looked again by the time another work was found and done.
    await makeDue('marker');
    await eventually(() => markers > 0);
    expect(times).to.equal(8);
  });

  for (const { what, lockedAt } of [
    { what: 'does what was due while nobody ran', lockedAt: null },
    { what: 'takes over from a process that died in its work', lockedAt: new Date(0) },
  ]) {
    it(what, async () => {
      let times = 0;
      const work = workOf('left', async () => {
        times += 1;
      });
      const { name, cron: repeatInterval, zone: repeatTimezone } = work;
      const due = { type: 'single', priority: 0, data: null, nextRunAt: new Date(0), lockedAt };
      await entries().insertOne({ name, repeatInterval, repeatTimezone, ...due });
      await begin([work]);
      await eventually(async () => times === 1 && (await isDone('left')));
      expect(await entries().countDocuments({ name })).to.equal(1);
    });
  }

  it('leaves a work that is under way to who is at it when another process begins', async () => {
    let times = 0;
    let release = () => {};
    const work = workOf('long', async () => {
      times += 1;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await begin([work]);
    await makeDue('long');
    await eventually(() => times === 1);
    const lockedAt = (await entry('long'))?.lockedAt;
    let marked = false;
    await begin([
      work,
      workOf('mark', async () => {
        marked = true;
      }),
    ]);
    await makeDue('mark');
    await eventually(() => marked);
    expect((await entry('long'))?.lockedAt).to.deep.equal(lockedAt);
    expect(times).to.equal(1);
    release();
  });

  it('holds a work for as long as it takes', async () => {
    let times = 0;
    let release = () => {};
    const work = workOf('lasting', async () => {
      times += 1;
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    });
    await Promise.all([begin([work], 3_000), begin([work], 3_000)]);
    await makeDue('lasting');
    await eventually(() => times === 1);
    const first = (await entry('lasting'))?.lockedAt.getTime();
    // Longer than the lock would last by itself.
    await eventually(async () => (await entry('lasting'))?.lockedAt.getTime() > first + 3_000);
    expect(times).to.equal(1);
    release();
    await eventually(() => isDone('lasting'));
  });

  it('waits at the end for what is under way', async () => {
    let state = 'waiting';
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const timetable = await begin([
      workOf('slow', async () => {
        state = 'under way';
        await gate;
        state = 'done';
      }),
    ]);
    await makeDue('slow');
    await eventually(() => state === 'under way');
    const end = timetable.end();
    release();
    await end;
    expect(state).to.equal('done');
  });

  it('goes on after a failure, and changes a time that is another now', async () => {
    let times = 0;
    const failing = async () => {
      times += 1;
      throw new Error('not today');
    };
    await begin([workOf('failing', failing)]);
    for (const round of [1, 2]) {
      await makeDue('failing');
      await eventually(async () => times === round && (await isDone('failing')));
    }
    await begin([workOf('failing', failing, '0 6 1 1 *')]);
    expect((await entry('failing'))?.repeatInterval).to.equal('0 6 1 1 *');
  });
});
