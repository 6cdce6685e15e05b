import { HELMS } from './helm.mjs';
import { testHelm } from './helm_journey.mjs';

testHelm('helm 3', HELMS['helm 3']);
