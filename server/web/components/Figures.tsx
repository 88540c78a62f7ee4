import type { FigureGroup } from '../pages/report-page.ts';

/** The totals over all rows: a group a currency, since currencies are never added. */
export function Figures({ groups }: { groups: readonly FigureGroup[] }) {
  return (
    <div class="figures">
      {groups.map(({ title, figures }) => (
        <section key={title} class="figure-group" aria-label={title}>
          <h2>{title}</h2>
          <dl>
            {figures.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
