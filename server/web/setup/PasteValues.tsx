import type { PasteGroup } from '#shared/api/setup.ts';
import { CopyButton } from './CopyButton.tsx';

/** Values that an admin pastes elsewhere, each with a button that copies it. */
export function PasteValues({ groups }: { groups: readonly PasteGroup[] }) {
  return (
    <>
      {groups.map(({ heading, values }) => (
        <section key={heading} class="part" aria-label={heading}>
          <h3>{heading}</h3>
          <dl class="paste">
            {values.map(({ label, value, note }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>
                  <code>{value}</code> <CopyButton label={label} value={value} />
                  {note !== null && <p class="quiet">{note}</p>}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </>
  );
}
