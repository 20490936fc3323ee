// Communities on request: things that hang together more closely than with the rest, grouped by moving each thing to the
// group where it adds most modularity (Louvain's first phase), in the order of their numbers and so always the same.
import { heads, isFrame, linkCount, tails, things } from "../base/catalogue.js";
import { word } from "../base/language.js";
import { act, state } from "../base/state.js";
import { HUES, tint } from "../base/theme.js";

const SWEEPS = 12;
let grouped = null;

function communityEdges() {
  const edges = [];
  for (let number = 0; number < linkCount; number += 1) {
    const [tail, head] = [tails[number], heads[number]];
    if (tail !== head && !isFrame(things[tail]) && !isFrame(things[head])) edges.push([tail, head, 1]);
  }
  return edges;
}

function findCommunities() {
  let group = Int32Array.from(things, (_, number) => number);
  let level = communityEdges();
  for (let round = 0; round < 4; round += 1) {
    const moved = moveAll(level, things.length);
    if (moved === null) break;
    group = group.map((old) => moved[old]);
    level = level.map(([tail, head, weight]) => [moved[tail], moved[head], weight]);
  }
  return nameBySize(group);
}

function moveAll(edges, count) {
  const near = Array.from({ length: count }, () => []);
  const weight = new Float64Array(count);
  let total = 0;
  for (const [tail, head, strength] of edges) {
    weight[tail] += strength;
    weight[head] += strength;
    total += strength;
    if (tail !== head) {
      near[tail].push([head, strength]);
      near[head].push([tail, strength]);
    }
  }
  const group = Int32Array.from(weight, (_, number) => number);
  const held = Float64Array.from(weight);
  let changed = false;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let moves = 0;
    for (let number = 0; number < count; number += 1) {
      const best = bestGroup(number, near[number], { group, held, weight, total });
      if (best !== group[number]) {
        held[group[number]] -= weight[number];
        held[best] += weight[number];
        group[number] = best;
        moves += 1;
      }
    }
    changed ||= moves > 0;
    if (moves === 0) break;
  }
  return changed ? group : null;
}

function bestGroup(number, near, { group, held, weight, total }) {
  const own = group[number];
  const pull = new Map([[own, 0]]);
  for (const [other, strength] of near) pull.set(group[other], (pull.get(group[other]) || 0) + strength);
  const gain = (candidate, strength) => strength
    - (weight[number] * (held[candidate] - (candidate === own ? weight[number] : 0))) / (2 * total);
  let best = own;
  let most = gain(own, pull.get(own)) + 1e-9;
  for (const [candidate, strength] of pull) {
    if (gain(candidate, strength) > most) [best, most] = [candidate, gain(candidate, strength) + 1e-9];
  }
  return best;
}

// Number the groups from the largest on; groups of one have no number.
function nameBySize(group) {
  const sizes = new Map();
  for (const one of group) sizes.set(one, (sizes.get(one) || 0) + 1);
  const ranked = [...sizes].filter(([, size]) => size > 1).sort(([one, many], [other, more]) => more - many || one - other);
  const ranks = new Map(ranked.map(([one], rank) => [one, rank]));
  return { of: group.map((one) => (ranks.has(one) ? ranks.get(one) : -1)), count: ranked.length };
}

// The communities of all things, grouped when they are first asked for.
export function communities() {
  grouped = grouped || findCommunities();
  return grouped;
}

export function communityColour(number) {
  if (!state.communities) return null;
  const rank = communities().of[number];
  return rank < 0 || rank >= HUES.length ? tint("thread") : HUES[rank];
}

export function toggleCommunities() {
  act(() => {
    state.communities = !state.communities;
    return state.communities ? `${communities().count} ${word("communitiesFound")}` : word("communitiesOff");
  });
}
