import { expect } from 'chai';
import { describe, it } from 'mocha';
import { Repeated } from '../../server/repeated.ts';

/** Something that a test waits for. */
function signal(): { given: Promise<void>; give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

describe('Repeated', () => {
  it('goes on after a time that failed, and says why', async () => {
    const third = signal();
    const failures: unknown[] = [];
    let times = 0;
    const repeated = new Repeated(
      async () => {
        times += 1;
        if (times === 1) throw new Error('The folder is gone.');
        if (times === 3) third.give();
      },
      1,
      (error) => failures.push(error),
    );
    repeated.start();
    await third.given;
    await repeated.stop();
    expect(failures.map(String)).to.deep.equal(['Error: The folder is gone.']);
  });

  it('waits for what is under way when it is stopped, and does nothing after that', async () => {
    const begun = signal();
    const mayEnd = signal();
    const said: string[] = [];
    const repeated = new Repeated(
      async () => {
        begun.give();
        await mayEnd.given;
        said.push('worked');
      },
      0,
      () => said.push('failed'),
    );
    repeated.start();
    await begun.given;
    const stopped = repeated.stop().then(() => said.push('stopped'));
    mayEnd.give();
    await stopped;
    repeated.start();
    await Promise.resolve();
    expect(said).to.deep.equal(['worked', 'stopped']);
  });
});
