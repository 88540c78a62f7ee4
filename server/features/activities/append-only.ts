import type { Document, Schema } from 'mongoose';
import { CHANGING_QUERIES } from '../../mongo/changing-queries.ts';

/** Makes a model refuse every change of what it holds: documents can be added and read, nothing else. */
export function appendOnly(schema: Schema): void {
  schema.pre([...CHANGING_QUERIES], { document: true, query: true }, refuse);
  schema.pre('bulkWrite', refuse);
  schema.pre('save', function (this: Document) {
    if (!this.isNew) refuse();
  });
}

function refuse(): never {
  throw new Error('This log is append-only: correct an entry by one that points back to it.');
}
