import type { FeedFile } from '../feed-file.ts';
import { findFormats } from '../formats/find-formats.ts';
import type { TableProfile } from '../profile.ts';
import { eachRow } from './each-row.ts';
import { openTable } from './open-table.ts';
import { RowsTaken } from './rows-taken.ts';
import type { Table } from './table.ts';
import type { ReadingOptions, TakenRows } from './taken-rows.ts';

/** Reads a table (CSV, XLSX) to ledger rows: once through for its formats, and again for its rows. Throws UnreadableFile. */
export async function readTable(file: FeedFile, options: ReadingOptions<TableProfile>): Promise<TakenRows> {
  const table = await openTable(file, options.profile, options.mapping);
  try {
    return await rowsOf(table, options);
  } finally {
    await table.close();
  }
}

async function rowsOf(table: Table, options: ReadingOptions<TableProfile>): Promise<TakenRows> {
  const { profile, mapping } = options;
  const source = { table, profile, mapping };
  const rows = new RowsTaken(options, table, await findFormats(source));
  try {
    await eachRow(source, rows);
    return rows.taken();
  } catch (error) {
    await rows.close();
    throw error;
  }
}
