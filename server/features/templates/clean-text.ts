/** Direction marks and characters that nobody sees: they could change how the rest is read. */
const UNSEEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const HALF_CHARACTER = /\p{Cs}/gu;

/** One line: no line break could start a header, no direction mark or invisible character could change how the rest is read. */
export function cleanLine(text: string): string {
  return text
    .replace(HALF_CHARACTER, '\ufffd')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(UNSEEN, '')
    .trim();
}

/** Lines, each as clean as `cleanLine` makes it, apart by one `\n`; empty lines stay, but for those at the beginning and the end. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\v\f\u0085\p{Zl}\p{Zp}]/u)
    .map((line) => cleanLine(line))
    .join('\n')
    .trim();
}
