/** Something in a manifest that Outlook or an admin centre would refuse, or that would not work. */
export interface ManifestProblem {
  /** Counted from 1. */
  readonly line: number;
  readonly problem: string;
}

/** The value that an element carries as its text, as `DefaultValue`, or, a translation, as `Value`. */
export function textOf(node: { readonly text: string; readonly attributes: Readonly<Record<string, string>> }): string {
  return node.attributes.DefaultValue ?? node.attributes.Value ?? node.text.trim();
}
