/*
 * DuckDB's engine is linked so that extensions can use any of its functions: it exports 75,000 names, a fifth of its bytes. At each start the
 * script that links it (Emscripten's dynamic linking) walks through all of them several times, and makes an object, a table entry and a
 * property for most: a third of the time until the first result. Only names that the script or an extension asks for are ever looked up.
 */

/** The export section's id in the WebAssembly binary format (WebAssembly Core Specification 2.0, 5.5). */
const exportSection = 7;
const headerBytes = 8;

const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads unsigned LEB128 numbers and what they count, from one place on. */
class Reader {
  constructor(
    private readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new Error('the engine ends in the middle of a number');
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  name(): string {
    const length = this.number();
    this.at += length;
    return text.decode(this.bytes.subarray(this.at - length, this.at));
  }
}

function numberBytes(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
}

/** The name of a function whose 64-bit numbers were split in two for JavaScript, and of the same function as it was (`orig$…`). */
const plainName = (name: string): string => name.replace(/^orig\$/, '');

/** The export section's content with the wanted names only, in their order. */
function keptExports(content: Uint8Array, wanted: (name: string) => boolean): Uint8Array {
  const reader = new Reader(content);
  const kept: Uint8Array[] = [];
  for (let left = reader.number(); left > 0; left--) {
    const start = reader.at;
    const name = reader.name();
    // What is exported: its kind, one byte, and its index.
    reader.at++;
    reader.number();
    if (wanted(name)) kept.push(content.subarray(start, reader.at));
  }
  return Buffer.concat([Uint8Array.from(numberBytes(kept.length)), ...kept]);
}

/** A module's binary with the wanted exports only; everything else stays as it is, byte for byte. */
export function withExports(wasm: Uint8Array, wanted: (name: string) => boolean): Uint8Array<ArrayBuffer> {
  const parts = [wasm.subarray(0, headerBytes)];
  const reader = new Reader(wasm, headerBytes);
  while (reader.at < wasm.length) {
    const start = reader.at;
    const id = wasm[reader.at++];
    const length = reader.number();
    const content = wasm.subarray(reader.at, reader.at + length);
    reader.at += length;
    if (id === exportSection) {
      const kept = keptExports(content, wanted);
      parts.push(Uint8Array.from([exportSection, ...numberBytes(kept.length)]), kept);
    } else parts.push(wasm.subarray(start, reader.at));
  }
  return Buffer.concat(parts);
}

/** The engine, what links it, and what will be linked to it. */
export interface EngineParts {
  readonly engine: Uint8Array<ArrayBuffer>;
  /** DuckDB's worker script: what it asks the engine for stands in it by name. */
  readonly script: string;
  /** The extensions that can be loaded; no others can. */
  readonly extensions: readonly Uint8Array<ArrayBuffer>[];
}

/**
 * The engine without the exports that nobody can ask for. Those stay that
 * - the script names anywhere,
 * - the engine imports itself (its own functions by address),
 * - an extension imports, or exports too: of two definitions the engine's counts, as the linker has it.
 * Throws when the outcome is no valid module.
 */
export async function withoutUnusedExports({ engine, script, extensions }: EngineParts): Promise<Uint8Array> {
  const names = new Set(script.split(/[^\w$]+/));
  const modules = await Promise.all([engine, ...extensions].map((wasm) => WebAssembly.compile(wasm)));
  for (const module of modules)
    for (const { name } of WebAssembly.Module.imports(module)) names.add(plainName(name));
  for (const module of modules.slice(1))
    for (const { name } of WebAssembly.Module.exports(module)) names.add(plainName(name));
  const lean = withExports(engine, (name) => names.has(plainName(name)));
  if (!WebAssembly.validate(lean)) throw new Error('the engine with fewer exports is no valid module');
  return lean;
}
