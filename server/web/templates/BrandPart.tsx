import { useState } from 'preact/hooks';
import type { BrandView } from '#shared/api/templates.ts';
import { Notice } from '../components/Notice.tsx';
import { problemsInFull } from '../state/problem-words.ts';
import { brandLines, brandsIn } from './brand-lines.ts';
import { useChangeBrands, useTemplates } from './use-templates.ts';

/** The brands under which the company duns. */
export function BrandPart() {
  const { data } = useTemplates({});
  if (data === undefined) return null;
  return <BrandForm key={brandLines(data.brands)} brands={data.brands} />;
}

function BrandForm({ brands }: { readonly brands: readonly BrandView[] }) {
  const [lines, setLines] = useState(brandLines(brands));
  const change = useChangeBrands();
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    change.mutate(brandsIn(lines));
  };
  return (
    <section class="part" aria-label="Brands">
      <h2>Brands</h2>
      <form class="stack" aria-label="Brands" onSubmit={save}>
        <label>
          One a line: short name; name; company codes of the ERP whose customers belong to it
          <textarea
            class="wide code"
            rows={Math.max(3, brands.length + 1)}
            placeholder="north; Brightwater North; 2000, 2100"
            value={lines}
            onInput={({ currentTarget }) => setLines(currentTarget.value)}
          />
        </label>
        {change.error !== null && <Notice title="Nothing was changed.">{problemsInFull(change.error)}</Notice>}
        <div class="actions">
          <button type="submit" disabled={change.isPending}>
            Save the brands
          </button>
          <span role="status">{change.isSuccess && 'Saved.'}</span>
        </div>
      </form>
    </section>
  );
}
