/** Runs the check over a repository and prints it: shared by the command line and the build. */
import { buildKnowledge } from './base.ts';
import { checkKnowledge, overdueReviews, REVIEW_DAYS } from './checks/index.ts';
import { formatFinding } from './finding.ts';
import { readKnowledge } from './read.ts';

/** Today in UTC, YYYY-MM-DD. */
export const todayUtc = () => new Date().toISOString().slice(0, 10);

/**
 * @param root absolute path of the repository
 * @returns 0 when there is nothing to mend, else 1
 */
export function runCheck(root: string, options: { only?: string | undefined; print: (line: string) => void }): number {
  const kb = buildKnowledge(readKnowledge(root));
  const all = checkKnowledge(kb, todayUtc());
  const findings = options.only ? all.filter((f) => f.file.includes(options.only as string)) : all;
  for (const f of findings) options.print(formatFinding(f));
  const due = overdueReviews(kb, todayUtc());
  if (due.length && !options.only) {
    options.print(
      `Reviews older than ${REVIEW_DAYS} days (for editors, not a fault): ${due.map((d) => `${d.file} (${d.reviewed})`).join(', ')}`,
    );
  }
  const counts = `${kb.causes.size} causes, ${kb.errors.size} errors, ${kb.actions.size} actions, ${kb.conflicts.size} conflicts, ${kb.sources.size} sources, ${kb.pages.size} pages`;
  options.print(
    findings.length === 0
      ? `Knowledge check: nothing to mend (${counts}).`
      : `Knowledge check: ${findings.length} finding${findings.length === 1 ? '' : 's'} (${counts}). Each is explained in docs/checks.md.`,
  );
  return findings.length === 0 ? 0 : 1;
}
