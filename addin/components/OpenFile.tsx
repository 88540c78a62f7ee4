import { useMemo } from 'preact/hooks';
import type { AttachmentView } from '#shared/api/documents.ts';
import { DocumentLinks } from '../state/document-links.ts';
import { inBackground } from '../state/failure.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

/** Shows a file in the browser. */
export function OpenFile({ file: { wish, fileName } }: { readonly file: AttachmentView }) {
  const { words, host, api, state, templates } = useSidebar();
  const links = useMemo(() => new DocumentLinks(host, api), [host, api]);
  const current = state.value;
  const shown = current.at === 'customer' ? current.card.customer.id : null;
  const customerId = templates.target?.customer.id ?? shown;
  if (customerId === null) return null;
  const failure = links.failure.value;
  return (
    <>
      <button
        type="button"
        class="link nowrap"
        aria-label={words.templates.openThisFile(fileName)}
        onClick={() => inBackground(links.open(customerId, wish))}
      >
        {words.templates.openFile}
      </button>
      {failure !== null && <Problem failure={failure} />}
    </>
  );
}
