import type { ProofOfWork } from '@/api/types';
import { solve } from './proof_of_work_solution';

self.onmessage = ({ data }: MessageEvent<ProofOfWork>) => self.postMessage(solve(data.challenge, data.bits));
