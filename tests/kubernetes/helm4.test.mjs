import { HELMS } from './helm.mjs';
import { testHelm } from './helm_journey.mjs';

testHelm('helm 4', HELMS['helm 4']);
