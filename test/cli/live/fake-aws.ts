import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An AWS of one account on loopback, that answers what little it knows and refuses the rest. */
export interface FakeAws {
  /** Variables for a process that is to ask it. */
  readonly env: Readonly<Record<string, string>>;
  /** The operations asked, in their order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** The account that the fake is. */
export const fakeAccount = '111122223333';

/** By operation (or, of a REST API, `POST /listRegions`) the inner XML of its answer, or its JSON; `undefined`: it is refused. */
type Answers = Readonly<Record<string, string | undefined | (() => string | Promise<string>)>>;

function xml(operation: string, result: string): string {
  return `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${result}</${operation}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${operation}Response>`;
}

const trust = encodeURIComponent(
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  }),
);
const everything = encodeURIComponent(
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
);

const role = `<RoleDetailList><member><Path>/</Path><RoleName>old-app</RoleName><RoleId>AROAEXAMPLEOLDAPP0001</RoleId><Arn>arn:aws:iam::${fakeAccount}:role/old-app</Arn><CreateDate>2020-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>${trust}</AssumeRolePolicyDocument><RolePolicyList><member><PolicyName>all</PolicyName><PolicyDocument>${everything}</PolicyDocument></member></RolePolicyList><AttachedManagedPolicies/><Tags/><InstanceProfileList/><RoleLastUsed/></member></RoleDetailList><UserDetailList/><GroupDetailList/><Policies/><IsTruncated>false</IsTruncated>`;

const known: Answers = {
  GetCallerIdentity: `<Arn>arn:aws:iam::${fakeAccount}:user/auditor</Arn><UserId>AIDAEXAMPLE</UserId><Account>${fakeAccount}</Account>`,
  GetAccountAuthorizationDetails: role,
  ListAccountAliases:
    '<AccountAliases><member>shop-production</member></AccountAliases><IsTruncated>false</IsTruncated>',
  GetAccountSummary:
    '<SummaryMap><entry><key>Roles</key><value>1</value></entry><entry><key>Users</key><value>0</value></entry></SummaryMap>',
};

/** Starts the fake. An answer of `more` replaces ours. */
export async function startFakeAws(more: Answers = {}): Promise<FakeAws> {
  const asked: string[] = [];
  const answers = { ...known, ...more };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', async () => {
      const target = String(request.headers['x-amz-target'] ?? '');
      const operation =
        target === ''
          ? (new URLSearchParams(body).get('Action') ?? `${request.method} ${request.url}`)
          : (target.split('.').at(-1) ?? '');
      asked.push(operation);
      const answer = answers[operation];
      if (answer === undefined) {
        response.writeHead(403, {
          'content-type': 'application/x-amz-json-1.1',
          'x-amzn-errortype': 'AccessDeniedException',
        });
        const isQuery = target === '' && body.includes('Action=');
        response.end(
          isQuery
            ? `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::${fakeAccount}:user/auditor is not authorized to perform: iam:${operation}</Message></Error></ErrorResponse>`
            : JSON.stringify({ __type: 'AccessDeniedException', message: 'not authorized' }),
        );
        return;
      }
      const result = typeof answer === 'string' ? answer : await answer();
      const isJson = result.startsWith('{');
      response.writeHead(200, { 'content-type': isJson ? 'application/json' : 'text/xml' });
      response.end(isJson ? result : xml(operation, result));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    env: {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'AKIATESTONLY',
      AWS_SECRET_ACCESS_KEY: 'very-secret-indeed',
      AWS_REGION: 'us-east-1',
      AWS_MAX_ATTEMPTS: '2',
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
