import type { Gap } from '../../core/model/gap.ts';
import { logNameOf } from './log-name.ts';

/** A log file that was not, or not wholly, read: with the account and region its name tells. */
export function logGap(path: string, errorCode: string, message: string): Gap {
  const { accountId, region, day } = logNameOf(path);
  return {
    service: 'logs',
    operation: 'read',
    account: accountId,
    ...(region === '' ? {} : { region }),
    errorCode,
    message,
    path,
    ...(day === undefined ? {} : { days: [day] }),
  };
}
