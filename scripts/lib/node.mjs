/** The oldest Node that the tools run on (Vite's own limit). */
const oldest = [20, 19];

/**
 * Ends the process with a plain sentence when Node is too old; anything else would end in a syntax error far from the cause.
 * @param {string} [version] as in `process.versions.node`
 * @returns {string | null} what to tell, null when Node is new enough
 */
export function nodeProblem(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = oldest;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return null;
  return `Node ${needMajor}.${needMinor} or newer is needed; this is ${version}. Get it from https://nodejs.org and try again.`;
}
