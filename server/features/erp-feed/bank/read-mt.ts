import type { DocumentSource, DocumentTaker } from '../profile.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import type { StatementKind } from './bank-statement.ts';
import { mtFields } from './mt-fields.ts';
import { MtStatements } from './mt-statements.ts';
import { StatementRows } from './statement-rows.ts';
import { textLines } from './text-lines.ts';

/** Reads the MT940 and MT942 messages of a file; `kind` is what a message is that does not show it by itself. */
export async function readMt(document: DocumentSource, taker: DocumentTaker, kind: StatementKind): Promise<void> {
  const rows = new StatementRows(document, taker);
  const statements = new MtStatements(rows, kind);
  for await (const field of mtFields(textLines(document, taker))) statements.take(field);
  statements.close();
  if (!statements.any)
    throw new UnreadableFile(1, 'The file holds no MT940 or MT942 statement: no :60F:, :61: or :62F: begins a line.');
  rows.finish();
}
