import { ApiUnreachable } from '#shared/api/client.ts';
import type { PageSession } from './page-session.ts';

export type FileFormat = 'csv' | 'xlsx';

/** Fetches a report as a file, with every row of the question, and hands it to the browser to keep. Throws ApiUnreachable where it did not come. */
export async function saveReport(
  session: PageSession,
  name: string,
  question: Readonly<Record<string, string>>,
  format: FileFormat,
): Promise<void> {
  const search = new URLSearchParams({ ...question, format });
  const headers = { authorization: `Bearer ${await session.token()}` };
  const response = await fetch(`/api/reports/${name}?${search}`, { headers });
  if (!response.ok) throw new ApiUnreachable(`status ${response.status}`);
  const named = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = named?.[1] ?? `${name}.${format}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
