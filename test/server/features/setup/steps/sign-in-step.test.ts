import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { Visitor } from '../../../../support/http.ts';
import { useSignIn } from '../../../../support/sign-in.ts';

const ANA = 'ana@brightwater.example';

describe('the step of the sign-in', function () {
  this.timeout(120_000);
  const world = useSignIn();

  const step = async (tenantId: Parameters<typeof inTenant>[0]) =>
    inTenant(tenantId, async () => (await world.running.services.setup.read()).find((each) => each.step === 'sign_in'));
  const attempt = async (tenantId: Parameters<typeof inTenant>[0]) =>
    inTenant(tenantId, () => world.running.services.setup.try('sign_in', 'admin@brightwater.example'));

  it('is done when somebody has signed in with the directory; the try fetches discovery and keys', async () => {
    const tenant = await world.company();
    const { actor } = await world.running.user(tenant, 'collector', ANA);
    const { signIn, userService } = world.running.services;
    const { link } = await inTenant(tenant.id, () => userService.link(actor.userId));
    // Who comes in by a link has not signed in with the directory.
    await signIn.byLink(new URL(link).searchParams.get('secret') ?? '');
    expect(await step(tenant.id)).to.include({ missing: 'Nobody has signed in with it yet.', found: 'with Microsoft' });
    const before = await attempt(tenant.id);
    expect(before.lastTry?.findings.map(({ what, passed }) => [what, passed])).to.deep.equal([
      ['Microsoft: client of the pages', true],
      ['Microsoft: discovery document', true],
      ['Microsoft: keys', true],
      ['Somebody has signed in', false],
    ]);
    await world.admit(new Visitor(), ANA);
    expect(await step(tenant.id)).to.include({ missing: null });
    expect((await attempt(tenant.id)).lastTry?.findings.every(({ passed }) => passed)).to.equal(true);
  });

  it('says that the company names no directory, and that a kind is not set up on the server', async () => {
    const { running } = world;
    const none = await running.tenant('No directory');
    expect((await step(none.id))?.missing).to.match(/^Name the company’s directory/);
    const google = await running.tenant('Google', { directories: [{ kind: 'google', id: 'google.example' }] });
    expect((await step(google.id))?.missing).to.include('GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET');
  });

  it('does not pass where the provider is not what it says', async () => {
    const tenant = await world.company();
    await world.provider.stop();
    const tried = await attempt(tenant.id);
    const failed = tried.lastTry?.findings.filter(({ passed }) => !passed) ?? [];
    expect(failed.map(({ what }) => what)).to.include.members(['Microsoft: discovery document', 'Microsoft: keys']);
    expect(failed[0]?.sentence).to.match(/gives no answer: nothing listens there\.$/);
  });
});
