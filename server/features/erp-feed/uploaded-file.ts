import { MAX_FILE_BYTES, type takeFeed } from '#shared/api/feed-runs.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import { DomainError } from '../../errors.ts';
import { type FeedFile, fileFromBytes } from './feed-file.ts';

type Upload = Pick<BodyOf<typeof takeFeed>, 'fileName' | 'text' | 'base64'>;

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The file in a request's body. Throws DomainError `request_invalid` where it is not there once, and `body_too_large`. */
export function uploadedFile({ fileName, text, base64 }: Upload): FeedFile {
  const bytes = bytesOf(text, base64);
  if (bytes.length > MAX_FILE_BYTES) {
    throw new DomainError(
      'body_too_large',
      `The file has ${bytes.length} bytes; one that is uploaded has at most ${MAX_FILE_BYTES}. Feed a larger one from the command line or the watched folder.`,
    );
  }
  return fileFromBytes(fileName, bytes);
}

function bytesOf(text: string | undefined, base64: string | undefined): Buffer {
  if (text !== undefined && base64 === undefined) return Buffer.from(text);
  if (text !== undefined || base64 === undefined) throw invalid('text', 'is needed, or base64; one of the two');
  const digits = base64.replace(/\s/g, '');
  if (!BASE64.test(digits) || digits.length % 4 !== 0) throw invalid('base64', 'is not base64');
  return Buffer.from(digits, 'base64');
}

function invalid(field: string, problem: string): DomainError {
  return new DomainError('request_invalid', `The request does not fit: ${field}: ${problem}.`, [{ field, problem }]);
}
