/** The actions as machines read them: `api/v1/actions.json`, both languages. Pure; the planner uses the same shape. */
import { LANGS, type Lang, type Localized } from '../data/schema/index.ts';
import { entryPath, pagePath } from './addresses.ts';
import { actionsOf, type KnowledgeBase } from './base.ts';

/**
 * @param place address of the host without a slash at the end, and base path beginning and ending with one
 * @returns everything decided about every action, with the words of the closed lists and the lengths of the onsets; the
 *   shape is stable: fields are added, never renamed
 */
export function actionsApi(kb: KnowledgeBase, place: { site: string; base: string }) {
  const front = (lang: Lang, id: string) => kb.pages.get(`${lang}/actions/${id}`)?.front ?? {};
  const both = (of: (lang: Lang) => unknown): Localized => ({ en: String(of('en') ?? ''), ja: String(of('ja') ?? '') });
  const labels = kb.labels;
  return {
    version: 1,
    license: 'CC BY 4.0',
    site: place.site,
    languages: LANGS,
    labels: {
      verdicts: labels?.verdicts ?? {},
      effects: labels?.effects ?? {},
      signIn: labels?.signIn ?? {},
      signInExamples: labels?.signInExamples ?? {},
      roles: labels?.roles ?? {},
      actors: { ...labels?.roles, ...labels?.actors },
      confidences: labels?.confidences ?? {},
      categories: labels?.actionCategories ?? {},
    },
    onsets: Object.fromEntries(
      [...kb.onsets.values()].map(({ fact: o }) => [o.id, { label: o.label, explain: o.explain, minutes: o.minutes, sources: o.sources }]),
    ),
    errors: Object.fromEntries([...kb.errors.values()].map(({ fact: e }) => [e.id, e.code])),
    actions: [...actionsOf(kb).values()].map((a) => ({
      id: a.id,
      order: a.order,
      category: a.category,
      actor: a.actor,
      title: both((l) => front(l, a.id).title ?? a.id),
      answer: both((l) => front(l, a.id).answer),
      reading: String(front('ja', a.id).reading ?? ''),
      aliases: LANGS.flatMap((l) => (front(l, a.id).aliases as string[] | undefined) ?? []),
      url: both((l) => place.site + pagePath(place.base, l, entryPath('action', a.id))),
      ticketUrl: `${place.site}${place.base}go/${a.id}/`,
      ...(a.doc4 ? { classic: a.doc4 } : {}),
      conditions: a.conditions,
      rows: a.rows.map((r) => ({
        id: r.id,
        signIn: r.signIn,
        when: r.when,
        verdict: r.verdict,
        ...(r.effect ? { effect: r.effect } : {}),
        onset: r.onset,
        causes: r.causes,
        errors: r.errors,
        fixedBy: r.fixedBy,
        why: r.why,
        ...(r.settle ? { settle: r.settle } : {}),
        confidence: r.confidence,
        reviewed: r.reviewed,
        evidence: r.evidence.map((e) => ({
          source: e.source,
          stance: e.stance,
          inference: e.inference,
          date: e.date ?? kb.sources.get(e.source)?.fact.date ?? null,
        })),
      })),
      related: a.related,
      reviewed: a.reviewed,
    })),
  };
}
export type ActionsApi = ReturnType<typeof actionsApi>;
