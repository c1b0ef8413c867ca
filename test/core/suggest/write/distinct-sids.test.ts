import { describe, expect, it } from 'vitest';
import { distinctSids } from '../../../../src/core/suggest/write/distinct-sids.ts';

describe('distinctSids', () => {
  it('numbers the later of Sids that meet, past those that are taken', () => {
    const sids = ['Read', 'Read', 'Read2', 'Read'].map((Sid) => ({ Sid }));
    expect(distinctSids(sids).map(({ Sid }) => Sid)).toEqual(['Read', 'Read2', 'Read22', 'Read3']);
  });

  it('leaves the others, and statements without one, as they are', () => {
    const statements = [{ Sid: 'Read' }, {}, { sid: 'Write' }, {}];
    expect(distinctSids(statements)).toEqual(statements);
    expect(distinctSids(statements).every((one, at) => one === statements[at])).toBe(true);
  });

  it('takes letter case of the value for a difference, as AWS does, and of the element for none', () => {
    expect(distinctSids([{ Sid: 'Read' }, { Sid: 'read' }])).toEqual([{ Sid: 'Read' }, { Sid: 'read' }]);
    expect(distinctSids([{ Sid: 'Read' }, { SID: 'Read' }])).toEqual([{ Sid: 'Read' }, { SID: 'Read2' }]);
  });
});
