import type { FilledText } from '../templates/template-service.ts';
import type { DraftText } from './dispatch.ts';
import type { DispatchAttachment } from './message-attachments.ts';

/** What is kept of a filled message until it is logged: its words, what its sender wrote anew of them, and what goes with it. */
export function draftText(
  { subject, html, text, parts }: FilledText,
  recipients: readonly string[],
  attachments: readonly DispatchAttachment[],
): DraftText {
  const rewritten = parts.flatMap((part) =>
    part.kind === 'locked' || part.text === part.original
      ? []
      : { name: part.name, original: part.original, written: part.text },
  );
  const files = attachments.map(({ fileName, size, sha256 }) => ({ fileName, size, sha256 }));
  return { subject, html, text, parts: [...parts], recipients, rewritten, files };
}
