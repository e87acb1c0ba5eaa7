import { expect, it } from 'vitest';
import { microphoneProblem } from './legMedia.ts';

it.each([
  ['NotAllowedError', 'microphoneNotGranted'],
  ['NotFoundError', 'microphoneMissing'],
  ['NotReadableError', 'microphoneMissing'],
  ['AbortError', 'unexpected'],
])('%s of getUserMedia is the problem %s', (name, code) => {
  expect(microphoneProblem(new DOMException('said the browser', name)).code).toBe(code);
});
