import type { EventNameGroup } from './event-name-group.ts';

const certificates = 'AddCertificateToDomain RemoveCertificateFromDomain';

/** API Gateway authorizes the HTTP verb of the management call; its events have the names of the API. */
export const apiGatewayGroups: readonly EventNameGroup[] = [
  {
    service: 'apigateway',
    source:
      'AWS API Gateway developer guide, actions and resources; AWS API Gateway REST and V2 API references (HTTP verb of each operation); iann0036/iam-dataset (MIT)',
    rows: [
      ['PostToConnection GetConnection DeleteConnection', 'execute-api:ManageConnections'],
      ['CreateDomainName', 'POST', `PUT ${certificates} UpdateDomainNamePolicy UpdateDomainNameManagementPolicy`],
      ['UpdateDomainName', 'PATCH', `${certificates} UpdateDomainNamePolicy UpdateDomainNameManagementPolicy`],
      ['DeleteDomainName', 'DELETE', 'RemoveCertificateFromDomain'],
      ['CreateRestApi ImportRestApi', 'POST', 'PUT UpdateRestApiPolicy'],
      ['PutRestApi', 'PUT', 'UpdateRestApiPolicy'],
      ['UpdateRestApi', 'PATCH', 'UpdateRestApiPolicy'],
      ['UpdateStage', 'PATCH', 'SetWebACL'],
      ['CreateDomainNameAccessAssociation', 'POST', 'PUT CreateAccessAssociation'],
      ['RejectDomainNameAccessAssociation', 'POST', 'RejectAccessAssociation'],
      ['ImportDocumentationParts ImportApi ReimportApi', 'PUT', 'POST'],
      ['TagResource', 'PUT', 'POST'],
      ['ExportApi', 'GET'],
      ['FlushStage* ResetAuthorizersCache', 'DELETE'],
      ['Get*', 'GET'],
      ['Put*', 'PUT'],
      ['Update*', 'PATCH'],
      ['Delete* Untag*', 'DELETE'],
      // Tags given on creation are checked as a PUT (REST) or POST (V2) on /tags.
      ['Create* Generate* Import* Test*', 'POST', 'PUT'],
    ],
  },
  {
    service: 'execute-api',
    source: 'AWS API Gateway developer guide, @connections commands',
    rows: [['PostToConnection GetConnection DeleteConnection', 'ManageConnections']],
  },
];
