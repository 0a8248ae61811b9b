import { messageOf, type AppError, type SqlErrorDetail } from '../domain/appError.ts';
import { plainBlanks } from '../sql/tokens.ts';

/** The UTF-16 offset in `text` of a byte offset in its UTF-8 form, which is how the engine counts. */
export function utf16Offset(text: string, bytes: number): number {
  let seen = 0;
  for (let i = 0; i < text.length;) {
    if (seen >= bytes) return i;
    const code = text.codePointAt(i) ?? 0;
    seen += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    i += code > 0xffff ? 2 : 1;
  }
  return text.length;
}

/** The UTF-16 offset in `text` of a number of code points, which is how the engine's parser counts. */
function codePointOffset(text: string, points: number): number {
  let at = 0;
  for (let seen = 0; seen < points && at < text.length; seen++)
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return at;
}

/** Where an error stands, from the engine's number: the parser counts code points, everything behind it bytes of UTF-8. */
function positionOf(parsed: EngineMessage, sql: string): number | null {
  if (parsed.position === undefined) return null;
  const count = parsed.error_subtype === 'SYNTAX_ERROR' ? codePointOffset : utf16Offset;
  return count(plainBlanks(sql), Number(parsed.position));
}

interface EngineMessage {
  error_subtype?: string;
  exception_type?: string;
  exception_message?: string;
  position?: string;
  name?: string;
  candidates?: string;
}

function parseMessage(message: string): EngineMessage | null {
  const start = message.indexOf('{"exception_type"');
  if (start < 0) return null;
  try {
    const outer = JSON.parse(message.slice(start)) as EngineMessage;
    // Parser errors come wrapped once more.
    return parseMessage(outer.exception_message ?? '') ?? outer;
  } catch {
    return null;
  }
}

const crash =
  /memory access out of bounds|function signature mismatch|table index is out of bounds|unreachable|null function|indirect call|Aborted\(|worker (terminated|died)|Maximum call stack/i;

function candidatesOf(parsed: EngineMessage): string[] {
  const listed = parsed.candidates?.split(',').map((c) => c.trim().replace(/^"|"$/g, '')) ?? [];
  const text = parsed.exception_message ?? '';
  const hint = /(?:Candidate (?:bindings?|tables?)|Did you mean)[: ]+"?([^?\n]+?)"?\??(?:\n|$)/i.exec(
    text,
  )?.[1];
  const hinted = hint?.split(/,\s*/).map((c) => c.replace(/^"|"$/g, '')) ?? [];
  // `Ambiguous reference to column name "x" (use: "a.x" or "b.x")`
  const uses = /\(use: (.+)\)/.exec(text)?.[1]?.match(/"[^"]+"/g) ?? [];
  hinted.push(...uses.map((c) => c.slice(1, -1)));
  // The sentence names the closest, the list may hold every name there is.
  const all = hinted.length > 0 && listed.length > 20 ? hinted : [...listed, ...hinted];
  return [...new Set(all)].filter((c) => c !== '' && c.length < 200);
}

function sqlDetail(parsed: EngineMessage, sql: string): SqlErrorDetail {
  const position = positionOf(parsed, sql);
  return {
    type: parsed.exception_type ?? 'Error',
    candidates: candidatesOf(parsed),
    ...(position === null ? {} : { position }),
    ...(parsed.name === undefined ? {} : { name: parsed.name }),
  };
}

/**
 * What the engine threw, as a value. `sql` is the statement that ran: positions are turned from bytes into UTF-16 offsets of it.
 * Out of memory, refused access, a cancelled query and a crash get kinds of their own.
 */
export function engineError(thrown: unknown, sql: string): AppError {
  const raw = messageOf(thrown);
  if (/query was cancell?ed|interrupted/i.test(raw)) return { kind: 'cancelled', message: raw };
  if (crash.test(raw)) return { kind: 'engine_crashed', message: raw, cause: thrown };
  // What the browser says of a file that was changed, moved or deleted since it was chosen.
  if (/(?:NotReadable|NotFound)Error: .*FileReaderSync/.test(raw)) return { kind: 'file_read', message: raw };
  const parsed = parseMessage(raw);
  const message = (parsed?.exception_message ?? raw).trim();
  const type = parsed?.exception_type ?? '';
  if (type === 'Out of Memory' || /out of memory/i.test(message)) return { kind: 'out_of_memory', message };
  if (type === 'Permission') return { kind: 'access_denied', message };
  return { kind: 'sql', message, sql: sqlDetail(parsed ?? {}, sql) };
}
