import { useId } from 'preact/hooks';
import { WORD_CHANNELS } from '#shared/api/promises-to-pay.ts';
import type { WordChannel } from '../state/promise-form.ts';
import { useSidebar } from './sidebar-context.ts';

interface ChannelFieldProps {
  readonly channel: WordChannel;
  readonly onChannel: (channel: WordChannel) => void;
}

/** How the customer's word reached us. */
export function ChannelField({ channel, onChannel }: ChannelFieldProps) {
  const { words } = useSidebar();
  const name = useId();
  return (
    <fieldset class="bare field">
      <legend>{words.form.channel}</legend>
      <div class="chips">
        {WORD_CHANNELS.map((one) => (
          <label key={one} class="choice">
            <input type="radio" name={name} checked={channel === one} onChange={() => onChannel(one)} />
            {words.form.channels[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
