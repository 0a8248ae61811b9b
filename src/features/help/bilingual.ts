import { language, type Language } from '../../i18n/i18n.ts';

/** The help's own text: it stands here and not among the words of the page, which every visit loads. */
export type Bilingual = Readonly<Record<Language, string>>;

/** The text in the present language. Tracks the language. */
export const inLanguage = (text: Bilingual): string => text[language()];
