import { useId, useState } from 'preact/hooks';
import { Notice } from '../components/Notice.tsx';
import { withoutStyles } from '../digest/without-styles.ts';
import { problemWords } from '../state/problem-words.ts';
import { useIsAdmin } from '../state/use-who.ts';
import { type PreviewWords, useCustomersFor, usePreview } from './use-templates.ts';

interface TemplatePreviewProps {
  readonly words: Omit<PreviewWords, 'customerId'>;
  readonly customerId: string | undefined;
  readonly onCustomer: (id: string | undefined) => void;
}

/** The words as a message, with made-up figures or a customer's. */
export function TemplatePreview({ words, customerId, onCustomer }: TemplatePreviewProps) {
  const { data, error, isFetching } = usePreview({ ...words, ...(customerId === undefined ? {} : { customerId }) });
  const isAdmin = useIsAdmin();
  return (
    <section class="part" aria-label="Preview" aria-busy={isFetching}>
      <h2>Preview</h2>
      {isAdmin ? (
        <p class="quiet">With made-up figures; those who read customers see theirs.</p>
      ) : (
        <CustomerChoice customerId={customerId} onCustomer={onCustomer} />
      )}
      {error !== null && <Notice title="The preview could not be had.">{problemWords(error)}</Notice>}
      {data !== undefined && data.missing.length > 0 && (
        <Notice title="A message to this customer would be refused.">
          {data.missing.map(({ problem }) => problem).join('; ')}.
        </Notice>
      )}
      {data?.filled && (
        <>
          <p>
            <span class="quiet">Subject</span> <strong>{data.filled.subject}</strong>
          </p>
          {/* Nothing in it runs, is fetched or leads anywhere; colours are left out. */}
          <iframe class="preview short" title="The message" sandbox="" srcdoc={withoutStyles(data.filled.html)} />
          <details>
            <summary>As plain text</summary>
            <pre class="cell-text">{data.filled.text}</pre>
          </details>
        </>
      )}
    </section>
  );
}

function CustomerChoice({ customerId, onCustomer }: Pick<TemplatePreviewProps, 'customerId' | 'onCustomer'>) {
  const [text, setText] = useState('');
  const group = useId();
  const { data } = useCustomersFor(text);
  const found = text.trim() === '' ? [] : (data?.customers ?? []);
  return (
    <fieldset>
      <legend>Whose figures</legend>
      <label>
        <input type="radio" name={group} checked={customerId === undefined} onChange={() => onCustomer(undefined)} />{' '}
        made-up ones
      </label>
      <label>
        Number or name of a customer{' '}
        <input type="search" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      {found.map(({ id, number, name }) => (
        <label key={id}>
          <input type="radio" name={group} checked={customerId === id} onChange={() => onCustomer(id)} /> {name}{' '}
          <span class="quiet">{number}</span>
        </label>
      ))}
    </fieldset>
  );
}
