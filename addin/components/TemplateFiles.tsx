import type { AttachmentView } from '#shared/api/documents.ts';
import type { HostAbilities } from '../host/mail-host.ts';
import type { SendingWay } from '../state/sending-ways.ts';
import type { Preview } from '../state/template-state.ts';
import { fileKey, tickedFiles } from '../state/template-work.ts';
import { OpenFile } from './OpenFile.tsx';
import { useSidebar } from './sidebar-context.ts';

/** The files that can go with the message, to tick and to look at. */
export function TemplateFiles({ preview }: { readonly preview: Preview }) {
  const { words, templates, host } = useSidebar();
  const { attachable, work, way } = preview;
  if (attachable.length === 0 || way === null) return null;
  const ticked = tickedFiles(work, attachable);
  const note = ticked.length === 0 ? null : noteFor(way, host.can);
  return (
    <fieldset class="bare">
      <legend>{words.templates.files}</legend>
      {attachable.map((file) => (
        <p key={fileKey(file.wish)} class="row file">
          <label class="choice grow">
            <input type="checkbox" checked={ticked.includes(file)} onChange={() => templates.toggleFile(file.wish)} />
            <FileName file={file} />
          </label>
          <OpenFile file={file} />
        </p>
      ))}
      {note !== null && <p class="quiet">{words.templates[note]}</p>}
    </fieldset>
  );
}

/** What a file is, and how large where that is known before it is made. */
export function FileName({ file: { wish, fileName, size } }: { readonly file: AttachmentView }) {
  const { words, formats } = useSidebar();
  return (
    <span class="grow">
      {wish.kind === 'statement' ? words.templates.statement : fileName}{' '}
      <span class="quiet">{size === null ? words.templates.madeWhenOpened : formats.value.fileSize(size)}</span>
    </span>
  );
}

/** What the person has to do about the files, where they do not go in by themselves. */
function noteFor(way: SendingWay, can: HostAbilities): 'filesAfter' | 'filesByHand' | null {
  const goesIn = way === 'insert' ? can.attachToDraft : way !== 'new' && can.attachToForm;
  if (goesIn) return null;
  return can.attachToDraft ? 'filesAfter' : 'filesByHand';
}
