import { expect } from 'chai';
import { describe, it } from 'mocha';
import { connectedDatabase } from '../../../../server/mongo/connect.ts';
import type { Migration } from '../../../../server/mongo/migrations/migration.ts';
import { MIGRATIONS } from '../../../../server/mongo/migrations/migration-list.ts';
import { MigrationRecords } from '../../../../server/mongo/migrations/migration-records.ts';
import {
  followMigrations,
  type MigrationOrder,
  MigrationsCutOff,
  runMigrations,
} from '../../../../server/mongo/migrations/run-migrations.ts';
import { stateOf } from '../../../../server/mongo/migrations/schema-state.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { useApp } from '../../../support/app.ts';

describe('runMigrations', function () {
  this.timeout(120_000);
  const app = useApp();

  const order = (migrations: readonly Migration[], more: Partial<MigrationOrder> = {}): MigrationOrder => ({
    db: connectedDatabase(),
    migrations,
    clock: app.clock,
    ...more,
  });
  const records = () => new MigrationRecords(connectedDatabase());

  it('does each that was not done, in order, and keeps what it did', async () => {
    const log: number[] = [];
    await runMigrations(order([noting(1, log)]));
    await runMigrations(order([noting(1, log), noting(2, log), noting(3, log)]));
    await runMigrations(order([noting(1, log), noting(2, log), noting(3, log)]));
    expect(log).to.deep.equal([1, 2, 3]);
    expect((await records().findDone()).map(({ _id, written }) => [_id, written])).to.deep.equal([
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
  });

  it('is done by one process of several that begin at once', async () => {
    const log: number[] = [];
    await Promise.all([1, 2, 3, 4].map(() => runMigrations(order([noting(1, log), noting(2, log)]))));
    expect(log).to.deep.equal([1, 2]);
  });

  it('leaves one that failed for the next who asks, and those before it done', async () => {
    const log: number[] = [];
    const failing = { ...noting(2, log), run: () => Promise.reject(new Error('the disk is full')) };
    expect(await failureOf(runMigrations(order([noting(1, log), failing])))).to.equal('the disk is full');
    await runMigrations(order([noting(1, log), noting(2, log)]));
    expect(log).to.deep.equal([1, 2]);
  });

  it('stops between two batches where the process is to end, and is taken up again', async () => {
    const stopping = new AbortController();
    const log: number[] = [];
    const slow: Migration = {
      ...noting(1, log),
      run: async ({ goOn }) => {
        stopping.abort();
        await goOn();
        return 0;
      },
    };
    const failure = runMigrations(order([slow], { signal: stopping.signal }));
    expect(await failure.catch((error: unknown) => error)).to.be.instanceOf(MigrationsCutOff);
    expect(await records().findDone()).to.deep.equal([]);
    await runMigrations(order([noting(1, log)]));
    expect(log).to.deep.equal([1]);
  });

  it('goes on where the process that had the turn has died, and cuts off one that was only asleep', async () => {
    let wake = () => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const log: number[] = [];
    const asleep: Migration = {
      ...noting(1, log),
      run: async ({ goOn }) => {
        await woken;
        await goOn();
        return 0;
      },
    };
    const first = runMigrations(order([asleep], { leaseMs: 1 })).catch((error: unknown) => error);
    await holdsTurn();
    const holding: Migration = {
      ...noting(1, log),
      run: async (context) => {
        wake();
        expect(await first).to.be.instanceOf(MigrationsCutOff);
        return noting(1, log).run(context);
      },
    };
    await runMigrations(order([holding], { leaseMs: 60_000 }));
    expect(log).to.deep.equal([1]);
  });

  it('brings over again what an older version went on writing, of those that say so', async () => {
    const log: number[] = [];
    const followed = { ...noting(1, log), isFollowed: true };
    expect(await followMigrations(order([followed]))).to.equal(0);
    await runMigrations(order([followed, noting(2, log)]));
    expect(await followMigrations(order([followed, noting(2, log)]))).to.equal(10);
    expect(log).to.deep.equal([1, 2, 1]);
  });

  async function holdsTurn(): Promise<void> {
    const turn = () => collectionNamed('migrations').findOne({ _id: 'turn' } as never);
    while ((await turn()) === null);
  }
});

describe('MIGRATIONS', () => {
  it('are numbered without a gap, and none needs more than was known before the version after it', () => {
    expect(MIGRATIONS.map(({ number }) => number)).to.deep.equal(MIGRATIONS.map((_, at) => at + 1));
    for (const { number, servedFrom } of MIGRATIONS) expect(servedFrom).to.be.below(number);
  });
});

describe('stateOf', () => {
  const done = (number: number, servedFrom: number) => ({
    _id: number,
    name: `step ${number}`,
    servedFrom,
    doneAt: new Date('2026-11-20T09:00:00.000Z'),
    written: 0,
  });

  it('names what is missing, and says when a newer version has gone too far', () => {
    const known = [noting(1, []), noting(2, [])];
    expect(stateOf([], known).missing.map(({ number }) => number)).to.deep.equal([1, 2]);
    expect(stateOf([done(1, 0), done(2, 0)], known)).to.deep.equal({ missing: [], isTooNew: false });
    // One version further serves beside this one; two further it does not.
    expect(stateOf([done(1, 0), done(2, 0), done(3, 2)], known).isTooNew).to.equal(false);
    expect(stateOf([done(1, 0), done(2, 0), done(3, 2), done(4, 3)], known).isTooNew).to.equal(true);
  });
});

/** A migration that notes when it is done. */
function noting(number: number, log: number[]): Migration {
  return {
    number,
    name: `step ${number}`,
    servedFrom: 0,
    isFollowed: false,
    run: async () => {
      log.push(number);
      return number * 10;
    },
  };
}

function failureOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'it did not fail',
    (error: Error) => error.message,
  );
}
