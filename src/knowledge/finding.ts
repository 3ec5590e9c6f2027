/** What a check reports. One finding is one thing to mend; nothing is a warning. */
export interface Finding {
  /** Permanent id, RC001 …; explained in docs/checks.md. */
  readonly id: string;
  /** Path from the repository root. */
  readonly file: string;
  /** Line in that file, from 1. */
  readonly line: number;
  /** What is wrong. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do. */
  readonly cure: string;
}

/** `RC104 file:line  what Why Cure`, the one form in which findings are printed. */
export function formatFinding(f: Finding): string {
  return `${f.id} ${f.file}:${f.line}  ${f.what} ${f.why} ${f.cure}`;
}

/** Findings by file, line and id, so that two runs print the same. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.id.localeCompare(b.id) || a.what.localeCompare(b.what),
  );
}
