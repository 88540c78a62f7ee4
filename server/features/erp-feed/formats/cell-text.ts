import type { FeedMapping } from '#shared/api/feed-mapping.ts';

/** What a row's cell says: trimmed, and empty where the mapping says that the word stands for nothing. */
export type CellText = (cells: readonly string[], at: number) => string;

export function cellText({ emptyWords = [] }: FeedMapping): CellText {
  const empty = new Set(emptyWords.map((word) => word.trim().toLowerCase()));
  return (cells, at) => {
    const text = (cells[at] ?? '').trim();
    return empty.has(text.toLowerCase()) ? '' : text;
  };
}
