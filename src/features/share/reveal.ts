/** Characters that are not seen, or change the direction in which text is read: with them, SQL can look other than it runs. */
const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g; // eslint-disable-line no-control-regex -- control characters are what is looked for

const shown = (character: string): string =>
  `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;

/** The text with hidden characters written out. */
export const reveal = (text: string): string => text.replace(hidden, shown);

export const hasHidden = (text: string): boolean => text.search(hidden) >= 0;
