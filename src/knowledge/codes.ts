/** Error codes in running text that we wrote ourselves. For codes in what people paste see recognise.ts. */

/** Every AADSTS code in a text, in order. */
export function aadstsCodes(text: string): string[] {
  return [...text.matchAll(/AADSTS\d+/g)].map((m) => m[0]);
}

/** Every number of a text that carries meaning: digits with separators, without those inside codes and ids. */
export function numbersIn(text: string): string[] {
  return [...text.matchAll(/(?<![\w.-])\d[\d,]*(?:[.:]\d+)*(?![\w])/g)].map((m) => m[0].replace(/,(?=\d{3}\b)/g, '').replace(/,$/, ''));
}
