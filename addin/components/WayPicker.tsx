import { useId } from 'preact/hooks';
import { recipientsFor, type SendingWay } from '../state/sending-ways.ts';
import type { Preview } from '../state/template-state.ts';
import { RecipientPicker } from './RecipientPicker.tsx';
import { useSidebar } from './sidebar-context.ts';

interface WayPickerProps {
  readonly preview: Preview;
  /** Whether somebody tried to go on without a recipient. */
  readonly isMissing: boolean;
}

/** How the message goes out, to whom, and from which mailbox. */
export function WayPicker({ preview, isMissing }: WayPickerProps) {
  const { words, templates } = useSidebar();
  const { way, recipients } = preview;
  const ways = templates.ways();
  const item = templates.target?.item ?? null;
  if (way === null) return null;
  const addresses = way === 'new' ? [] : recipientsFor(item, way, []);
  return (
    <>
      {ways.length > 1 && <Ways ways={ways} chosen={way} />}
      {way === 'new' && <RecipientPicker recipients={recipients} isMissing={isMissing} />}
      {addresses.length > 0 && (
        <p class="quiet">
          {words.templates.recipients}: {addresses.join(', ')}
        </p>
      )}
      {item !== null && item.sharedMailbox !== null && way !== 'insert' && (
        <p class="quiet">
          {way === 'new'
            ? words.templates.goesFromOwn(item.sharedMailbox)
            : words.templates.goesFrom(item.sharedMailbox)}
        </p>
      )}
    </>
  );
}

function Ways({ ways, chosen }: { readonly ways: readonly SendingWay[]; readonly chosen: SendingWay }) {
  const { words, templates } = useSidebar();
  const name = useId();
  return (
    <fieldset class="bare">
      <legend>{words.templates.ways}</legend>
      {ways.map((way) => (
        <label key={way} class="choice">
          <input type="radio" name={name} checked={way === chosen} onChange={() => templates.goBy(way)} />
          {words.templates.way[way]}
        </label>
      ))}
    </fieldset>
  );
}
