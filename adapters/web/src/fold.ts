/// Search without accents: "tham dinh" finds "Thẩm định", "dat dai" finds "đất đai".

export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/// True if every word of `wanted` stands somewhere in one of the texts.
export function matches(wanted: string, ...texts: (string | number | undefined)[]): boolean {
  const words = fold(wanted).split(' ').filter(Boolean);
  if (words.length === 0) return true;
  const all = fold(texts.join(' '));
  return words.every((word) => all.includes(word));
}
