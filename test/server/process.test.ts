import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ConfigInvalid } from '../../server/config.ts';
import { Refused, Shutdown, wordsFor } from '../../server/process.ts';

describe('Shutdown', () => {
  it('ends what was opened last first, once, and all of it where one step fails', async () => {
    const shutdown = new Shutdown();
    const ended: string[] = [];
    for (const name of ['database', 'connection', 'server']) {
      shutdown.add(async () => {
        ended.push(name);
        if (name === 'connection') throw new Error('cannot be closed');
      });
    }
    const runs = await Promise.allSettled([shutdown.run(), shutdown.run()]);
    expect(ended).to.deep.equal(['server', 'connection', 'database']);
    expect(runs.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect(shutdown.begun).to.equal(true);
  });
});

describe('wordsFor', () => {
  it('is a sentence for what a person can mend, and the stack for a fault of ours', () => {
    expect(wordsFor(new Refused('Port 1 is in use.'))).to.equal('Port 1 is in use.');
    expect(wordsFor(new ConfigInvalid(['PORT is missing']))).to.equal(
      'The configuration does not fit: PORT is missing. See .env.example.',
    );
    expect(wordsFor(new TypeError('x is undefined'))).to.match(/^TypeError: x is undefined\n\s+at /);
  });
});
