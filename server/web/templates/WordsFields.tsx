import { useId, useRef } from 'preact/hooks';
import type { TemplateStage } from '#shared/domain/dunning.ts';
import { STAGE_OPTIONS } from './template-words.ts';
import { usePreview, useTemplates } from './use-templates.ts';

export interface Words {
  readonly stage: TemplateStage;
  readonly subject: string;
  readonly html: string;
}

interface WordsFieldsProps {
  readonly words: Words;
  readonly language: string;
  readonly brand: string | null;
  readonly onEdit: (part: Partial<Words>) => void;
}

const FREE_PART = '{% free remark %}<p>…</p>{% endfree %}';
const LOOP = '{% for item in items %}{{ item.number }}{% endfor %}';

/** Stage, subject and body of a draft, with what is wrong with them beside the field. */
export function WordsFields({ words, language, brand, onEdit }: WordsFieldsProps) {
  const subject = useId();
  const body = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const { data } = usePreview({ ...words, language, brand });
  const insert = (text: string) => {
    const field = area.current;
    const [start, end] = [field?.selectionStart ?? words.html.length, field?.selectionEnd ?? words.html.length];
    onEdit({ html: words.html.slice(0, start) + text + words.html.slice(end) });
    field?.focus();
  };
  return (
    <>
      <label>
        Stage{' '}
        <select
          value={words.stage}
          onChange={({ currentTarget }) => onEdit({ stage: currentTarget.value as TemplateStage })}
        >
          {STAGE_OPTIONS.map(([stage, name]) => (
            <option key={stage} value={stage}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label for={subject}>Subject</label>
      <input
        id={subject}
        class="wide"
        maxLength={200}
        value={words.subject}
        aria-describedby={`${subject}-wrong`}
        onInput={({ currentTarget }) => onEdit({ subject: currentTarget.value })}
      />
      <Wrong id={`${subject}-wrong`} field="subject" problems={data?.problems ?? []} />
      <label for={body}>Body, as HTML</label>
      <textarea
        id={body}
        ref={area}
        class="wide code"
        rows={14}
        spellcheck={false}
        value={words.html}
        aria-describedby={`${body}-wrong`}
        onInput={({ currentTarget }) => onEdit({ html: currentTarget.value })}
      />
      <Wrong id={`${body}-wrong`} field="html" problems={data?.problems ?? []} />
      <InsertButtons onInsert={insert} />
    </>
  );
}

interface WrongProps {
  readonly id: string;
  readonly field: string;
  readonly problems: readonly { readonly field: string; readonly problem: string }[];
}

function Wrong({ id, field, problems }: WrongProps) {
  const own = [...new Set(problems.filter((one) => one.field === field).map(({ problem }) => problem))];
  return (
    <div id={id} role="status">
      {own.map((problem) => (
        <p key={problem} class="bad">
          {problem}
        </p>
      ))}
    </div>
  );
}

/** Puts variables, the loop, a free part or a clause where the cursor stands in the body. */
function InsertButtons({ onInsert }: { readonly onInsert: (text: string) => void }) {
  const { data } = useTemplates({});
  const variables = data?.variables ?? [];
  return (
    <details>
      <summary>Put something in</summary>
      <fieldset class="actions">
        <legend class="unseen">Put something in</legend>
        {variables.map(({ name, words, type }) => (
          <button key={name} type="button" title={`${words} (${type})`} onClick={() => onInsert(`{{ ${name} }}`)}>
            {name}
          </button>
        ))}
        <button type="button" onClick={() => onInsert(LOOP)}>
          the items
        </button>
        <button type="button" onClick={() => onInsert(FREE_PART)}>
          a free part
        </button>
        <button type="button" onClick={() => onInsert('{% clause bank_details %}')}>
          the bank details
        </button>
      </fieldset>
    </details>
  );
}
