import { useMemo, useState } from 'preact/hooks';
import { Notice } from '../components/Notice.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { problemWords } from '../state/problem-words.ts';
import { useDigestPreview } from './use-digest.ts';
import { withoutStyles } from './without-styles.ts';

/** The digest as it would leave now. */
export function DigestPreview() {
  const [isAsked, setIsAsked] = useState(false);
  const { data, error, refetch } = useDigestPreview(isAsked);
  const html = useMemo(() => (data === undefined ? '' : withoutStyles(data.html)), [data]);
  return (
    <section class="part" aria-label="Preview">
      <div class="part-head">
        <h2>Preview</h2>
        {!isAsked && (
          <button type="button" onClick={() => setIsAsked(true)}>
            Show it as it would leave now
          </button>
        )}
      </div>
      {error !== null && (
        <Notice title="The preview could not be had." onRetry={refetch}>
          {problemWords(error)}
        </Notice>
      )}
      {isAsked && data === undefined && error === null && <Waiting />}
      {data !== undefined && (
        <>
          <p>
            <span class="quiet">Subject</span> <strong>{data.subject}</strong>
          </p>
          <iframe class="preview" title="The digest" sandbox="" srcdoc={html} />
          <details>
            <summary>As plain text</summary>
            <pre class="cell-text">{data.text}</pre>
          </details>
        </>
      )}
    </section>
  );
}
