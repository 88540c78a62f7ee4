import { expect } from 'chai';
import { HostError } from '../../../addin/host/mail-host.ts';
import { Entrance } from '../../../addin/state/entrance.ts';
import { Session } from '../../../addin/state/session.ts';
import { ApiClient } from '../../../shared/api/client.ts';
import { FakeApi } from '../support/fake-api.ts';
import { FakeHost } from '../support/fake-host.ts';

/** The pane before the sign-in, whose other part loads as the test says: each try takes the next one. */
function anEntrance(loads: readonly (() => Promise<string>)[]) {
  const host = new FakeHost();
  const api = new FakeApi();
  const openApi = new ApiClient({ baseUrl: 'https://duethread.example', fetch: api.fetch, token: () => null });
  const session = new Session(host, openApi, { now: () => new Date('2026-11-20T09:00:00.000Z') });
  const done = { opened: [] as string[], reloads: 0, loads: 0 };
  const entrance = new Entrance<string>({
    session,
    load: () => {
      done.loads += 1;
      return loads[done.loads - 1]?.() ?? Promise.reject(new Error('no more'));
    },
    open: async (pane) => {
      done.opened.push(pane);
    },
    reload: () => {
      done.reloads += 1;
    },
  });
  return { entrance, host, api, session, done };
}

const comes = () => Promise.resolve('pane');
const fails = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

describe('Entrance', () => {
  it('loads nothing before somebody signs in', () => {
    const { entrance, done } = anEntrance([comes]);
    expect(entrance.state.value).to.deep.equal({ at: 'signed_out', why: 'start' });
    expect(done.loads).to.equal(0);
  });

  it('loads the rest of the pane while the sign-in is under way, then opens it', async () => {
    const { entrance, done, host } = anEntrance([comes]);
    let loadsAtSignIn = 0;
    const signIn = host.signIn.bind(host);
    host.signIn = () => {
      loadsAtSignIn = done.loads;
      return signIn();
    };
    const signing = entrance.signIn();
    expect(entrance.state.value).to.deep.equal({ at: 'signing_in' });
    await signing;
    expect(loadsAtSignIn).to.equal(1);
    expect(done.opened).to.deep.equal(['pane']);
  });

  it('says why the sign-in did not come about, and opens nothing', async () => {
    const { entrance, host, done } = anEntrance([comes, comes]);
    host.failure = new HostError('dialog_closed', 'Closed.');
    await entrance.signIn();
    expect(entrance.state.value).to.deep.equal({ at: 'signed_out', why: 'dialog_closed' });
    expect(done.opened).to.deep.equal([]);
    await entrance.signIn();
    expect(done.opened).to.deep.equal(['pane']);
  });

  it('says that the server did not answer', async () => {
    const { entrance, api } = anEntrance([comes]);
    api.isAway = true;
    await entrance.signIn();
    expect(entrance.state.value).to.deep.equal({ at: 'signed_out', why: 'unreachable' });
  });

  it('offers to load again what did not come, and stays signed in', async () => {
    const { entrance, session, done } = anEntrance([fails, comes]);
    await entrance.signIn();
    expect(entrance.state.value).to.deep.equal({ at: 'not_loaded' });
    expect(session.current.value).to.not.equal(null);
    await entrance.loadAgain();
    expect(done).to.deep.equal({ opened: ['pane'], reloads: 0, loads: 2 });
  });

  it('takes the whole page anew where loading again does not help', async () => {
    const { entrance, done } = anEntrance([fails, fails]);
    await entrance.signIn();
    await entrance.loadAgain();
    expect(entrance.state.value).to.deep.equal({ at: 'not_loaded' });
    await entrance.loadAgain();
    expect(done).to.deep.equal({ opened: [], reloads: 1, loads: 2 });
  });
});
