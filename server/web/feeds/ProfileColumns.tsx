import { PlainTable } from '../components/PlainTable.tsx';
import type { ProfileView } from './use-feeds.ts';

/** The columns that a profile reads, for the person who prepares the file or its mapping. */
export function ProfileColumns({ profile: { name, columns, sample } }: { profile: ProfileView }) {
  return (
    <>
      {sample === 'untried' && (
        <p>
          <strong>Untried:</strong> no file that a vendor or a bank had made was at hand to try this on. See what a
          first file comes to with “Only try it”.
        </p>
      )}
      {columns.length > 0 && (
        <details class="definition">
          <summary>Columns of {name}</summary>
          <PlainTable caption={`Columns of ${name}`} titles={['Column', 'What it says', 'Kind', 'Needed']}>
            {columns.map((column) => (
              <tr key={column.name}>
                <th scope="row">{column.name}</th>
                <td>
                  <span class="reason">{column.about}</span>
                </td>
                <td>{column.kind}</td>
                <td>{column.required ? 'yes' : ''}</td>
              </tr>
            ))}
          </PlainTable>
        </details>
      )}
    </>
  );
}
