import { camtStatements } from '../bank/camt-statements.ts';
import { StatementRows } from '../bank/statement-rows.ts';
import type { DocumentProfile } from '../profile.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import { readXml } from '../xml-document.ts';

export const camt: DocumentProfile = {
  layout: 'document',
  name: 'camt',
  about:
    'Bank statements as XML: camt.053 statements; camt.052 reports and camt.054 notifications as the mapping says. All versions.',
  sample: 'vendor',
  defaultSource: 'bank',
  takesSnapshots: false,
  async read(document, taker) {
    const message = await readXml(document.chunks());
    const rows = new StatementRows(document, taker);
    if (!camtStatements(message, rows)) {
      throw new UnreadableFile(1, 'The file holds no camt.053 statement, camt.052 report or camt.054 notification.');
    }
    rows.finish();
  },
};
