import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Select } from '../components/FilterSelects.tsx';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { useDraftTemplate, useTemplates } from './use-templates.ts';
import { type Words, WordsFields } from './WordsFields.tsx';

const EMPTY: Words = {
  stage: 'reply',
  subject: '',
  html: '<p>Dear {{ customer.name }},</p>\n<p></p>\n<p>Kind regards</p>\n<p>{{ collector.name }}<br>{{ company.name }}</p>',
};

/** Begins a template of a new name. */
export function NewTemplate() {
  const { route } = useLocation();
  const { data } = useTemplates({});
  const [words, setWords] = useState(EMPTY);
  const draft = useDraftTemplate();
  const begin = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const brand = text('brand') === '' ? null : text('brand');
    draft.mutate(
      { name: text('name'), language: text('language'), brand, ...words },
      { onSuccess: ({ id }) => route(`/admin/templates/${id}`) },
    );
  };
  const brands = (data?.brands ?? []).map(({ key, name }): [string, string] => [key, name]);
  return (
    <form class="part stack" aria-label="A new template" onSubmit={begin}>
      <div class="fields">
        <label>
          <span>Name</span>
          <input name="name" maxLength={100} required />
        </label>
        <label>
          <span>Language</span>
          <input name="language" class="code" maxLength={12} required placeholder="en" />
        </label>
        <Select label="Brand" name="brand" value={undefined} options={brands} none="every brand" />
      </div>
      <WordsFields words={words} language="en" brand={null} onEdit={(part) => setWords({ ...words, ...part })} />
      {draft.error !== null && <Notice title="No template was begun.">{problemsInFull(draft.error)}</Notice>}
      <div class="actions">
        <button type="submit" class="primary" disabled={draft.isPending}>
          Save it as a draft
        </button>
      </div>
    </form>
  );
}
