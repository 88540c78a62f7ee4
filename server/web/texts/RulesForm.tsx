import { useState } from 'preact/hooks';
import { TEXT_KINDS, TEXT_READERS, type TextKind, type TextRulesView } from '#shared/api/texts.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { daysOf, KIND_WORDS, READER_WORDS } from './text-words.ts';
import { useChangeTextRules } from './use-texts.ts';

/** Who may read what mail says, and how long it is kept. */
export function RulesForm({ rules }: { rules: TextRulesView }) {
  const [problem, setProblem] = useState('');
  const change = useChangeTextRules();
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const asked = rulesIn(event.currentTarget as HTMLFormElement);
    setProblem('problem' in asked ? asked.problem : '');
    if ('rules' in asked) change.mutate(asked.rules);
  };
  return (
    <form class="part stack" aria-label="Rules" onSubmit={save}>
      <h2>Rules</h2>
      <fieldset>
        <legend>Who may read what mail says</legend>
        {TEXT_READERS.map((reader) => (
          <label key={reader}>
            <input type="checkbox" name={reader} defaultChecked={rules.readers.includes(reader)} />{' '}
            {READER_WORDS[reader]}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>For how many days it is kept after it was logged; empty for ever</legend>
        <div class="fields">
          {TEXT_KINDS.map((kind) => (
            <label key={kind}>
              <span>{KIND_WORDS[kind]}</span>
              <input
                name={kind}
                class="number short"
                inputMode="numeric"
                defaultValue={String(rules.keptDays[kind] ?? '')}
              />
            </label>
          ))}
        </div>
      </fieldset>
      <p class="quiet">What has passed its time goes every night, and does not come back.</p>
      {problem !== '' && <Notice title="Nothing was changed.">{problem}</Notice>}
      {problem === '' && change.error !== null && (
        <Notice title="It was not saved.">{problemsInFull(change.error)}</Notice>
      )}
      <div class="actions">
        <button type="submit" class="primary" disabled={change.isPending}>
          Save the rules
        </button>
        <span role="status">{change.isSuccess && problem === '' && 'Saved.'}</span>
      </div>
    </form>
  );
}

function rulesIn(form: HTMLFormElement): { rules: TextRulesView } | { problem: string } {
  const given = new FormData(form);
  const keptDays = { template_mail: null, other_mail: null, call_note: null } as Record<TextKind, number | null>;
  for (const kind of TEXT_KINDS) {
    const read = daysOf(String(given.get(kind) ?? ''));
    if ('problem' in read) return read;
    keptDays[kind] = read.days;
  }
  return { rules: { readers: TEXT_READERS.filter((reader) => given.has(reader)), keptDays } };
}
