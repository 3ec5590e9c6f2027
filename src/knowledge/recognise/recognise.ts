/** Recognising a pasted error: the one function behind the box, the search dialog and the command line. */
import { type CodeTable, type FoundCode, findCodes, wordKey } from './codes.ts';
import { type Details, extractDetails } from './details.ts';
import { mask } from './mask.ts';
import { matchTemplates, type TemplateIndex } from './templates.ts';
import { unmangle } from './unmangle.ts';

export interface RankedCause {
  readonly id: string;
  /** Words in a paste that speak for this cause, folded to lower case. */
  readonly cues: readonly string[];
}
export interface RecogniserIndex {
  readonly codes: CodeTable;
  readonly templates: TemplateIndex;
  /** Causes of each error, most likely first. */
  readonly causes: ReadonlyMap<string, readonly RankedCause[]>;
}

export interface Answer {
  readonly kind: 'error' | 'cause';
  readonly id: string;
  readonly confidence: number;
  /** What in the paste led to it: the code, or the words of the message. */
  readonly matched: readonly string[];
  /** How it was found. */
  readonly by: 'code' | 'message' | 'status' | 'phrase';
}
export interface Recognition {
  readonly recognised: boolean;
  /** Display forms, best first; codes without a page too. */
  readonly codes: readonly string[];
  /** Codes that have no page here. */
  readonly unknownCodes: readonly string[];
  readonly answers: readonly Answer[];
  /** Cause ids, best first. */
  readonly causes: readonly string[];
  readonly details: Details;
  /** True when a token, secret or password was pasted. */
  readonly secret: boolean;
  /** The paste made readable, private parts hidden. */
  readonly shown: string;
}

/** Services and programs with sign-in errors of their own. */
const OTHERS =
  /google|gmail\.com\/|gcloud|firebase|github|gitlab|bitbucket|openai|anthropic|\baws\b|amazon|cognito|slack|okta|auth0|keycloak|kubernetes|kubectl|docker|npm err|\bgit\b|salesforce|dropbox|facebook|twitter|linkedin|stripe|paypal|postgres|psql|mysql|mongodb|redis|\bora-\d|jenkins|jira|confluence|\bvpn\b|\bssh\b|wi-?fi|zoom|printer|プリンター|aadb2c|adb2c|b2clogin/i;
/** Signs that a text is about Microsoft's sign-in or this platform all the same. */
const OURS =
  /\baction '\w+' failed|aadsts|microsoft(?!\.(?:codeanalysis|net|powershell))|power ?(?:automate|apps|platform)|logic ?apps?|\bflow(?: run)?s?\b|azure(?!\.(?:identity|core))|entra|office ?365|outlook|sharepoint|dataverse|dynamics|shared_|apim\b|connector|フロー|コネクタ|接続の修正|接続参照|テナント|条件付き/i;

/** Addresses of Microsoft's sign-in and of this platform. */
const OUR_HOSTS = /^https?:\/\/[^\s/]*(?:microsoft|azure|office|sharepoint|dynamics|powerapps|powerplatform|windows\.net)/i;
/** A sign-in message of so few words is worth something only by itself, or in a text that is about this platform. */
const FEW_WORDS = 5;
/** How many times longer than such a message a text may be that says nothing of the platform. */
const ALONE = 2.2;

/** Longest paste that is looked at whole; of a longer one the beginning and the end. */
const LIMIT = 1_200_000;
/** Of one paste, at most this many answers. */
const MAX_ANSWERS = 6;

/**
 * @param raw what was pasted: any text, any size
 * @returns answers best first; `recognised` is false when nothing is sure enough, which is a good answer too
 */
