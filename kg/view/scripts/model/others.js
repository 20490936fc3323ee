// What others say of measures and targets, from a file of theirs (kg/view/others.py): never counted as what a document says.
import { packed } from "../base/catalogue.js";

export const others = packed.others || null;
const saidByOthers = new Map();
for (const [number, verdict, day, source, quote] of others ? others.said : []) {
  saidByOthers.set(number, [...(saidByOthers.get(number) || []), { verdict, day, source, quote }]);
}

// The verdicts on a statement, the latest first.
export function verdictsOn(number) {
  return saidByOthers.get(number) || [];
}

// The verdict of the latest day, "differ" where those of one day are not the same, "" where nobody gave one.
export function latestVerdict(number) {
  const said_ = verdictsOn(number);
  const found_ = new Set(said_.filter(({ day }) => day === said_[0].day).map(({ verdict }) => verdict));
  return found_.size > 1 ? "differ" : [...found_][0] || "";
}
