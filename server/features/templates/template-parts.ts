/** A template's body cut at its free parts: what is approved and stays as it is, and what a collector may write anew. */
export type TemplatePart =
  | { readonly kind: 'locked'; readonly html: string }
  | { readonly kind: 'free'; readonly name: string; readonly html: string };

const FREE_PART = /\{%-?\s*free\s+([\w-]+)\s*-?%\}([\s\S]*?)\{%-?\s*endfree\s*-?%\}/g;

/** Cuts a body that passed its checks, in its order; what is locked is taken byte by byte. A body without a free part is one locked part. */
export function cutParts(html: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const { 0: whole, 1: name = '', 2: body = '', index } of html.matchAll(FREE_PART)) {
    parts.push({ kind: 'locked', html: html.slice(end, index) }, { kind: 'free', name, html: body });
    end = index + whole.length;
  }
  return [...parts, { kind: 'locked' as const, html: html.slice(end) }].filter((part) => part.html !== '');
}
