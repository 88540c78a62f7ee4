import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { TemplateVersionDetail } from '#shared/api/templates.ts';
import { Notice } from '../components/Notice.tsx';
import { Waiting } from '../components/Waiting.tsx';
import { problemsInFull, problemWords } from '../state/problem-words.ts';
import { Difference } from './Difference.tsx';
import { History } from './History.tsx';
import { StepButtons } from './StepButtons.tsx';
import { TemplatePreview } from './TemplatePreview.tsx';
import { TestSend } from './TestSend.tsx';
import { approvalWords, STATE_MEANS, stageWords } from './template-words.ts';
import { useChangeTemplate, useDraftTemplate, useStepTemplate, useTemplate } from './use-templates.ts';
import { type Words, WordsFields } from './WordsFields.tsx';

/** One version of a template: its words, its steps, how it would look, what differs, and its history. */
export function TemplateDetail({ id }: { readonly id: string }) {
  const { data, error, refetch } = useTemplate(id);
  if (error !== null) {
    return (
      <Notice title="The template could not be had." onRetry={refetch}>
        {problemWords(error)}
      </Notice>
    );
  }
  if (data === undefined) return <Waiting />;
  return <Version key={`${data.id} ${data.revision}`} template={data} />;
}

function Version({ template }: { readonly template: TemplateVersionDetail }) {
  const { id, name, language, brand, version, stage, subject, html } = template;
  const [words, setWords] = useState<Words>({ stage, subject, html });
  const [customerId, setCustomerId] = useState<string>();
  const of = `${name}, version ${version}`;
  return (
    <>
      <Standing template={template} of={of} />
      {template.state === 'draft' ? (
        <Editor template={template} words={words} onEdit={(part) => setWords({ ...words, ...part })} />
      ) : (
        <ReadOnlyWords template={template} />
      )}
      <TemplatePreview words={{ ...words, language, brand }} customerId={customerId} onCustomer={setCustomerId} />
      <TestSend id={id} customerId={customerId} isChanged={words.subject !== subject || words.html !== html} />
      <Difference template={template} />
      <section class="part" aria-label="History">
        <h2>History</h2>
        <History of={of} history={template.history} />
      </section>
    </>
  );
}

function Standing({ template, of }: { readonly template: TemplateVersionDetail; readonly of: string }) {
  const { id, state, language, brand, stage, uses, approvals, approvalsNeeded, revision, may } = template;
  const step = useStepTemplate(id);
  const approved = approvalWords(approvals, approvalsNeeded);
  return (
    <section class="part" aria-label="How it stands">
      <h2>
        {of}, {state}
      </h2>
      <p>
        {stageWords(stage)}, {language}, {brand ?? 'every brand'}. {STATE_MEANS[state]}{' '}
        {approved === '' ? '' : `It is ${approved}. `}
        {uses > 0 && `${uses} messages were prepared from it.`}
      </p>
      <StepButtons
        {...{ of, revision, may }}
        isBusy={step.isPending}
        error={step.error}
        onStep={(body) => step.mutate(body)}
      />
    </section>
  );
}

interface EditorProps {
  readonly template: TemplateVersionDetail;
  readonly words: Words;
  readonly onEdit: (part: Partial<Words>) => void;
}

function Editor({ template, words, onEdit }: EditorProps) {
  const { route } = useLocation();
  const change = useChangeTemplate(template.id);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate(
      { ...words, revision: template.revision },
      { onSuccess: ({ id }) => (id === template.id ? undefined : route(`/admin/templates/${id}`)) },
    );
  };
  return (
    <form class="part stack" aria-label="Words" onSubmit={save}>
      <h2>Words</h2>
      <WordsFields words={words} language={template.language} brand={template.brand} onEdit={onEdit} />
      {change.error !== null && <Notice title="It was not saved.">{problemsInFull(change.error)}</Notice>}
      <div class="actions">
        <button type="submit" class="primary" disabled={change.isPending}>
          Save the draft
        </button>
      </div>
    </form>
  );
}

function ReadOnlyWords({ template }: { readonly template: TemplateVersionDetail }) {
  const { name, language, brand, stage, subject, html } = template;
  const { route } = useLocation();
  const draft = useDraftTemplate();
  const begin = () =>
    draft.mutate(
      { name, language, brand, stage, subject, html },
      { onSuccess: ({ id }) => route(`/admin/templates/${id}`) },
    );
  return (
    <section class="part" aria-label="Words">
      <div class="part-head">
        <h2>Words</h2>
        <button type="button" disabled={draft.isPending} onClick={begin}>
          Begin a new version
        </button>
      </div>
      <p>
        <span class="quiet">Subject</span> <strong>{subject}</strong>
      </p>
      <details>
        <summary>Body, as HTML</summary>
        <pre class="cell-text">{html}</pre>
      </details>
      {draft.error !== null && <Notice title="No version was begun.">{problemsInFull(draft.error)}</Notice>}
    </section>
  );
}
