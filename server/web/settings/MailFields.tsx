import type { SettingsDraft } from './settings-draft.ts';

interface FieldsProps {
  readonly draft: SettingsDraft;
  readonly onEdit: (part: Partial<SettingsDraft>) => void;
}

/** What of mail is logged by itself, and whether a closed gate can be passed without a reason. */
export function MailFields({ draft, onEdit }: FieldsProps) {
  return (
    <section class="part" aria-label="Mail">
      <h2>Mail</h2>
      <label>
        Never log mail of or to these addresses and domains, one on each line
        <textarea
          rows={3}
          value={draft.neverLog}
          onInput={({ currentTarget }) => onEdit({ neverLog: currentTarget.value })}
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={draft.keepsOfMail}
          onChange={({ currentTarget }) => onEdit({ keepsOfMail: currentTarget.checked })}
        />{' '}
        Keep subject and recipients of mail that was not made from a template
      </label>
      <label>
        <input
          type="checkbox"
          checked={draft.sendAnyway}
          onChange={({ currentTarget }) => onEdit({ sendAnyway: currentTarget.checked })}
        />{' '}
        Let people send with Outlook’s “Send Anyway” when the gate is closed; the log says that no reason was given
      </label>
    </section>
  );
}
