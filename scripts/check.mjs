// npm run check: format, lint, types, architecture and dead code.
import { availableParallelism } from 'node:os';
import { checks, runCheck } from './lib/checks.mjs';
import { runJobs } from './lib/jobs.mjs';
import { report } from './lib/report.mjs';
import { ensureData } from './lib/steps.mjs';

try {
  // The row types are made by the data build.
  await ensureData();
  const outcomes = await runJobs(
    checks.map((check) => ({ name: check.name, run: () => runCheck(check) })),
    { lanes: availableParallelism() },
  );
  for (const [name, outcome] of outcomes) await report(name, outcome);
  if ([...outcomes.values()].some(({ code }) => code !== 0)) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
