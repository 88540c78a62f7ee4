import { createMachineKey, listMachineKeys, type MachineKeyView, revokeMachineKey } from '#shared/api/machine-keys.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { MachineKey } from './machine-key-repository.ts';
import type { MachineKeyService } from './machine-key-service.ts';

export function machineKeyEndpoints({ machineKeyService }: { machineKeyService: MachineKeyService }): Endpoint[] {
  return [
    endpoint(createMachineKey, async ({ actor, body }) => {
      const { key, machineKey } = await machineKeyService.create(body, actor);
      return { key, machineKey: present(machineKey) };
    }),
    endpoint(listMachineKeys, async () => ({ machineKeys: (await machineKeyService.list()).map(present) })),
    endpoint(revokeMachineKey, async ({ actor, params }) =>
      present(await machineKeyService.revoke(params.keyId, actor)),
    ),
  ];
}

function present(key: MachineKey): MachineKeyView {
  const { id, name, scopes, begins, createdBy, createdAt, expiresAt, revokedAt, lastUsedOn } = key;
  return {
    id,
    name,
    scopes: [...scopes],
    begins,
    createdBy,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    revokedAt: revokedAt?.toISOString() ?? null,
    lastUsedOn,
  };
}
