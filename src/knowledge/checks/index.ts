/** The knowledge check: all rules over one knowledge base, all findings at once. */
import type { KnowledgeBase } from '../base.ts';
import { type Finding, sortFindings } from '../finding.ts';
import {
  checkDates,
  checkFiles,
  checkLabels,
  checkOfficial,
  checkPlaceholders,
  checkReferences,
  checkRelations,
  checkRows,
  checkUnfinished,
} from './facts.ts';
import { checkLanguage } from './language.ts';
import { checkCodesAndLinks, checkFrontMatter, checkPairs, checkParity, checkSkeletons, checkStamps } from './pages.ts';
import { checkPublished } from './published.ts';
import { checkQuestions } from './questions.ts';
import { Report } from './rules.ts';

/** Days after which a fact is due for another look. */
export const REVIEW_DAYS = 365;

/**
 * Runs every rule.
 * @param today YYYY-MM-DD; dates after it are findings
 * @returns findings, sorted by file and line; empty when the knowledge base may be published
 */
export function checkKnowledge(kb: KnowledgeBase, today: string): Finding[] {
  const report = new Report();
  checkFiles(kb, report);
  checkReferences(kb, report);
  checkRelations(kb, report);
  checkOfficial(kb, report);
  checkRows(kb, report);
  checkDates(kb, report, today);
  checkPlaceholders(kb, report);
  checkLabels(kb, report);
  checkPublished(kb, report);
  checkFrontMatter(kb, report);
  checkPairs(kb, report);
  checkSkeletons(kb, report);
  checkCodesAndLinks(kb, report);
  checkParity(kb, report);
  checkStamps(kb, report);
  checkLanguage(kb, report);
  checkUnfinished(kb, report);
  checkQuestions(kb, report);
  return sortFindings(report.findings);
}

/** Facts whose review is older than REVIEW_DAYS: a list for editors, not a finding, for time alone must not break a build. */
export function overdueReviews(kb: KnowledgeBase, today: string): { file: string; reviewed: string }[] {
  const limit = new Date(Date.parse(`${today}T00:00:00Z`) - REVIEW_DAYS * 86_400_000).toISOString().slice(0, 10);
  return [kb.errors, kb.causes, kb.actions, kb.conflicts]
    .flatMap((m) => [...m.values()].map((h) => ({ file: h.file.path, reviewed: h.fact.reviewed })))
    .filter((x) => x.reviewed < limit)
    .sort((a, b) => a.reviewed.localeCompare(b.reviewed));
}
