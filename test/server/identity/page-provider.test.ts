import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../server/mongo/versions.ts';
import { OTHER_GOOGLE_CLIENT } from '../../support/google-provider.ts';
import { Visitor } from '../../support/http.ts';
import { ANA, type Kind, type TwoDirectories, useTwoDirectories } from '../../support/two-directories.ts';

interface Return {
  readonly world: TwoDirectories;
  readonly kind: Kind;
  readonly visitor: Visitor;
  /** Where the provider sends the browser back to. */
  readonly back: URL;
}

type Tamper = (of: Return) => unknown;

/** What a session keeps of the sign-in that is under way. */
async function changePending(change: Record<string, unknown>): Promise<void> {
  const $set = Object.fromEntries(Object.entries(change).map(([field, value]) => [`session.pending.${field}`, value]));
  const { modifiedCount } = await collectionNamed('pageSessions').updateMany({} as never, { $set });
  expect(modifiedCount).to.be.greaterThan(0);
}

async function codeOfAnother({ world, kind }: Return): Promise<string> {
  const other = await world.returnOf(kind, new Visitor(), 'ben@brightwater.example');
  return other.back.searchParams.get('code') ?? '';
}

/** What may be done to the return of a sign-in on its way through the browser, or to what the browser's session keeps of it. */
const TAMPERED: Readonly<Record<string, Tamper>> = {
  'another state': ({ back }) => back.searchParams.set('state', 'guessed'),
  'an empty state': ({ back }) => back.searchParams.set('state', ''),
  'no state': ({ back }) => back.searchParams.delete('state'),
  'the state twice': ({ back }) => back.searchParams.append('state', back.searchParams.get('state') ?? ''),
  'the state of another browser': async (of) => {
    const other = await of.world.returnOf(of.kind);
    of.back.searchParams.set('state', other.back.searchParams.get('state') ?? '');
  },
  'another code': ({ back }) => back.searchParams.set('code', 'guessed'),
  'an empty code': ({ back }) => back.searchParams.set('code', ''),
  'no code': ({ back }) => back.searchParams.delete('code'),
  'the code twice': ({ back }) => back.searchParams.append('code', back.searchParams.get('code') ?? ''),
  'the code of another browser': async (of) => of.back.searchParams.set('code', await codeOfAnother(of)),
  'another issuer': ({ back }) => back.searchParams.set('iss', 'https://login.evil.example'),
  'the issuer of the other provider': ({ world, kind, back }) =>
    back.searchParams.set('iss', world.issuerOf(kind === 'entra' ? 'google' : 'entra')),
  'no issuer, which this provider always names': ({ back }) => back.searchParams.delete('iss'),
  'the issuer twice': ({ back }) => back.searchParams.append('iss', 'https://login.evil.example'),
  'an error in place of the code': ({ back }) => {
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
  },
  'an error beside the code': ({ back }) => back.searchParams.set('error', 'access_denied'),
  'the callback of the other provider': ({ back, kind }) => {
    back.pathname = `/sign-in/callback/${kind === 'entra' ? 'google' : 'entra'}`;
  },
  'a browser that did not begin it': ({ visitor }) => visitor.cookies.clear(),
  'a session whose cookie was changed': ({ visitor, world }) => {
    const jar = visitor.cookies.get(new URL(world.at('/')).hostname);
    jar?.set('duethread', `${jar.get('duethread')}x`);
  },
  'another nonce': () => changePending({ nonce: 'of-another-sign-in' }),
  'another verifier': () => changePending({ verifier: 'v'.repeat(43) }),
  'a sign-in that was begun with the other provider': ({ kind }) =>
    changePending({ kind: kind === 'entra' ? 'google' : 'entra' }),
  'a sign-in that was begun 16 minutes ago': ({ world }) => {
    world.app.clock.set(new Date(world.app.clock.now().getTime() + 16 * 60_000).toISOString());
  },
  'a return that was used already': async ({ visitor, back, world }) => {
    const elsewhere = new Visitor();
    for (const [host, jar] of visitor.cookies) elsewhere.cookies.set(host, new Map(jar));
    await elsewhere.get(back);
    expect(await world.isIn(elsewhere)).to.equal(true);
  },
};

