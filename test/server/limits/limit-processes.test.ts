import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { useMongo } from '../../support/mongo.ts';

const CHILD = fileURLToPath(new URL('../../support/limit-child.ts', import.meta.url));

describe('limits over two real processes', function () {
  this.timeout(120_000);
  const store = useMongo();
  let children: ChildProcess[] = [];
  let minute = Math.floor(Date.now() / 60_000) * 60_000;

  after(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  async function ask(child: ChildProcess | undefined, asks: number, most: number): Promise<number> {
    if (child === undefined) throw new Error('The processes have not been started.');
    const answer = once(child, 'message');
    child.send({ asks, most, subject: 'ana', minute });
    const [{ passed }] = (await answer) as [{ passed: number }];
    return passed;
  }

  const cases: [what: string, most: number, turns: readonly (readonly [child: number, asks: number])[]][] = [
    ['requests come in turn', 40, Array.from({ length: 60 }, (_, turn) => [turn % 2, 1] as const)],
    [
      'all but a few come to one',
      40,
      [
        [0, 3],
        [1, 60],
      ],
    ],
    [
      'one is asked for a little, then the other, then the first again',
      100,
      [
        [0, 20],
        [1, 70],
        [0, 70],
        [1, 5],
      ],
    ],
    [
      'there is one to be had',
      1,
      [
        [1, 5],
        [0, 5],
      ],
    ],
  ];
  async function start(): Promise<void> {
    const options = { execArgv: ['--import', 'tsx'] };
    children = [1, 2].map(() => fork(CHILD, [store.uri(), store.databaseName], options));
    await Promise.all(children.map((child) => once(child, 'message')));
  }

  // In one test, since what the processes say of themselves is swept away between two.
  it('hold to the last request, whatever way requests come, and never let more through when one is killed', async () => {
    await start();
    for (const [what, most, turns] of cases) {
      minute += 60_000;
      let passed = 0;
      for (const [child, asks] of turns) passed += await ask(children[child], asks, most);
      expect(passed, what).to.equal(most);
    }
    minute += 60_000;
    const bursts = await Promise.all(children.map((child) => ask(child, 200, 100)));
    expect(
      bursts.reduce((sum, each) => sum + each),
      'two bursts of 200 at once',
    ).to.equal(100);

    minute += 60_000;
    const [one, other] = children;
    const before = await ask(other, 10, 100);
    other?.kill('SIGKILL');
    const passed = before + (await ask(one, 200, 100));
    // What the other held counts as given out: its half, where the two had shared out all of it.
    expect(passed, 'one of them killed').to.be.within(50, 100);
    expect(await ask(one, 20, 100)).to.equal(0);
  });
});
