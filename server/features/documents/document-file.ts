import { hash } from 'node:crypto';
import { DomainError } from '../../errors.ts';

/** The largest document that is taken, in bytes. */
export const LARGEST_DOCUMENT = 10_000_000;
export const PDF = 'application/pdf';

/** A PDF by its name. */
export interface DocumentFile {
  readonly fileName: string;
  readonly bytes: Buffer;
}

/** Reads a PDF that came as base64. Throws DomainError `document_refused` for what is no base64, no PDF, or too large. */
export function pdfFromBase64(base64: string): Buffer {
  if (!isBase64(base64)) throw refused('It is not written in base64.');
  return requirePdf(Buffer.from(base64, 'base64'));
}

/** The bytes, where they are a PDF's. Throws DomainError `document_refused` otherwise. */
export function requirePdf(bytes: Buffer): Buffer {
  if (bytes.length > LARGEST_DOCUMENT) throw refused(`It has ${bytes.length} bytes, and may have ${LARGEST_DOCUMENT}.`);
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') throw refused('It is no PDF.');
  return bytes;
}

export function refused(why: string): DomainError {
  return new DomainError('document_refused', `The document was not taken. ${why}`);
}

/** A file name that no header, folder or shell can read otherwise; ends in `.pdf` and has at most 100 characters. */
export function safeFileName(name: string): string {
  const stem = name
    .replace(/\.pdf$/i, '')
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}"*/:<>?\\|%;]+/gu, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '')
    .slice(0, 96);
  return `${stem.replace(/\p{Cs}/gu, '') || 'document'}.pdf`;
}

/** By what it can be shown later which bytes they were: SHA-256 in hex. */
export function sha256Of(bytes: Buffer): string {
  return hash('sha256', bytes, 'hex');
}

/** Looks for what does not belong: a pattern that has to match all of some megabytes runs out of room at times. */
function isBase64(text: string): boolean {
  const digits = text.replace(/={1,2}$/, '');
  return text !== '' && text.length % 4 === 0 && !/[^A-Za-z0-9+/]/.test(digits);
}
