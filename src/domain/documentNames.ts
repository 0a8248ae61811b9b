import type { Term } from './vocabulary.ts';

/** Short names of the documents, for axes and source lines; a document that is not here goes by its id. */
export const documentNames: Readonly<Record<string, Term>> = {
  'caict-2023': { en: 'CAICT casebook 2023', zh: '信通院案例集 2023' },
  'cloopen-2024': { en: 'Cloopen forum 2024', zh: '容联云论坛 2024' },
  'sullivan-2023': { en: 'Frost & Sullivan 2023', zh: '沙利文 2023' },
  'sullivan-2024': { en: 'Frost & Sullivan 2024', zh: '沙利文 2024' },
  'wic-2023': { en: 'WIC report 2023', zh: '世界互联网大会 2023' },
};

export const documentName = (sourceId: string, language: 'en' | 'zh'): string =>
  (Object.hasOwn(documentNames, sourceId) ? documentNames[sourceId]?.[language] : undefined) ?? sourceId;
