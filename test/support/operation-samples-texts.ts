import type { MakeSample, SampleWorld } from './sample-world.ts';

const NONE = { template_mail: 0, other_mail: 0, call_note: 0, drafts: 0, tasks: 0, reviewNotes: 0 };

/** One valid request of each operation on what was said, and on the codes by which it is logged. */
export const TEXT_SAMPLES: Readonly<Record<string, MakeSample>> = {
  readCodes: () => ({}),
  changeCodes: () => ({
    body: {
      version: 0,
      off: ['phone_gatekeeper'],
      order: ['phone_left_voicemail'],
      labels: [{ code: 'phone_refused', language: 'en', label: 'Will not pay' }],
    },
  }),
  readTextRules: () => ({}),
  changeTextRules: () => ({ body: { readers: ['manager'], keptDays: { call_note: 365 } } }),
  listTextHolds: () => ({}),
  setTextHold: (world) => ({ body: holdOf(world) }),
  liftTextHold: async (world) => ({ params: { id: await aHold(world) }, body: { step: 'ask' } }),
  previewErasure: (world) => ({ body: { subject: { kind: 'customer', customerId: world.customerId } } }),
  eraseTexts: (world) => ({ body: { subject: { kind: 'user', userId: world.colleague() }, expected: NONE } }),
};

function holdOf({ customerId }: SampleWorld): { customerId: string; reason: string } {
  return { customerId, reason: 'a case before the court' };
}

async function aHold(world: SampleWorld): Promise<string> {
  return world.remember((await world.post('/api/texts/holds', holdOf(world), 'admin')).id);
}
