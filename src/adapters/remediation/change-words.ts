import type { Change, PolicyHolder } from '../../core/model/remediation.ts';
import { named, type Phrase, phrase } from '../markup/phrase.ts';

/** A change as a sentence says it, without a full stop: `put the inline policy x of role y`. */
export function changePhrase(change: Change): Phrase {
  if (change.when === undefined) return plainPhrase(change);
  const condition =
    change.when === 'quarantined' ? 'where the quarantine is in force: ' : 'where there is no quarantine: ';
  return [condition, ...plainPhrase(change)];
}

function plainPhrase(change: Change): Phrase {
  switch (change.do) {
    case 'put-inline-policy':
      return phrase`put the inline policy ${named(change.name)} of ${holderPhrase(change.holder)}`;
    case 'delete-inline-policy':
      return phrase`delete the inline policy ${named(change.name)} of ${holderPhrase(change.holder)}`;
    case 'create-policy':
      return phrase`create the managed policy ${named(change.arn)}`;
    case 'delete-created-policy':
      return phrase`delete the managed policy ${named(change.arn)}, which this plan created`;
    case 'create-policy-version':
      return phrase`make a new default version of ${named(change.arn)}`;
    case 'return-to-version':
      return phrase`make ${named(change.versionId)} the default version of ${named(change.arn)} again, and delete the one that took its place`;
    case 'delete-policy-version':
      return phrase`delete version ${named(change.versionId)} of ${named(change.arn)} to make room; its document is saved here`;
    case 'restore-policy-version':
      return phrase`bring back the document of version ${named(change.versionId)} of ${named(change.arn)}, under a new id and not as the default`;
    case 'attach-policy':
      return phrase`attach ${named(change.arn)} to ${holderPhrase(change.holder)}`;
    case 'detach-policy':
      return phrase`detach ${named(change.arn)} from ${holderPhrase(change.holder)}`;
    case 'put-trust-policy':
      return phrase`put the trust policy of ${holderPhrase(change.holder)}`;
    case 'deactivate-access-keys':
      return phrase`turn off all active access keys of ${holderPhrase(change.holder)}, and write down which`;
    case 'reactivate-access-keys':
      return phrase`turn on the access keys of ${holderPhrase(change.holder)} that were turned off`;
    case 'put-permission-set-inline-policy':
      return phrase`put the inline policy of permission set ${named(change.permissionSet.name)}`;
    case 'delete-permission-set-inline-policy':
      return phrase`delete the inline policy of permission set ${named(change.permissionSet.name)}`;
    case 'attach-permission-set-policy':
      return phrase`attach ${named(change.arn)} to permission set ${named(change.permissionSet.name)}`;
    case 'detach-permission-set-policy':
      return phrase`detach ${named(change.arn)} from permission set ${named(change.permissionSet.name)}`;
    case 'provision-permission-set':
      return phrase`bring permission set ${named(change.permissionSet.name)} to all accounts that it is provisioned to`;
    case 'note-quarantine':
      return ['look whether the quarantine is in force, and write it down'];
    case 'recall-quarantine':
      return ['read whether the quarantine was in force'];
    case 'delete-principal':
      return phrase`delete ${holderPhrase(change.holder)} and all that hangs on it`;
    case 'delete-policy':
      return phrase`delete the managed policy ${named(change.arn)} and all its versions`;
  }
}

function holderPhrase({ kind, name }: PolicyHolder): Phrase {
  return phrase`${kind} ${named(name)}`;
}
