import { ok, type Result } from '../../../domain/appError.ts';
import type { OwnFiles } from '../ownFiles.ts';
import type { RemoteAddress } from './address.ts';
import { openGate, type RemoteGate } from './gate.ts';

/** The way to an address's host, where the person has allowed it. */
export const allowedGate = (files: OwnFiles, { origin }: RemoteAddress): RemoteGate | null =>
  files.gates().find((gate) => gate.origin === origin) ?? null;

/** Opens the way to a host. Only for the click by which the person allows it; nothing that was stored or sent may come here. */
export async function allowHost(files: OwnFiles, address: RemoteAddress): Promise<Result<RemoteGate>> {
  const known = allowedGate(files, address);
  if (known) return ok(known);
  const opened = await openGate(address.origin);
  if (opened.ok) files.setGates([...files.gates(), opened.value]);
  return opened;
}
