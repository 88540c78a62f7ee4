import { expect } from 'chai';
import { type Deed, Outbox } from '../../../addin/state/outbox.ts';
import { ApiError, ApiUnreachable } from '../../../shared/api/client.ts';
import { aCard } from '../support/a-card.ts';
import { eventually } from '../support/eventually.ts';

/** A server that takes what comes, unless the test says otherwise. */
class Far {
  readonly came: string[] = [];
  readonly followed: string[] = [];
  fails: (key: string) => Error | null = () => null;
  /** Lets the test hold an answer back. */
  before: () => Promise<void> = () => Promise.resolve();

  deed(key: string, changes: Partial<Deed> = {}): Deed {
    return {
      key,
      customer: aCard().customer,
      what: `deed ${key}`,
      subject: null,
      send: async () => {
        this.came.push(key);
        await this.before();
        const failure = this.fails(key);
        if (failure !== null) throw failure;
        return () => this.followed.push(key);
      },
      reopen: null,
      ...changes,
    };
  }
}

const AWAY = new ApiUnreachable('no line');
const REFUSED = new ApiError('request_invalid', 422, 'no');
const LAPSED = new ApiError('not_signed_in', 401, 'who');
const FAULT = new ApiError('internal_error', 500, 'oh');

function keysOf(outbox: Outbox): string[] {
  return outbox.deeds.value.map(({ key }) => key);
}

describe('Outbox', () => {
  it('sends at once, and lets follow what follows', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    await outbox.add(far.deed('a'));
    expect(far.followed).to.deep.equal(['a']);
    expect(outbox.unsaved.value).to.equal(0);
  });

  it('keeps what does not get through, and sends it in its order when the server answers again', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    far.fails = () => AWAY;
    for (const key of ['a', 'b', 'c']) await outbox.add(far.deed(key));
    expect(keysOf(outbox)).to.deep.equal(['a', 'b', 'c']);
    expect(outbox.stalled.value).to.deep.equal({ by: 'network' });
    expect(new Set(far.came)).to.deep.equal(new Set(['a']));
    far.fails = () => null;
    await outbox.wake();
    expect(far.followed).to.deep.equal(['a', 'b', 'c']);
    expect(outbox.stalled.value).to.equal(null);
  });

  it('sends one at a time, however often it is woken', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    let underWay = 0;
    let most = 0;
    far.before = async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
    };
    await Promise.all([outbox.add(far.deed('a')), outbox.add(far.deed('b')), outbox.wake(), outbox.add(far.deed('c'))]);
    expect(most).to.equal(1);
    expect(far.came).to.deep.equal(['a', 'b', 'c']);
  });

  it('tries again by itself', async () => {
    const far = new Far();
    const outbox = new Outbox([0]);
    let tries = 0;
    far.fails = () => {
      tries += 1;
      return tries < 4 ? AWAY : null;
    };
    await outbox.add(far.deed('a'));
    await eventually(() => outbox.unsaved.value === 0);
    expect(far.came).to.deep.equal(['a', 'a', 'a', 'a']);
  });

  it('does not hold up the others for one that is refused for good', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    far.fails = () => AWAY;
    const reopened: string[] = [];
    await outbox.add(far.deed('a'));
    await outbox.add(far.deed('b', { reopen: (failure) => reopened.push(failure?.by ?? 'taken back') }));
    await outbox.add(far.deed('c'));
    far.fails = (key) => (key === 'b' ? REFUSED : null);
    await outbox.wake();
    expect(far.followed).to.deep.equal(['a', 'c']);
    expect(reopened).to.deep.equal(['server']);
    expect(outbox.unsaved.value).to.equal(0);
  });

  it('says what was refused where no form could', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    far.fails = () => REFUSED;
    await outbox.add(far.deed('a'));
    expect(outbox.refusals.value.map(({ deed, failure }) => [deed.key, failure.by])).to.deep.equal([['a', 'server']]);
    for (const refusal of outbox.refusals.value) outbox.dismiss(refusal);
    expect(outbox.refusals.value).to.deep.equal([]);
  });

  it('keeps what the server fails at, for it may have had its effect', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    far.fails = () => FAULT;
    await outbox.add(far.deed('a'));
    expect(keysOf(outbox)).to.deep.equal(['a']);
    outbox.clear();
  });

  it('does not ask again and again who has to sign in first', async () => {
    const far = new Far();
    const outbox = new Outbox([0]);
    far.fails = () => LAPSED;
    await outbox.add(far.deed('a'));
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise((resolve) => setTimeout(resolve));
    expect(far.came).to.deep.equal(['a']);
    far.fails = () => null;
    await outbox.wake();
    expect(far.followed).to.deep.equal(['a']);
  });

  it('gives back what is not saved, but not what is under way', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    far.fails = () => AWAY;
    const reopened: (string | null)[] = [];
    await outbox.add(far.deed('a', { reopen: (failure) => reopened.push(failure?.by ?? null) }));
    await outbox.add(far.deed('b'));
    outbox.takeBack('a');
    expect(reopened).to.deep.equal([null]);
    expect(keysOf(outbox)).to.deep.equal(['b']);
    far.fails = () => null;
    let letGo: () => void = () => undefined;
    far.before = () =>
      new Promise((resolve) => {
        letGo = resolve;
      });
    const sent = outbox.wake();
    outbox.takeBack('b');
    expect(keysOf(outbox)).to.deep.equal(['b']);
    letGo();
    await sent;
    expect(far.followed).to.deep.equal(['b']);
  });

  it('asks again where a dead line gives no answer', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000], 1);
    far.before = () => new Promise(() => undefined);
    await outbox.add(far.deed('a'));
    expect(outbox.stalled.value).to.deep.equal({ by: 'network' });
    far.before = () => Promise.resolve();
    await outbox.wake();
    expect(far.followed).to.deep.equal(['a']);
  });

  it('lets nothing follow for another person from an answer that comes late', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    let letGo: () => void = () => undefined;
    far.before = () =>
      new Promise((resolve) => {
        letGo = resolve;
      });
    const sent = outbox.add(far.deed('a'));
    outbox.clear();
    letGo();
    await sent;
    expect(far.followed).to.deep.equal([]);
    expect(outbox.refusals.value).to.deep.equal([]);
  });

  it('knows what is being changed', async () => {
    const far = new Far();
    const outbox = new Outbox([60_000]);
    far.fails = () => AWAY;
    await outbox.add(far.deed('a', { subject: 'task-1' }));
    expect(outbox.holds('task-1')).to.equal(true);
    expect(outbox.holds('task-2')).to.equal(false);
    outbox.clear();
  });
});
