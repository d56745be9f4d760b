export {
  assumptions, cited, claims, events, promises, sources,
  type Assumption, type Claim, type Moment, type Promised, type Source,
} from './ledger.js';
export { race, type RaceSize } from './race.js';
export { enactorName, lanes, parties, tell, type RaceState, type Told } from './story.js';
