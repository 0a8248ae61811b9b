import type { CitedSource } from '../../domain/citation.ts';
import type { SourcesRow } from '../../domain/dataset.generated.ts';

/** A row of `sources` as a document to cite. */
export const citedSource = (source: SourcesRow): CitedSource => ({
  id: source.source_id,
  title: { en: source.title_en, zh: source.title_zh },
  publisher: source.publisher,
  published: source.published,
  language: source.language,
  kind: source.kind,
});
