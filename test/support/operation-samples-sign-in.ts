import { randomBytes } from 'node:crypto';
import { collectionNamed } from '../../server/mongo/versions.ts';
import type { MakeSample, SampleWorld } from './sample-world.ts';

/** One valid request of each operation on sessions and keys. */
export const SIGN_IN_SAMPLES: Readonly<Record<string, MakeSample>> = {
  listMySessions: () => ({}),
  endMySession: async (world) => ({ params: { id: await pageSession(world) } }),
  endMySessions: () => ({}),
  endSessionsOf: (world) => ({ params: { userId: world.colleague() } }),
  createMachineKey: () => ({ body: { name: 'The night feed', scopes: ['feeds'], days: 90 } }),
  listMachineKeys: () => ({}),
  revokeMachineKey: async (world) => ({ params: { keyId: await machineKey(world) } }),
};

/** A sign-in to the pages of the company's collector. */
async function pageSession(world: SampleWorld): Promise<string> {
  const session = randomBytes(12).toString('hex');
  const now = world.app.clock.now().getTime();
  const of = { userId: world.colleague(), tenantId: world.tenant.id, signedInAt: now, seenAt: now };
  const document = { _id: `stored-${session}`, expires: new Date(now + 60 * 60_000) };
  await collectionNamed('pageSessions').insertOne({ ...document, session: { signedIn: { ...of, session } } } as never);
  return world.remember(session);
}

async function machineKey(world: SampleWorld): Promise<string> {
  const body = { name: 'The night feed', scopes: ['feeds'], days: 90 };
  const made = (await world.post('/api/machine-keys', body, 'admin')) as unknown as { machineKey: { id: string } };
  return world.remember(made.machineKey.id);
}
