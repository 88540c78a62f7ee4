/** The characters of the bytes 0x80 to 0x9F, in which Windows-1252 is not Latin 1; five of them are none. The runtime's own decoder takes them for control characters. */
const AT_0X80 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';
const UNDEFINED = '\uFFFD';

/** The text of bytes in Windows-1252, or in Latin 1, which has nothing to print there; null where a byte stands for nothing. */
export function decodeWindows1252(bytes: Buffer): string | null {
  const latin = bytes.toString('latin1');
  const text = latin.replace(/[\x80-\x9f]/g, (character) => AT_0X80.charAt(character.charCodeAt(0) - 0x80));
  return text.includes(UNDEFINED) ? null : text;
}
