import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { FeedFile } from '../feed-file.ts';
import type { TableProfile } from '../profile.ts';
import { requireText, startOfFile } from '../text/file-kind.ts';
import { openWorkbook } from '../xlsx/workbook-table.ts';
import { isHeader } from './bound-columns.ts';
import { CsvTable } from './csv-table.ts';
import type { Table } from './table.ts';

/** Opens a file as a table, by what its first bytes are and whatever its name. Throws UnreadableFile where it is none. */
export async function openTable(file: FeedFile, profile: TableProfile, mapping: FeedMapping): Promise<Table> {
  const kind = requireText(await startOfFile(file));
  const hasHeader = (cells: readonly string[]) => isHeader(cells, profile, mapping);
  if (kind === 'workbook') return await openWorkbook(file, mapping);
  return new CsvTable(() => file.chunks(), mapping, hasHeader);
}
