import { inTenant } from '../../server/mongo/tenancy.ts';
import type { UserId } from '../../shared/domain/ids.ts';
import type { OperationSample, SampleWorld } from './sample-world.ts';

/** Requests about the people of the company. */
export const USER_SAMPLES: Readonly<
  Record<string, (world: SampleWorld) => OperationSample | Promise<OperationSample>>
> = {
  listUsers: () => ({}),
  inviteUser: () => ({ body: { email: 'nia@brightwater.example', role: 'collector', name: 'Nia Bell' } }),
  changeUser: (world) => ({ params: { id: world.colleague() }, body: { role: 'reader' } }),
  renewSignInLink: (world) => ({ params: { id: world.colleague() } }),
  unbindIdentity: async (world) => ({ params: { id: world.colleague() }, body: await boundIdentity(world) }),
  importUsers: () => ({ body: { text: 'email,name,role\nnia@brightwater.example,Nia Bell,collector\n' } }),
  nameStandIn: (world) => ({
    params: { id: world.colleague() },
    body: { standInId: world.userId('manager'), from: '2026-11-23', until: '2026-11-27' },
  }),
  endAbsence: (world) => ({ params: { id: world.colleague() } }),
  listAbsences: () => ({}),
  readAccess: () => ({}),
  changeAccess: () => ({ body: { joinRules: [{ by: 'domain', value: 'brightwater.example', role: 'collector' }] } }),
};

async function boundIdentity(world: SampleWorld) {
  const identity = { issuer: 'https://accounts.google.com', subject: '108012345678901234567' };
  const { app, tenant } = world;
  await inTenant(tenant.id, () => app.services.users.bindIdentity(world.colleague() as UserId, identity));
  return identity;
}
