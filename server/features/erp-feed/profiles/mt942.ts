import { readMt } from '../bank/read-mt.ts';
import type { DocumentProfile } from '../profile.ts';

export const mt942: DocumentProfile = {
  layout: 'document',
  name: 'mt942',
  about: 'Bank reports of a day under way as SWIFT MT942; read into the ledger where the mapping says so.',
  sample: 'untried',
  defaultSource: 'bank',
  takesSnapshots: false,
  read: (document, taker) => readMt(document, taker, 'intraday'),
};
