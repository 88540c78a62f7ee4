import { TableOfBookings } from '../bank/balance-lines.ts';
import { CsvBookings } from '../bank/csv-bookings.ts';
import { bankColumns } from '../bank/csv-columns.ts';
import { StatementRows } from '../bank/statement-rows.ts';
import { findFormats } from '../formats/find-formats.ts';
import type { DocumentProfile, DocumentSource, DocumentTaker } from '../profile.ts';
import { eachRow } from '../table/each-row.ts';
import { openTable } from '../table/open-table.ts';

export const bankCsv: DocumentProfile = {
  layout: 'document',
  name: 'bank-csv',
  about: bankColumns.about,
  sample: 'vendor',
  defaultSource: 'bank',
  takesSnapshots: false,
  table: bankColumns,
  async read({ chunks, fileName, source, mapping }, taker) {
    const table = new TableOfBookings(await openTable({ name: fileName, chunks }, bankColumns, mapping));
    try {
      await readBookings({ table, source, mapping }, taker);
    } finally {
      await table.close();
    }
  },
};

interface Opened extends Pick<DocumentSource, 'source' | 'mapping'> {
  readonly table: TableOfBookings;
}

async function readBookings({ table, source, mapping }: Opened, taker: DocumentTaker): Promise<void> {
  const bookings = { table, profile: bankColumns, mapping };
  const formats = await findFormats(bookings);
  const rows = new StatementRows({ source, mapping }, taker);
  const entries = new CsvBookings(rows, { mapping, table, formats });
  await eachRow(bookings, entries);
  entries.end();
  for (const note of [...table.notes, ...formats.notes]) taker.note(note);
  rows.finish();
}
