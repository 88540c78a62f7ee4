/** What a telephone takes: digits, and the plus in front of them. Empty where the text holds no number. */
export function dialString(phone: string): string {
  const trimmed = phone.replace(/\(0\)/, '').trim();
  const digits = trimmed.replace(/\D/g, '');
  return digits !== '' && trimmed.startsWith('+') ? `+${digits}` : digits;
}
