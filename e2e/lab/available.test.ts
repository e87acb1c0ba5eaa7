import { expect, test } from 'vitest';
import { LAB_PACKAGES, missingPackages } from './available.ts';

test('names the packages of Debian 12', () => {
  expect(LAB_PACKAGES).toEqual([
    'kamailio',
    'kamailio-websocket-modules',
    'rtpengine-daemon',
    'baresip-core',
    'util-linux',
  ]);
});

test('names everything that a machine without them lacks', () => {
  expect(missingPackages({ programs: ['/nowhere'], libraries: '/nowhere' })).toEqual(LAB_PACKAGES);
});
