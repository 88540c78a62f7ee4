import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface ChartFrameProps {
  readonly title: string;
  readonly chart: ComponentChildren;
  readonly table: ComponentChildren;
}

/** A chart with its figures as a table behind it. */
export function ChartFrame({ title, chart, table }: ChartFrameProps) {
  const [isTable, setIsTable] = useState(false);
  return (
    <figure class="chart">
      <figcaption>
        <h3>{title}</h3>
        <button type="button" class="quiet-button" aria-pressed={isTable} onClick={() => setIsTable(!isTable)}>
          Show as table
        </button>
      </figcaption>
      {isTable ? table : chart}
    </figure>
  );
}
