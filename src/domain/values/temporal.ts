import type { Interval, TimeTz, TimestampUnit } from '../columnType.ts';

/** DuckDB's `infinity` and `-infinity`: the largest and smallest stored number. */
const dateInfinity = 2147483647;
const timestampInfinity = 9223372036854775807n;

const perSecond: Record<TimestampUnit, bigint> = { s: 1n, ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };
const fractionDigits: Record<TimestampUnit, number> = { s: 0, ms: 3, us: 6, ns: 9 };

const pad = (n: number | bigint, width: number): string => n.toString().padStart(width, '0');

/** Floor division and its remainder, which is never negative. */
function divmod(a: bigint, b: bigint): [bigint, bigint] {
  const r = ((a % b) + b) % b;
  return [(a - r) / b, r];
}

/** Civil year, month and day of a day number; Howard Hinnant's `civil_from_days`, valid for every date DuckDB knows. */
export function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
}

/** `2024-02-29`; years before 1 as `0044-03-15 (BC)`, as DuckDB prints them. */
export function dateText(days: number): string {
  if (days === dateInfinity) return 'infinity';
  if (days === -dateInfinity) return '-infinity';
  const { year, month, day } = civilFromDays(days);
  const printed = `${pad(year > 0 ? year : 1 - year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return year > 0 ? printed : `${printed} (BC)`;
}

function fraction(value: bigint, digits: number): string {
  if (value === 0n) return '';
  const text = pad(value, digits);
  // DuckDB drops trailing zeros of microseconds, and prints nanoseconds in full groups of the shortest exact length.
  return `.${text.replace(/0+$/, '')}`;
}

/** `12:34:56.789` of a time since midnight. */
export function timeText(value: bigint, unit: 'us' | 'ns' = 'us'): string {
  const scale = perSecond[unit];
  const seconds = Number(value / scale);
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((n) =>
    pad(n, 2),
  );
  return clock.join(':') + fraction(value % scale, fractionDigits[unit]);
}

/** `+02`, `-03:30`, `+00:00:01`: as short as exact. */
function offsetText(seconds: number): string {
  const a = Math.abs(seconds);
  const parts = [Math.floor(a / 3600), Math.floor(a / 60) % 60, a % 60];
  while (parts.length > 1 && parts.at(-1) === 0) parts.pop();
  return (seconds < 0 ? '-' : '+') + parts.map((n) => pad(n, 2)).join(':');
}

export function timeTzText(value: TimeTz): string {
  return timeText(value.micros) + offsetText(value.offsetSeconds);
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

/** Seconds that a zone is ahead of UTC at an instant; 0 where the platform does not know the zone. */
function zoneOffset(epochSeconds: number, zone: string): number {
  if (zone === 'UTC' || zone === '') return 0;
  try {
    let format = zoneFormats.get(zone);
    if (!format) {
      format = new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        era: 'short',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      });
      zoneFormats.set(zone, format);
    }
    const part: Record<string, string> = {};
    for (const p of format.formatToParts(new Date(epochSeconds * 1000))) part[p.type] = p.value;
    const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
    const local = new Date(0);
    local.setUTCFullYear(year, Number(part['month']) - 1, Number(part['day']));
    local.setUTCHours(Number(part['hour']), Number(part['minute']), Number(part['second']));
    return Math.round(local.getTime() / 1000 - epochSeconds);
  } catch {
    return 0;
  }
}

/** `2024-01-01 08:00:00.5`, with the offset of `zone` at that instant where there is a zone. */
export function timestampText(value: bigint, unit: TimestampUnit, zone: string | null): string {
  if (value === timestampInfinity) return 'infinity';
  if (value === -timestampInfinity) return '-infinity';
  const [epoch, rest] = divmod(value, perSecond[unit]);
  const offset = zone === null ? 0 : zoneOffset(Number(epoch), zone);
  const [days, seconds] = divmod(epoch + BigInt(offset), 86400n);
  const clock = timeText(seconds * 1_000_000n) + fraction(rest, fractionDigits[unit]);
  return `${dateText(Number(days))} ${clock}${zone === null ? '' : offsetText(offset)}`;
}

/** Milliseconds since the epoch, for time scales; null for an infinity. */
export function timestampMillis(value: bigint, unit: TimestampUnit): number | null {
  if (value === timestampInfinity || value === -timestampInfinity) return null;
  return Number((value * 1_000_000n) / perSecond[unit]) / 1000;
}

const count = (n: number, unit: string): string => `${String(n)} ${unit}${n === 1 || n === -1 ? '' : 's'}`;

/** `1 year 2 months 3 days 04:00:00`, as DuckDB prints an interval. */
export function intervalText(value: Interval): string {
  const parts: string[] = [];
  const years = Math.trunc(value.months / 12);
  const months = value.months % 12;
  if (years !== 0) parts.push(count(years, 'year'));
  if (months !== 0) parts.push(count(months, 'month'));
  if (value.days !== 0) parts.push(count(value.days, 'day'));
  const micros = value.nanos / 1000n;
  if (micros !== 0n || parts.length === 0) {
    const sign = micros < 0n ? '-' : '';
    parts.push(sign + timeText(micros < 0n ? -micros : micros));
  }
  return parts.join(' ');
}
