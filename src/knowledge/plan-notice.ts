/** The notice to connection owners that goes with a plan: plain text or Markdown, in English or Japanese. Browser-safe. */
import type { Lang } from '../data/schema/index.ts';
import type { ChangeStep, Plan, PlanFacts, PlanPart, ReauthStep } from './plan.ts';

export type NoticeFormat = 'text' | 'markdown';

const WORDS = {
  en: {
    sep: ', ',
    subject: (from: string, to: string) =>
      `Planned changes and your Power Platform connections (${from === to ? from : `${from} to ${to}`})`,
    lead: 'The changes below affect the connections that flows in Power Automate and apps in Power Apps use.',
    changes: 'What changes, and what breaks',
    todo: 'What you need to do',
    keeps: 'What keeps working',
    shows: 'shows',
    span: (from: string, to: string) => `${from} to ${to}`,
    from: (day: string) => `from ${day}`,
    errors: 'error',
    mendedBy: 'Who can mend it',
    fixed: 'comes by itself',
    details: 'Details',
    after: (day: string, covers: string) => `${day}, after ${covers}`,
    change: (n: readonly number[]) => `${n.length === 1 ? 'change' : 'changes'} ${join(n, ', ', ' and ')}`,
    item: (n: number) => `Change ${n}`,
    sign: (who: string) =>
      `${who}: open Connections in Power Automate (make.powerautomate.com), select Fix connection on each affected connection, and sign in again or enter the new credential. Once is enough.`,
    look: (who: string) =>
      `${who}: open Connections in Power Automate (make.powerautomate.com). Where a connection shows an error, select Fix connection and sign in again.`,
    others: (who: string) => `Help may also be needed from: ${who}.`,
    lasting: (covers: string, who: string) =>
      `After ${covers}, signing in again does not mend every affected connection. Turn to: ${who || 'your administrator'}.`,
    nothing: 'Nothing: no connection has to be signed in again.',
    none: 'Nothing of what is planned breaks a connection.',
  },
  ja: {
    sep: '、',
    subject: (from: string, to: string) => `予定されている変更と Power Platform の接続への影響 (${from === to ? from : `${from}～${to}`})`,
    lead: '次の変更は、Power Automate のフローや Power Apps のアプリが使う接続に影響します。',
    changes: '変更の内容と影響',
    todo: 'お願いする作業',
    keeps: '影響のない接続',
    shows: '症状が出る時期',
    span: (from: string, to: string) => `${from}～${to}`,
    from: (day: string) => `${day}以降`,
    errors: 'エラー',
    mendedBy: '直せる人',
    fixed: '自然に起きるもの',
    details: '詳細',
    after: (day: string, covers: string) => `${day}、${covers} の後`,
    change: (n: readonly number[]) => `変更 ${join(n, '、', '、')}`,
    item: (n: number) => `変更 ${n}`,
    sign: (who: string) =>
      `${who}: Power Automate (make.powerautomate.com) の [接続] を開き、影響のある接続ごとに [接続の修正] を選択して、再認証するか新しい資格情報を入力してください。1 回で済みます。`,
    look: (who: string) =>
      `${who}: Power Automate (make.powerautomate.com) の [接続] を開き、エラーが表示されている接続があれば [接続の修正] を選択して再認証してください。`,
    others: (who: string) => `次の担当者の対応が必要になることもあります: ${who}。`,
    lasting: (covers: string, who: string) => `${covers} の後は、再認証しても直らない接続があります。対応できる人: ${who || '管理者'}。`,
    nothing: '作業は不要です。再認証が必要な接続はありません。',
    none: '予定されている変更で切れる接続はありません。',
  },
} as const;

const join = (list: readonly (string | number)[], sep: string, last: string): string =>
  list.length < 2 ? list.join('') : `${list.slice(0, -1).join(sep)}${last}${list.at(-1)}`;

const DAYS = {
  en: new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }),
  ja: new Intl.DateTimeFormat('ja-JP', { dateStyle: 'long', timeZone: 'UTC' }),
} as const;
/** A day as readers of a language write it. */
export const dayText = (day: string, lang: Lang): string => DAYS[lang].format(new Date(`${day}T00:00:00Z`));

/** When a part shows, in words: the onset, and its days where they say more than the day of the change. */
export function showsText(part: PlanPart, on: string, facts: PlanFacts, lang: Lang): string {
  const label = facts.onsets[part.row.onset]?.label[lang] ?? part.row.onset;
  if (!part.earliest || (part.earliest === on && !part.latest)) return label;
  const w = WORDS[lang];
  const days =
    part.latest === null
      ? w.from(dayText(part.earliest, lang))
      : part.latest === part.earliest
        ? dayText(part.earliest, lang)
        : w.span(dayText(part.earliest, lang), dayText(part.latest, lang));
  return `${label} (${days})`;
}

