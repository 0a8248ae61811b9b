/** A piece of text replaced by another before the statement is run. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A statement as it is run, and the way back to the one that was written. */
export interface Rewritten {
  readonly sql: string;
  /** Where an offset of {@link sql} stands in the written text; inside a replacement, its start. */
  toOriginal(offset: number): number;
}

/** Makes the replacements, which must be in order and apart. */
export function rewrite(sql: string, replacements: readonly Replacement[]): Rewritten {
  let text = '';
  let at = 0;
  const pieces = replacements.map((r) => {
    text += sql.slice(at, r.from);
    const start = text.length;
    text += r.text;
    at = r.to;
    return { from: r.from, to: r.to, start, end: text.length };
  });
  return {
    sql: text + sql.slice(at),
    toOriginal: (offset) => {
      const piece = pieces.findLast((p) => p.start <= offset);
      if (!piece) return offset;
      return offset < piece.end ? piece.from : offset - piece.end + piece.to;
    },
  };
}