export function recognise(raw: string, index: RecogniserIndex): Recognition {
  const text = unmangle(raw.length > LIMIT ? `${raw.slice(0, LIMIT / 2)}\n${raw.slice(-LIMIT / 2)}` : raw);
  // Another provider's error shares words with ours (invalid_grant, 401, "rate limit"), but not its cause.
  const ours = OURS.test(text.replace(/https?:\/\/\S+/g, (url) => (OUR_HOSTS.test(url) ? ' microsoft ' : ' ')));
  // Threads about our errors stand on GitHub too: its addresses say nothing.
  const foreign = !ours && OTHERS.test(text.replace(/https?:\/\/(?:www\.)?github\.com\S*/g, ' '));
  const found = findCodes(text, index.codes).filter((f) => !foreign || /^AADSTS/.test(f.code) || (!f.wrapper && /[a-z][A-Z]/.test(f.code)));
  const known = found.filter((f) => f.id !== undefined);
  const unknown = found.filter((f) => f.id === undefined && !f.bare);
  const answers: Answer[] = [];
  const seen = new Set<string>();
  const add = (a: Answer) => {
    if (seen.has(a.id) || answers.length >= MAX_ANSWERS) return;
    seen.add(a.id);
    answers.push(a);
  };
  for (const f of known)
    add({
      kind: 'error',
      id: f.id as string,
      confidence: f.bare ? 0.9 : f.wrapper ? 0.8 : 0.99,
      matched: [text.slice(f.start, f.end).replace(/\s+/g, ' ')],
      by: 'code',
    });

  // Words decide only where no real code does: a code with or without a page is never answered with a neighbour.
  const real = found.filter((f) => !f.wrapper);
  const coded = real.some((f) => /^AADSTS/.test(f.code));
  const matches = foreign ? [] : matchTemplates(text, index.templates, coded ? index.codes.wrappers : undefined);
  for (const m of matches) {
    if (coded) {
      // Around a real code only the shell around it is worth naming.
      if (m.confidence >= 0.88) add({ kind: 'error', id: m.error, confidence: 0.6, matched: m.words, by: 'message' });
      continue;
    }
    if (real.length > 0 && m.confidence < 0.88) continue;
    if (m.most <= FEW_WORDS && m.error.startsWith('aadsts') && !ours && text.length > ALONE * Math.max(20, m.end - m.start)) continue;
    add({ kind: 'error', id: m.error, confidence: m.confidence, matched: m.words, by: 'message' });
  }
  // A code without a page is the answer; the shell around it would only hide that.
  if (unknown.length > 0 && answers.every((a) => index.codes.wrappers.has(a.id))) answers.length = 0;
  // A shell stands behind what it wraps.
  answers.sort((a, b) => Number(index.codes.wrappers.has(a.id)) - Number(index.codes.wrappers.has(b.id)) || b.confidence - a.confidence);

  if (answers.length === 0 && unknown.length === 0 && !foreign) {
    const status = statusOf(text, index.codes);
    if (status) add(status);
  }
  const codes = codesOf(found, answers, index.codes);
  return {
    recognised: answers.length > 0,
    codes,
    unknownCodes: unknown.map((f) => f.code),
    answers,
    causes: rankCauses(answers, text, index),
    details: extractDetails(text),
    ...(() => {
      const m = mask(text);
      const again = mask(raw.slice(0, 20_000));
      return { secret: m.secret || again.secret, shown: m.text };
    })(),
  };
}

/** Display forms best first: those found, then those that a recognised message stands for. */
function codesOf(found: readonly FoundCode[], answers: readonly Answer[], table: CodeTable): string[] {
  const codes = found.map((f) => f.code);
  for (const a of answers) {
    const display = table.display.get(a.id);
    if (display && /^(AADSTS\d+|[A-Za-z]+)$/.test(display) && !codes.includes(display)) codes.push(display);
  }
  return codes;
}

/** HTTP statuses and one-word states: only in a text that speaks of flows, connections or sign-in, and only alone. */
function statusOf(text: string, table: CodeTable): Answer | undefined {
  if (!OURS.test(text) || text.length > 3000) return undefined;
  for (const m of text.matchAll(/[A-Za-z][A-Za-z]+(?: [A-Z][a-z]+){0,2}|\b[45]\d\d\b(?: [A-Za-z]+){0,2}/g)) {
    for (const phrase of phrases(m[0])) {
      const key = wordKey(phrase);
      const id = table.words.get(key);
      if (id !== undefined && table.weak.has(key) && !/^\d+$/.test(key))
        return { kind: 'error', id, confidence: 0.55, matched: [phrase], by: 'status' };
    }
  }
  return undefined;
}
function phrases(run: string): string[] {
  const words = run.split(' ');
  const out: string[] = [];
  for (let n = words.length; n >= 1; n--) for (let i = 0; i + n <= words.length; i++) out.push(words.slice(i, i + n).join(' '));
  return out;
}

/** Causes over all answers, best first: the error's own order, moved by cues that stand in the paste. */
export function rankCauses(answers: readonly Answer[], text: string, index: RecogniserIndex): string[] {
  const lower = text.toLowerCase();
  const score = new Map<string, number>();
  answers.forEach((a, rank) => {
    if (a.kind === 'cause') score.set(a.id, Math.max(score.get(a.id) ?? 0, a.confidence / (1 + rank * 0.7)));
    (index.causes.get(a.id) ?? []).forEach((c, place) => {
      const cues = c.cues.filter((cue) => lower.includes(cue)).length;
      const value = (a.confidence * (1 / (1 + place * 0.35) + cues * 0.8)) / (1 + rank * 0.7);
      score.set(c.id, Math.max(score.get(c.id) ?? 0, value));
    });
  });
  return [...score].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}
