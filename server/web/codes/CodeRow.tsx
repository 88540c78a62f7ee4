import { type CodeDraft, type LabelLanguage, meaningOf } from './codes-draft.ts';

interface CodeRowProps {
  readonly draft: CodeDraft;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onEdit: (part: Partial<CodeDraft>) => void;
  readonly onMove: (by: -1 | 1) => void;
}

/** One code: its meaning, whether it is used, what the company calls it, and its place. */
export function CodeRow({ draft, isFirst, isLast, onEdit, onMove }: CodeRowProps) {
  const { line, isOff, names } = draft;
  const term = line.term.en;
  const rename = (language: LabelLanguage, name: string) => onEdit({ names: { ...names, [language]: name } });
  return (
    <tr>
      <th scope="row">
        {term}
        <div class="quiet reason">{meaningOf(line)}</div>
      </th>
      <td>
        <input
          type="checkbox"
          aria-label={`Use ${term}`}
          checked={!isOff}
          disabled={!line.mayBeOff}
          onChange={({ currentTarget }) => onEdit({ isOff: !currentTarget.checked })}
        />
      </td>
      {(['en', 'de'] as const).map((language) => (
        <td key={language}>
          <input
            aria-label={`Own name of ${term}, ${language === 'en' ? 'English' : 'German'}`}
            placeholder={line.term[language]}
            maxLength={60}
            value={names[language]}
            onInput={({ currentTarget }) => rename(language, currentTarget.value)}
          />
        </td>
      ))}
      <td>
        <button type="button" disabled={isFirst} aria-label={`Move ${term} up`} onClick={() => onMove(-1)}>
          ↑
        </button>{' '}
        <button type="button" disabled={isLast} aria-label={`Move ${term} down`} onClick={() => onMove(1)}>
          ↓
        </button>
      </td>
    </tr>
  );
}