/** Roles as one readable list. */
export const rolesText = (roles: readonly string[], facts: PlanFacts, lang: Lang): string =>
  roles.map((r) => facts.labels.roles[r]?.[lang] ?? r).join(WORDS[lang].sep);

/**
 * Writes the notice.
 * @param plan a plan with at least one step
 * @returns text that can be pasted into a mail; ends without a line break
 */
export function notice(plan: Plan, facts: PlanFacts, lang: Lang, format: NoticeFormat): string {
  const w = WORDS[lang];
  const md = format === 'markdown';
  const head = (text: string) => (md ? `## ${text}` : lang === 'ja' ? `■ ${text}` : text.toUpperCase());
  const bold = (text: string) => (md ? `**${text}**` : text);
  const label = (group: 'verdicts' | 'effects' | 'signIn', word: string) => facts.labels[group][word]?.[lang] ?? word;
  const changes = plan.steps.filter((s): s is ChangeStep => s.kind === 'change');
  const days = plan.steps.map((s) => s.on).sort();
  const title = (c: ChangeStep) => (md ? `[${c.action.title[lang]}](${c.action.url[lang]})` : c.action.title[lang]);
  /** Whatever an owner can notice: a verdict other than "stays", or flows that stop while the connection is whole. */
  const felt = (p: PlanPart) =>
    p.row.verdict !== 'stays' || (p.row.effect !== undefined && !['repairs', 'prevents'].includes(p.row.effect));
  const colon = ': ';
  const partLine = (c: ChangeStep, p: PlanPart) => {
    const says = [bold(label('verdicts', p.row.verdict)), ...(p.row.effect ? [label('effects', p.row.effect)] : [])].join(w.sep);
    const more = [
      ...(p.row.verdict !== 'unknown' && p.row.onset !== 'none' ? [`${w.shows}${colon}${showsText(p, c.on, facts, lang)}`] : []),
      ...(p.row.errors.length ? [`${w.errors}${colon}${p.row.errors.map((e) => facts.errors[e] ?? e).join(w.sep)}`] : []),
    ];
    return `  - ${label('signIn', p.signIn)}${colon}${[says, ...more].join(lang === 'ja' ? '。' : '; ')}${lang === 'ja' ? '。' : '.'}`;
  };

  const concerned = changes.filter((c) => c.parts.some(felt));
  const what = concerned.flatMap((c) => [
    `- ${w.item(c.number)}${w.sep}${dayText(c.on, lang)}${c.fixed ? ` (${w.fixed})` : ''}${colon}${title(c)}`,
    ...c.parts.filter(felt).map((p) => partLine(c, p)),
    ...(c.fixedBy.length ? [`  - ${w.mendedBy}${colon}${rolesText(c.fixedBy, facts, lang)}`] : []),
    ...(md ? [] : [`  - ${w.details}${colon}${c.action.ticketUrl}`]),
  ]);
  const todo = plan.steps.flatMap((s): string[] => {
    if (s.kind === 'reauth') return [`- ${reauthLine(s)}`];
    if (s.stage !== 'lasting') return [];
    return [
      `- ${w.lasting(
        `${w.change([s.number])} (${s.action.title[lang]})`,
        rolesText(
          s.fixedBy.filter((r) => r !== 'owner'),
          facts,
          lang,
        ),
      )}`,
    ];
  });
  function reauthLine(s: ReauthStep): string {
    const owner = rolesText(['owner'], facts, lang);
    const others = s.roles.filter((r) => r !== 'owner');
    const text = [(s.certain ? w.sign : w.look)(owner), ...(others.length ? [w.others(rolesText(others, facts, lang))] : [])];
    return `${bold(w.after(dayText(s.on, lang), w.change(s.covers)))}${colon}${text.join(lang === 'ja' ? '' : ' ')}`;
  }
  const keeps = changes.flatMap((c) => {
    const kept = c.parts.filter((p) => !felt(p));
    return kept.length ? [`- ${w.item(c.number)}${w.sep}${title(c)}${colon}${kept.map((p) => label('signIn', p.signIn)).join(w.sep)}`] : [];
  });
  const subject = w.subject(dayText(days[0] ?? '', lang), dayText(days.at(-1) ?? '', lang));
  return [
    md ? `# ${subject}` : subject,
    '',
    w.lead,
    '',
    head(w.changes),
    '',
    ...(what.length ? what : [w.none]),
    '',
    head(w.todo),
    '',
    ...(todo.length ? todo : [w.nothing]),
    ...(keeps.length ? ['', head(w.keeps), '', ...keeps] : []),
  ].join('\n');
}

/** The notice in one language or in both, English first. */
export const notices = (plan: Plan, facts: PlanFacts, langs: readonly Lang[], format: NoticeFormat): string =>
  langs.map((l) => notice(plan, facts, l, format)).join('\n\n---\n\n');
