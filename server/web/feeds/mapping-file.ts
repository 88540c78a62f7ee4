import { FeedMapping } from '#shared/api/feed-mapping.ts';

/** A file that was given as a mapping and is none; its message is for the person. */
export class MappingWrong extends Error {}

/** The mapping of a file; what is wrong within it, the server says part by part. Throws MappingWrong. */
async function mappingIn(file: File): Promise<FeedMapping> {
  try {
    return FeedMapping.parse(JSON.parse(await file.text()));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'a part of it is not known or of the wrong kind';
    throw new MappingWrong(`${file.name} is no mapping: ${reason}. docs/feeds.md lists its parts.`);
  }
}

/** The mapping that a field of a form was given; undefined where it was left empty. Throws MappingWrong. */
export async function mappingGiven(field: FormDataEntryValue | null): Promise<FeedMapping | undefined> {
  return field instanceof File && field.size > 0 ? await mappingIn(field) : undefined;
}
