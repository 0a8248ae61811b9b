/** An identifier as SQL: quoted, quotes doubled. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as an SQL string literal. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
