import { readMt } from '../bank/read-mt.ts';
import type { DocumentProfile } from '../profile.ts';

export const mt940: DocumentProfile = {
  layout: 'document',
  name: 'mt940',
  about: 'Bank statements as SWIFT MT940.',
  sample: 'vendor',
  defaultSource: 'bank',
  takesSnapshots: false,
  read: (document, taker) => readMt(document, taker, 'statement'),
};
