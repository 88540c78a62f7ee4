import { bai2Records } from '../bank/bai2-records.ts';
import { Bai2Statements } from '../bank/bai2-statements.ts';
import { StatementRows } from '../bank/statement-rows.ts';
import { textLines } from '../bank/text-lines.ts';
import type { DocumentProfile } from '../profile.ts';

export const bai2: DocumentProfile = {
  layout: 'document',
  name: 'bai2',
  about: 'Bank statements as BAI2, as banks of North America give them.',
  sample: 'vendor',
  defaultSource: 'bank',
  takesSnapshots: false,
  async read(document, taker) {
    const rows = new StatementRows(document, taker);
    const statements = new Bai2Statements(rows, document.mapping.currency);
    let line = 1;
    for await (const record of bai2Records(textLines(document, taker))) {
      line = record.line;
      statements.take(record);
    }
    statements.close(line);
    rows.finish();
  },
};
