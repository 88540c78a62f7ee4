/** A template's body cut at its free parts and clauses: what is approved and stays as it is, what a collector may write anew, and where words stand that are kept in one place. */
export type TemplatePart =
  | { readonly kind: 'locked'; readonly html: string }
  | { readonly kind: 'free'; readonly name: string; readonly html: string }
  | { readonly kind: 'clause'; readonly name: string; readonly html: string };

// Names are taken as short as they can be: a `-` right before the end of a tag is Liquid's, which takes blanks away.
const PART = /\{%-?\s*free\s+([\w-]+?)\s*-?%\}([\s\S]*?)\{%-?\s*endfree\s*-?%\}|\{%-?\s*clause\s+([\w-]+?)\s*-?%\}/g;

/** Cuts a body that passed its checks, in its order; what is locked is taken byte by byte. A body without free part and clause is one locked part; a clause has no HTML yet. */
export function cutParts(html: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const { 0: whole, 1: free, 2: body = '', 3: clause = '', index } of html.matchAll(PART)) {
    parts.push({ kind: 'locked', html: html.slice(end, index) });
    parts.push(
      free === undefined ? { kind: 'clause', name: clause, html: '' } : { kind: 'free', name: free, html: body },
    );
    end = index + whole.length;
  }
  return [...parts, { kind: 'locked' as const, html: html.slice(end) }].filter(
    (part) => part.kind === 'clause' || part.html !== '',
  );
}
