import { type DocumentLimits, MEBIBYTE, wholeText } from '../text/whole-text.ts';
import { type JsonDocument, type JsonObject, JsonScanner, type JsonValue } from './json-scanner.ts';

export type { JsonDocument, JsonObject, JsonValue } from './json-scanner.ts';

const JSON_LIMITS: DocumentLimits = { mostBytes: 32 * MEBIBYTE, mostDepth: 60 };

/**
 * Reads a JSON or JSON Lines file, in UTF-8 or UTF-16. Numbers come as text, as they were written, so that no amount goes through a float. Throws UnreadableFile
 * where it is no JSON, is cut off, too large, or nested too deep.
 */
export async function readJson(
  chunks: AsyncIterable<Buffer>,
  { mostBytes, mostDepth }: DocumentLimits = JSON_LIMITS,
): Promise<JsonDocument> {
  const text = await wholeText(chunks, { kind: 'JSON', mostBytes });
  return new JsonScanner(text, mostDepth).read();
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
