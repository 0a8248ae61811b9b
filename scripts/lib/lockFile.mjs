/**
 * @typedef {object} Entry
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 * @property {Record<string, string>} [engines]
 */

/** @typedef {Record<string, Entry>} Packages */

const systems =
  /(?:^|-)(aix|android|darwin|freebsd|linux|openharmony|sunos|win32)-(arm64|arm|ia32|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/;

/**
 * For which system a package is, by its name, as all such packages are called: `…-linux-x64-gnu`.
 * @param {string} name
 * @returns {Pick<Entry, 'os' | 'cpu' | 'libc'>}
 */
export function systemOf(name) {
  const [, os = '', cpu = '', abi = ''] = systems.exec(name) ?? [];
  if (os === '') throw new Error(`no system in the name ${name}`);
  const libc = /^gnu$/.test(abi) ? ['glibc'] : /^musl$/.test(abi) ? ['musl'] : null;
  return { cpu: [cpu], ...(libc && { libc }), os: [os] };
}

/**
 * The packages of other systems that a lock file should name and doesn't: npm leaves out, without a word, what the registry at hand
 * doesn't list, and `npm ci` then refuses the file, on this system too.
 * @param {Packages} packages
 * @returns {Packages}
 */
export function missingOptional(packages) {
  /** @type {Packages} */
  const missing = {};
  for (const [path, { dev, engines, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const found = packages[`node_modules/${name}`] ?? packages[`${path}/node_modules/${name}`];
      if (found !== undefined) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...systemOf(name),
        ...(dev && { dev }),
        optional: true,
        ...(engines && { engines }),
      };
    }
  }
  return missing;
}
