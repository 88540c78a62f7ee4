import { useSignal } from '@preact/signals';
import type { AttachmentView } from '#shared/api/documents.ts';
import { inBackground } from '../state/failure.ts';
import { fileKey } from '../state/template-work.ts';
import { OpenFile } from './OpenFile.tsx';
import { useSidebar } from './sidebar-context.ts';
import { FileName } from './TemplateFiles.tsx';

interface FilesLeftProps {
  readonly files: readonly AttachmentView[];
  /** Puts them into the message on screen; null where that one takes none. */
  readonly onAttach: (() => Promise<void>) | null;
}

/** The files that are not in the message yet, and the way to get them there. */
export function FilesLeft({ files, onAttach }: FilesLeftProps) {
  const { words, host } = useSidebar();
  const isBusy = useSignal(false);
  if (files.length === 0) return null;
  const canAttach = onAttach !== null && host.can.attachToDraft;
  const handleAttach = async () => {
    isBusy.value = true;
    await onAttach?.();
    isBusy.value = false;
  };
  return (
    <div class="notice">
      <p>{words.templates.filesLeft(files.length)}</p>
      <ul class="plain">
        {files.map((file) => (
          <li key={fileKey(file.wish)} class="row file">
            <FileName file={file} />
            <OpenFile file={file} />
          </li>
        ))}
      </ul>
      {canAttach ? (
        <button type="button" disabled={isBusy.value} onClick={() => inBackground(handleAttach())}>
          {isBusy.value ? words.templates.attaching : words.templates.attach}
        </button>
      ) : (
        <p class="quiet">{host.can.attachToDraft ? words.templates.filesAfter : words.templates.filesByHand}</p>
      )}
    </div>
  );
}
