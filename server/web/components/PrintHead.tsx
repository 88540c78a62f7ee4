import { useEffect, useState } from 'preact/hooks';
import { titleOf } from '../pages/plain-page.tsx';
import { usePageSession } from '../state/page-context.ts';
import { type AddressQuery, questionOf } from '../state/report-query.ts';
import { useZonedTime } from '../state/use-who.ts';

/** What paper has to say that the screen says elsewhere: whose figures, narrowed how, printed when. Days and what was known stand over the figures. */
export function PrintHead({ query }: { query: AddressQuery }) {
  const session = usePageSession();
  const timeOf = useZonedTime();
  const [at, setAt] = useState(() => new Date().toISOString());
  useEffect(() => {
    const mark = () => setAt(new Date().toISOString());
    addEventListener('beforeprint', mark);
    return () => removeEventListener('beforeprint', mark);
  }, []);
  const state = session.state.value;
  const filters = Object.entries(questionOf(query)).map(([name, value]) => `${titleOf(name)}: ${value}`);
  return (
    <p class="print-head">
      <strong>{state.as === 'open' ? state.tenant.name : ''}</strong>
      <span>Filters: {filters.join(', ') || 'none'}</span>
      <span>Printed at {timeOf(at)}</span>
    </p>
  );
}
