import { PlainTable } from '../components/PlainTable.tsx';
import { changedFields } from './changed-fields.ts';

interface ChangedFieldsProps {
  readonly before: unknown;
  readonly after: unknown;
}

/** What a change changed, field by field. */
export function ChangedFields({ before, after }: ChangedFieldsProps) {
  const fields = changedFields(before, after);
  if (fields.length === 0) return <p>No field of it differs.</p>;
  return (
    <PlainTable caption="What was changed, field by field" titles={['Field', 'Before', 'Since']}>
      {fields.map(({ field, was, is }) => (
        <tr key={field}>
          <th scope="row">{field === '' ? 'value' : field}</th>
          <td>
            <div class="reason">{was}</div>
          </td>
          <td>
            <div class="reason">{is}</div>
          </td>
        </tr>
      ))}
    </PlainTable>
  );
}
