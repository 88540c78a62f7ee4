import type { Role } from '#shared/domain/role.ts';

/** The company whose receivables the demo shows. Plainly invented. */
export const DEMO_TENANT = {
  name: 'Harbourlight Instruments',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  ownDomain: 'harbourlight.example',
  /** The directory that the stand-in for Microsoft Entra signs in from. */
  entraTenantId: '7d3f0c52-6a41-4b8e-9c15-2f5be0a91d64',
  /** The Google Workspace domain, as `hd` in Google's tokens. */
  googleDomain: 'harbourlight.example',
} as const;

export interface DemoUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The mail client that the person works in; null for those who do not write to customers. */
  readonly mailClient: 'outlook' | 'gmail' | null;
}

function person(local: string, name: string, role: Role, mailClient: DemoUser['mailClient']): DemoUser {
  return { email: `${local}@${DEMO_TENANT.ownDomain}`, name, role, mailClient };
}

export const DEMO_USERS: readonly DemoUser[] = [
  person('ana.reyes', 'Ana Reyes', 'collector', 'outlook'),
  person('ben.okafor', 'Ben Okafor', 'collector', 'outlook'),
  person('carla.lind', 'Carla Lind', 'collector', 'outlook'),
  person('dev.patel', 'Dev Patel', 'collector', 'gmail'),
  person('eva.novak', 'Eva Novak', 'collector', 'gmail'),
  person('mira.hoffmann', 'Mira Hoffmann', 'manager', null),
  person('tomas.berg', 'Tomas Berg', 'admin', null),
  person('nora.falk', 'Nora Falk', 'reader', null),
];
