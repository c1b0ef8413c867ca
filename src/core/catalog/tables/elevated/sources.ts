/** Escalation paths, each tried by its authors. */
export const pathfinding = 'DataDog/pathfinding.cloud (Apache-2.0)';

/** Actions tagged PrivEsc, CredentialExposure, DataAccess or ResourceExposure. */
export const iamDatasetTags = 'iann0036/iam-dataset tags (MIT)';

/** AWS's access level "Permissions management", or what its table says that the action does. */
export const serviceAuthorization = 'Service authorization reference';

/** Attack techniques with the calls they are made of. */
export const stratus = 'DataDog/stratus-red-team (Apache-2.0)';

/** MITRE ATT&CK for cloud: impair defenses, data destruction, inhibit recovery. */
export const attack = 'MITRE ATT&CK, Cloud (T1485, T1490, T1562.008)';
