import { keptEvidenceData } from './evidenceData.ts';
import { createLineage } from './lineage.ts';

/** The dataset as far as evidence needs it, read once for the panel, the citations and the charts' source lines. */
export const evidenceData = keptEvidenceData();

export const lineage = createLineage();
