import type { ChartTone } from '../charts/chart-tones.ts';

interface LegendPart {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly share: string;
  readonly tone: ChartTone;
  readonly href?: string | undefined;
}

/** What the colours of a bar stand for, with the figures. */
export function Legend({ parts }: { parts: readonly LegendPart[] }) {
  return (
    <ul class="legend">
      {parts.map(({ key, label, text, share, tone, href }) => (
        <li key={key}>
          <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
            <rect class={`mark ${tone}`} width={10} height={10} />
          </svg>
          <span class="nowrap">{label}</span> {href === undefined ? text : <a href={href}>{text}</a>}{' '}
          <span class="quiet">{share}</span>
        </li>
      ))}
    </ul>
  );
}
