import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PixelSize } from './lint-icons.ts';

const FOLDER = fileURLToPath(new URL('../../addin/assets/icons/', import.meta.url));
const ICON_PATH = /^\/addin\/icons\/(icon-\d+\.png)$/;
const PNG_START = '89504e470d0a1a0a';

/** The pixels of an icon of the pane by the path it is served under, read from the file's own header; null for what is no such PNG file. */
export function paneIconSize(path: string): PixelSize | null {
  const name = ICON_PATH.exec(path)?.[1];
  if (name === undefined || !existsSync(FOLDER + name)) return null;
  const bytes = readFileSync(FOLDER + name);
  if (bytes.subarray(0, 8).toString('hex') !== PNG_START) return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
