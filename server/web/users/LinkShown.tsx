import type { MAILED } from '#shared/api/users.ts';
import { useZonedTime } from '../state/use-who.ts';
import { mailedWords } from './user-words.ts';

interface LinkShownProps {
  readonly name: string;
  readonly link: { readonly link: string; readonly expiresAt: string; readonly mailed: (typeof MAILED)[number] };
}

/** A one-time link, which is shown here and nowhere again. */
export function LinkShown({ name, link: { link, expiresAt, mailed } }: LinkShownProps) {
  const timeText = useZonedTime();
  return (
    <div role="status">
      <p>
        The one-time sign-in link of {name}, good until {timeText(expiresAt)}. {mailedWords(mailed)}
      </p>
      <label>
        <span>Link</span>
        <input class="wide" readOnly value={link} onFocus={({ currentTarget }) => currentTarget.select()} />
      </label>
    </div>
  );
}
