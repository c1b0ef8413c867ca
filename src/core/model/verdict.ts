/** What is known of the use of one permission by one principal; design section 2. */
export type Verdict = 'used' | 'too-recent' | 'unobservable' | 'denied-only' | 'unused';

/** All verdicts, in the order in which they are tried. */
export const verdicts: readonly Verdict[] = ['used', 'too-recent', 'unobservable', 'denied-only', 'unused'];

/** How sure we are. `certain`: covered and dated by events; `strong`: rests on known dates or today's settings; `weak`: a heuristic. */
export type Confidence = 'certain' | 'strong' | 'weak';

/** How bad it is. */
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** Severities from worst to least. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
