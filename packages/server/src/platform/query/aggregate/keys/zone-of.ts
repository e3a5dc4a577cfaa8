import { label } from '@dossier/shared';
import { Zone } from '../../../context/zone';
import { invalid } from './form';

/** A zone by its IANA name; another name is refused. */
export function zoneOf(name: string): { clock: Zone; name: string } {
  const clock = Zone.of(name);
  if (!clock)
    throw invalid(
      label('timeZone 不是已知时区，应如 Asia/Shanghai', 'timeZone is no known zone; write it like Asia/Shanghai'),
    );
  return { clock, name };
}
