// The document's skeleton, which the drawing begins with, as it was laid out when the page was written.
import { readData } from "../base/data.js";
import { state } from "../base/state.js";

export const skeleton = await readData("nodes");
export const bundles = (await readData("edges")).filter((edge) => edge.bundle);
export const options = await readData("options");
export const skeletonLabels = new Map(skeleton.map((node) => [node.id, node]));

export function drawSkeleton() {
  state.drawn = new Map(skeleton.map((node) => [node.id, { x: node.x, y: node.y, owner: null }]));
}

export function isSkeleton() {
  return state.drawn.size === skeleton.length && skeleton.every((node) => {
    const place = state.drawn.get(node.id);
    return place && place.x === node.x && place.y === node.y;
  });
}