/** The code flow as another client of the same provider, with our redirect; it has to have begun like ours. */
async function codeOfAnotherClient({ world }: Return): Promise<string> {
  const begun = new Visitor();
  begun.stopsBefore = '/auth';
  const { url } = await begun.get(world.at('/sign-in/google'));
  url.searchParams.set('client_id', OTHER_GOOGLE_CLIENT);
  const browser = new Visitor();
  browser.stopsBefore = '/sign-in/callback/';
  const code = (await browser.get(url)).url.searchParams.get('code') ?? '';
  expect(code).not.to.equal('');
  return code;
}

describe('signing in at a real OpenID provider', function () {
  this.timeout(120_000);
  const world = useTwoDirectories();

  async function invite() {
    const tenant = await world.company();
    return { tenant, ...(await world.app.user(tenant, 'manager', ANA)) };
  }

  it('knows more than twenty ways to tamper with a return', () => {
    expect(Object.keys(TAMPERED)).to.have.length.of.at.least(20);
  });

  for (const kind of ['entra', 'google'] as const) {
    it(`that plays ${kind} lets an invited person in, under a new session id`, async () => {
      await invite();
      const { visitor, back } = await world.returnOf(kind);
      const before = visitor.cookieFor(world.at('/'));
      const end = await visitor.get(back);
      expect(end.url.pathname).to.equal('/');
      expect(await world.isIn(visitor)).to.equal(true);
      expect(visitor.cookieFor(world.at('/'))).not.to.equal(before);
    });

    it(`asks ${kind} for a code with PKCE, a nonce and a state, new ones each time`, async () => {
      await invite();
      const asked = await Promise.all([1, 2].map(() => askedOf(world, kind)));
      for (const query of asked) {
        expect(query.get('response_type')).to.equal('code');
        expect(query.get('code_challenge_method')).to.equal('S256');
        for (const name of ['state', 'nonce', 'code_challenge']) {
          expect(query.get(name), name).to.have.length.of.at.least(32);
        }
      }
      for (const name of ['state', 'nonce', 'code_challenge']) {
        expect(asked[0]?.get(name)).not.to.equal(asked[1]?.get(name));
      }
    });

    for (const [what, tamper] of Object.entries(TAMPERED)) {
      it(`that plays ${kind} lets nobody in with ${what}`, async () => {
        await invite();
        const { visitor, back } = await world.returnOf(kind);
        await tamper({ world, kind, visitor, back });
        const end = await visitor.get(back);
        expect(end.status, end.text).to.equal(401);
        expect(await world.isIn(visitor)).to.equal(false);
      });
    }
  }

  it('that plays google lets nobody in with the code of another client', async () => {
    await invite();
    const { visitor, back } = await world.returnOf('google');
    back.searchParams.set('code', await codeOfAnotherClient({ world, kind: 'google', visitor, back }));
    expect((await visitor.get(back)).status).to.equal(401);
    expect(await world.isIn(visitor)).to.equal(false);
  });

  const strangers: [who: string, account: object, status: number][] = [
    ['a private account', { hd: undefined }, 401],
    ['somebody of another Workspace', { hd: 'elsewhere.example' }, 401],
    ['an address that Google has not verified', { email_verified: false }, 401],
    ['somebody nobody invited', { sub: '999', email: 'eve@brightwater.example' }, 403],
  ];
  for (const [who, account, status] of strangers) {
    it(`that plays google does not let in ${who}`, async () => {
      await invite();
      world.atGoogle = { ...world.atGoogle, ...account };
      const { visitor, back } = await world.returnOf('google');
      expect((await visitor.get(back)).status).to.equal(status);
      expect(await world.isIn(visitor)).to.equal(false);
    });
  }

  it('knows one person by both, and lists how they sign in', async () => {
    const { tenant, actor } = await invite();
    for (const kind of ['entra', 'google'] as const) {
      const { visitor, back } = await world.returnOf(kind);
      await visitor.get(back);
      expect(await world.isIn(visitor)).to.equal(true);
    }
    const user = await inTenant(tenant.id, () => world.app.services.users.findById(actor.userId));
    expect(user?.identities.map(({ issuer }) => issuer)).to.have.members([
      world.issuerOf('entra'),
      world.issuerOf('google'),
    ]);
  });
});

async function askedOf(world: TwoDirectories, kind: Kind): Promise<URLSearchParams> {
  const visitor = new Visitor();
  visitor.stopsBefore = kind === 'entra' ? '/entra/auth' : '/auth';
  return (await visitor.get(world.at(`/sign-in/${kind}`))).url.searchParams;
}
