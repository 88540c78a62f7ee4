/**
 * A digest’s page without its styles and colours: the policy of our pages refuses what stands inline, and a preview has to be read in the dark as well. It is our own
 * server’s page, in which quotes within words and values are written as entities; the browser’s parser would complain of each style before it could be taken out.
 */
export function withoutStyles(html: string): string {
  return html.replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/gi, '').replace(/\s(?:style|bgcolor|color)="[^"]*"/gi, '');
}
