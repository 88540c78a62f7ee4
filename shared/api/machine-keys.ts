import * as z from 'zod/mini';
import { MACHINE_SCOPES } from './machine-scope.ts';
import { operation } from './operation.ts';
import { Id, InstantText } from './values.ts';

const Scopes = z.array(z.enum(MACHINE_SCOPES)).check(z.minLength(1), z.maxLength(MACHINE_SCOPES.length));

export const MachineKeyView = z.object({
  id: Id,
  name: z.string(),
  scopes: z.array(z.enum(MACHINE_SCOPES)),
  /** A part of the key that opens nothing, by which it is told from others; the rest was shown once. */
  begins: z.string(),
  createdBy: z.string(),
  createdAt: InstantText,
  expiresAt: InstantText,
  revokedAt: z.nullable(InstantText),
  /** To the day; null while it was never used. */
  lastUsedOn: z.nullable(z.string()),
});
export type MachineKeyView = z.infer<typeof MachineKeyView>;

export const MAX_KEY_DAYS = 400;

export const CreateMachineKeyBody = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  scopes: Scopes,
  days: z.int().check(z.minimum(1), z.maximum(MAX_KEY_DAYS)),
});

export const createMachineKey = operation({
  id: 'createMachineKey',
  summary: 'Makes a key for a program. The answer is the only place where the key itself ever stands.',
  method: 'post',
  path: '/api/machine-keys',
  policy: 'administration',
  body: CreateMachineKeyBody,
  answer: z.object({ key: z.string(), machineKey: MachineKeyView }),
  status: 201,
});

export const listMachineKeys = operation({
  id: 'listMachineKeys',
  summary: 'The keys of programs, those that have ended too.',
  method: 'get',
  path: '/api/machine-keys',
  policy: 'administration',
  answer: z.object({ machineKeys: z.array(MachineKeyView) }),
  status: 200,
});

export const revokeMachineKey = operation({
  id: 'revokeMachineKey',
  summary: 'Ends a key, from the next request on.',
  method: 'post',
  path: '/api/machine-keys/{keyId}/revocation',
  policy: 'administration',
  params: z.strictObject({ keyId: Id }),
  answer: MachineKeyView,
  status: 200,
});
