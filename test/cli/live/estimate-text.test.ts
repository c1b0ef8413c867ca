import { describe, expect, it } from 'vitest';
import type { Estimate } from '../../../src/cli/live/estimate.ts';
import { estimateLines } from '../../../src/cli/live/estimate-text.ts';

const size = { users: 2, roles: 40, groups: 1, policies: 9, regions: ['us-east-1', 'eu-central-1'] };
const account = (id: string) => ({
  id,
  size,
  calls: [
    { what: 'authorization details', calls: 1, seconds: 2 },
    { what: 'last-accessed', calls: 1200, seconds: 50 },
  ],
});
const estimate: Estimate = {
  accounts: [account('111122223333'), account('444455556666')],
  gaps: [],
  calls: 2402,
  seconds: 130,
  isOpen: false,
};

describe('estimateLines', () => {
  it('adds the accounts up by what is asked', () => {
    expect(estimateLines(estimate)).toEqual([
      'about 2,402 calls of AWS, about 3 min, for 2 accounts with 80 roles and 4 users',
      '      2  authorization details',
      '  2,400  last-accessed',
      'nothing was collected',
    ]);
  });

  it('says where there may be more, and of which accounts it does not speak', () => {
    const open = {
      ...account('111122223333'),
      calls: [{ what: 'event history', calls: 90, seconds: 45, isOpen: true }],
    };
    const gap = {
      service: 'sts',
      operation: 'AssumeRole',
      account: '444455556666',
      errorCode: 'AccessDenied',
      message: '',
    };
    expect(estimateLines({ accounts: [open], gaps: [gap], calls: 90, seconds: 45, isOpen: true })).toEqual([
      'about 90 and more calls of AWS, about 45 s and more, for one account with 40 roles and 2 users',
      '  90 and more  event history',
      '"and more": how much there is to read is not known before',
      'Not in it, since they could not be asked how large they are:',
      '  - The auditor was not allowed to call sts:AssumeRole, in 444455556666.',
      'nothing was collected',
    ]);
  });
});
