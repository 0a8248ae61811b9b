/** Placeholder until the mapping is written. */
export interface GainsMapping {
  readonly label: string;
}
