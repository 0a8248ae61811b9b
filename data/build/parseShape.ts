import * as v from 'valibot';
import { didYouMean, type Place, type Problems } from './problems.ts';

/** The record in its shape, or null after reporting every field that has another one. */
export function parseShape<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  place: Place,
  problems: Problems,
): v.InferOutput<S> | null {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const id = property(value, 'id');
  if (typeof id === 'string') problems.leftOut.add(id);
  for (const issue of result.issues) report(issue, schema, place, problems);
  return null;
}

function report(
  issue: v.BaseIssue<unknown>,
  schema: v.GenericSchema,
  place: Place,
  problems: Problems,
): void {
  const path = (issue.path ?? []).map((item) => item.key).filter(isKey);
  const unknownField = issue.type === 'strict_object' && issue.expected === 'never';
  if (unknownField) {
    const fields = fieldsAt(schema, path.slice(0, -1));
    const allowed = `${fields.join(', ')}${didYouMean(path.at(-1), fields)}`;
    // Inside braces an unquoted comma ends a value, and the rest of the text becomes a field of its own.
    const hint = String(path.at(-1)).includes(' ') ? '; put a text that holds a comma in quotes' : '';
    problems.error(place, path, `unknown field, allowed: ${allowed}${hint}`);
    return;
  }
  problems.notAllowed(place, path, issue.input, allowedBy(issue));
}

function allowedBy(issue: v.BaseIssue<unknown>): string {
  if (issue.type === 'picklist') {
    const options = [...(issue.expected ?? '').matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
    return `${options.join(', ')}${didYouMean(issue.input, options)}`;
  }
  if (issue.kind === 'validation') return issue.message;
  if (issue.type === 'strict_object')
    return issue.input === undefined ? 'this field must be there' : 'a mapping';
  const names: Record<string, string> = {
    string: 'a text',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
  };
  return names[issue.type] ?? issue.expected ?? issue.message;
}

/** Names of the fields that the schema knows at a path. */
function fieldsAt(schema: unknown, path: readonly (string | number)[]): string[] {
  let current = unwrapped(schema);
  for (const key of path) {
    const inner =
      typeof key === 'number' ? property(current, 'item') : property(property(current, 'entries'), key);
    current = unwrapped(inner);
  }
  return Object.keys((property(current, 'entries') as object | undefined) ?? {});
}

function unwrapped(schema: unknown): unknown {
  const wrapped = property(schema, 'wrapped');
  return wrapped === undefined ? schema : unwrapped(wrapped);
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}

function isKey(key: unknown): key is string | number {
  return typeof key === 'string' || typeof key === 'number';
}
