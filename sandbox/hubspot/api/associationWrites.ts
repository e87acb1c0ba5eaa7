import { callAssociationTypes } from '../crm/associations.ts';
import type { CrmRecord } from '../crm/model.ts';
import type { World } from '../world.ts';
import { validationError } from './errors.ts';

/** Links two records with HubSpot's default type between them and gives the endpoint's answer. */
export function associateByDefault(world: World, from: CrmRecord, to: CrmRecord) {
  const typeId = from.type === 'calls' ? callAssociationTypes[to.type]?.typeId : undefined;
  if (typeId === undefined) {
    throw validationError(`No default association type between ${from.type} and ${to.type}`);
  }
  world.store.associations.add(from, to);
  const at = new Date(world.clock.now()).toISOString();
  return {
    status: 'COMPLETE',
    results: [
      {
        from: { id: from.id },
        to: { id: to.id },
        associationSpec: { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId },
      },
    ],
    startedAt: at,
    completedAt: at,
  };
}
