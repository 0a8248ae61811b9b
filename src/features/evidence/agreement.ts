/** How far two readings of a column agree. */
export interface ColumnAgreement {
  readonly column: string;
  readonly n: number;
  /** A share. */
  readonly agreement: number;
  /** Cohen's (1960); null where it has no meaning. */
  readonly kappa: number | null;
}

export interface Agreement {
  readonly cases: number;
  readonly caseColumns: readonly ColumnAgreement[];
  readonly figureColumns: readonly ColumnAgreement[];
}

const numberAt = (block: string, name: string): number | null => {
  const found = new RegExp(`^[ -]*${name}: ([\\d.-]+)\\s*$`, 'm').exec(block)?.[1];
  return found === undefined ? null : Number(found);
};

function columnsUnder(yaml: string, name: string): ColumnAgreement[] {
  const block = new RegExp(`^${name}:\\n((?: .*\\n?)*)`, 'm').exec(yaml)?.[1] ?? '';
  return block.split(/^ {2}- /m).flatMap((item) => {
    const column = /^column: (\w+)/.exec(item)?.[1];
    const n = numberAt(item, 'n');
    const agreement = numberAt(item, 'agreement');
    return column === undefined || n === null || agreement === null
      ? []
      : [{ column, n, agreement, kappa: numberAt(item, 'kappa') }];
  });
}

/** Reads the counts out of data/recoding/agreement.yaml, whose layout our own build writes; its list of disagreements is left aside. */
export function readAgreement(yaml: string): Agreement {
  return {
    cases: numberAt(yaml, 'cases') ?? 0,
    caseColumns: columnsUnder(yaml, 'case_columns'),
    figureColumns: columnsUnder(yaml, 'figure_columns'),
  };
}
