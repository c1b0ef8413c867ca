import { accounts } from './accounts.ts';
import { call } from './calls.ts';
import type { Call, RoleDefinition } from './definitions.ts';
import { allow } from './policy-language.ts';

type Session = NonNullable<RoleDefinition['session']>;

const { id } = accounts.production;

/** ARN of a secret of production. */
export function secretArn(name: string): string {
  return `arn:aws:secretsmanager:us-east-1:${id}:secret:${name}`;
}

/** ARN of a function of production. */
export function functionArn(name: string): string {
  return `arn:aws:lambda:us-east-1:${id}:function:${name}`;
}

/** Sessions of a task of ECS. */
export function taskSession(taskId: string): Session {
  return { via: 'service', service: 'ecs-tasks', name: taskId };
}

/** Sessions of a function of production. */
export function functionSession(name: string): Session {
  return { via: 'service', service: 'lambda', name, inScopeOf: functionArn(name) };
}

/** The statement by which jobs write their logs; PutLogEvents leaves no event. */
export const writeLogs: ReturnType<typeof allow> = allow(
  ['logs:CreateLogStream', 'logs:PutLogEvents'],
  `arn:aws:logs:*:${id}:log-group:/tidewater/*`,
  'WriteLogs',
);

/** What a job does first. */
export const newLogStream: Call = call('logs', 'CreateLogStream', {
  logGroupName: '/tidewater/jobs',
  logStreamName: 'main',
});
