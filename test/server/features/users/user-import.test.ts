import { expect } from 'chai';
import { describe, it } from 'mocha';
import { useApp } from '../../../support/app.ts';
import { UsersWorld } from './users-world.ts';

const HEAD = 'email,name,role,portfolio';

describe('POST /api/users/import', function () {
  this.timeout(120_000);
  const app = useApp();

  it('says in a trial what it would do, and does it then', async () => {
    const world = await UsersWorld.begin(app);
    const text = `${HEAD}
nia@brightwater.example,Nia Bell,collector,ana@brightwater.example raj@brightwater.example
ana@brightwater.example,Ana Reyes,manager,
mo@brightwater.example,Mo,manager,
`;
    const before = await world.in(() => app.services.users.list());
    const trial = await world.send('post', '/api/users/import', { text, dryRun: true });
    expect(trial.body).to.deep.include({ dryRun: true, added: 1, changed: 1 });
    expect(trial.body.users.map(({ line, does }: { line: number; does: string }) => [line, does])).to.deep.equal([
      [2, 'adds'],
      [3, 'changes'],
      [4, 'nothing'],
    ]);
    expect(trial.body.users[1].changes).to.deep.equal(['name: Ana → Ana Reyes', 'role: collector → manager']);
    expect(trial.body.users[0].link).to.equal(null);
    expect(await world.in(() => app.services.users.list())).to.deep.equal(before);
    expect(await world.logged('users')).to.deep.equal([]);

    const taken = await world.send('post', '/api/users/import', { text });
    expect(taken.body).to.deep.include({ dryRun: false, added: 1, changed: 1 });
    const secret = new URL(taken.body.users[0].link).searchParams.get('secret') ?? '';
    const { user } = await app.services.signIn.byLink(secret);
    expect(user.sees).to.deep.equal(['ana@brightwater.example', 'raj@brightwater.example']);
    expect((await world.logged('users')).map(({ deed }) => deed).sort()).to.deep.equal(['role_changed', 'user_added']);
    const again = await world.send('post', '/api/users/import', { text });
    expect(again.body).to.deep.include({ added: 0, changed: 0 });
  });

  it('names every line that is wrong, and takes nobody', async () => {
    const world = await UsersWorld.begin(app);
    const before = await world.in(() => app.services.users.list());
    const text = `${HEAD}
nia@brightwater.example,Nia Bell,collector,
not-an-address,Nobody,collector,
raj@brightwater.example,,boss,
NIA@brightwater.example,Nia Again,collector,
zoe@brightwater.example,Zoe,reader,half an address
`;
    const { status, body } = await world.send('post', '/api/users/import', { text });
    expect(status).to.equal(422);
    expect(body.code).to.equal('users_refused');
    expect(body.problems.map(({ field }: { field: string }) => field)).to.deep.equal([
      'line 3, email',
      'line 4, name',
      'line 4, role',
      'line 6, portfolio',
      'line 5, email',
    ]);
    expect(await world.in(() => app.services.users.list())).to.deep.equal(before);
  });

  it('refuses a file without its columns, with strange ones, broken quotes or too many people', async () => {
    const world = await UsersWorld.begin(app);
    const many = Array.from({ length: 1_001 }, (_, n) => `p${n}@brightwater.example,P ${n},collector`).join('\n');
    for (const text of [
      'email,name\na@b.example,A',
      'email,name,role,salary\na@b.example,A,collector,9',
      'email,name,role,role\na@b.example,A,collector,admin',
      'email,name,role\n"a@b.example,A,collector',
      `email,name,role\n${many}`,
    ]) {
      const { body } = await world.send('post', '/api/users/import', { text });
      expect(body.code, text.slice(0, 40)).to.equal('users_refused');
    }
  });

  it('refuses to leave nobody who runs the set-up, and lets a successor in with the same file', async () => {
    const world = await UsersWorld.begin(app);
    const demoted = 'email;name;role\nadmin@brightwater.example;Admin;collector\n';
    const refused = await world.send('post', '/api/users/import', { text: demoted });
    expect(refused.body.code).to.equal('users_refused');
    expect(refused.body.problems[0].field).to.equal('line 2');
    const { status } = await world.send('post', '/api/users/import', {
      text: `${demoted}zoe@brightwater.example;Zoe;admin\n`,
    });
    expect(status).to.equal(200);
  });

  it('takes a thousand people', async () => {
    const world = await UsersWorld.begin(app);
    const lines = Array.from({ length: 1_000 }, (_, n) => `p${n}@brightwater.example,P ${n},collector`);
    const { body } = await world.send('post', '/api/users/import', { text: `email,name,role\n${lines.join('\n')}` });
    expect(body.added).to.equal(1_000);
    expect(await world.in(() => app.services.users.list())).to.have.length(1_003);
  });
});
