/** A decimal from its unscaled integer: 125, scale 1 → `12.5`. Exact at any precision. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const sign = unscaled < 0n ? '-' : '';
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** Shortest decimal digits that read back as the same 32-bit float: nine always do. */
function shortestFloat32(value: number): number {
  for (let precision = 1; precision < 10; precision++) {
    const short = Number(value.toPrecision(precision));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Sizes that are printed without an exponent. */
const plainFrom = 1e-4;
const plainTo = 1e16;

/**
 * A floating-point number as DuckDB prints it: shortest exact digits, a decimal point always, an exponent of at least two digits from
 * 1e16 up and below 1e-4. Of about one 32-bit float in a hundred DuckDB prints more digits than it takes; both read back as the same.
 */
export function floatText(value: number, bits: 32 | 64 = 64): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  if (value === 0) return '0.0';
  const short = bits === 32 ? shortestFloat32(value) : value;
  const size = Math.abs(short);
  if (size >= plainFrom && size < plainTo) {
    // JavaScript prints the same digits without an exponent here.
    const text = String(short);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '0', exponentText = '0'] = short.toExponential().split('e');
  const exponent = Number(exponentText);
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
