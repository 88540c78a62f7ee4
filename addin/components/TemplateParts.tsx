import { useId } from 'preact/hooks';
import { inBackground } from '../state/failure.ts';
import type { Preview } from '../state/template-state.ts';
import { type FreePartView, writtenIn } from '../state/template-work.ts';
import { Problem } from './Problem.tsx';
import { useSidebar } from './sidebar-context.ts';

/** The contract's limit for a free part. */
const LONGEST_PART = 4_000;
const MOST_ROWS = 12;
/** About what a line of a pane holds. */
const LINE = 28;

/** The message in its order: approved text as text, free parts as fields. */
export function TemplateParts({ preview }: { readonly preview: Preview }) {
  const { words } = useSidebar();
  const { filled } = preview;
  const hasFields = filled.parts.some(({ kind }) => kind === 'free');
  return (
    <section class="stack" aria-label={words.templates.preview}>
      <h3>{words.templates.preview}</h3>
      {hasFields && <p class="quiet">{words.templates.freeHint}</p>}
      <Renewal preview={preview} />
      <div class="box stack">
        <p>
          <span class="quiet">{words.templates.subject}:</span> {filled.subject}
        </p>
        {filled.parts.map((part, at) =>
          part.kind === 'free' ? (
            <FreePart key={part.name} part={part} preview={preview} />
          ) : (
            // What is locked has no other name than its place, and keeps it for as long as the template is the same.
            <p key={at} class="filled">
              {part.text}
            </p>
          ),
        )}
      </div>
    </section>
  );
}

/** Whether the preview shows what was written; it never takes it away. */
function Renewal({ preview: { renewal } }: { readonly preview: Preview }) {
  const { words, templates } = useSidebar();
  if (renewal === 'done') return null;
  if (renewal === 'under_way') {
    return (
      <p class="quiet late" role="status">
        {words.templates.renewing}
      </p>
    );
  }
  return (
    <>
      <p class="bad">{words.templates.notRenewed}</p>
      <Problem failure={renewal} onRetry={() => inBackground(templates.renew())} />
    </>
  );
}

function FreePart({ part, preview }: { readonly part: FreePartView; readonly preview: Preview }) {
  const { words, templates } = useSidebar();
  const fieldId = useId();
  const named: Readonly<Record<string, string>> = words.templates.partNames;
  const name = named[part.name] ?? part.name.replaceAll(/[_-]/g, ' ');
  const written = writtenIn(preview.work, part);
  const isChanged = written !== part.original;
  return (
    <div class={isChanged ? 'field free free-changed' : 'field free'}>
      <p class="row">
        <label for={fieldId}>{words.templates.freePart(name)}</label>
        {isChanged && (
          <span id={`${fieldId}-mark`} class="mark">
            {words.templates.changed}
          </span>
        )}
      </p>
      <textarea
        id={fieldId}
        lang={preview.template.language}
        rows={rowsOf(written)}
        maxLength={LONGEST_PART}
        value={written}
        aria-describedby={isChanged ? `${fieldId}-mark` : undefined}
        onInput={({ currentTarget }) => templates.write(part.name, currentTarget.value)}
        onBlur={() => templates.renewSoon()}
      />
      {isChanged && (
        <button
          type="button"
          class="link"
          aria-label={words.templates.restorePart(name)}
          onClick={() => templates.restore(part.name)}
        >
          {words.templates.restore}
        </button>
      )}
    </div>
  );
}

function rowsOf(text: string): number {
  const rows = text.split('\n').reduce((sum, line) => sum + Math.ceil(Math.max(line.length, 1) / LINE), 0);
  return Math.min(MOST_ROWS, Math.max(2, rows));
}
