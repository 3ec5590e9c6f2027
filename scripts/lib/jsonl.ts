/** Reading lines of JSON from standard input, one answer a line. A line that is no JSON gets an error of its own. */
import { createInterface } from 'node:readline';

/**
 * @param answer from the parsed line to the object printed; may throw, which becomes `{"id","error"}`
 */
export async function answerLines(answer: (line: Record<string, unknown>) => Promise<object> | object): Promise<void> {
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!line.trim()) continue;
    let id: unknown = null;
    try {
      const parsed: unknown = JSON.parse(line);
      if (!parsed || typeof parsed !== 'object' || Array.isArray(parsed)) throw new Error('the line is not a JSON object');
      id = (parsed as { id?: unknown }).id ?? null;
      print({ id, ...(await answer(parsed as Record<string, unknown>)) });
    } catch (e) {
      print({ id, error: e instanceof Error ? e.message.split('\n')[0] : String(e) });
    }
  }
}

const print = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);

/** All of standard input as text. */
export async function readAll(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of process.stdin) parts.push(chunk as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
