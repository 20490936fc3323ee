// Several documents: a tinted wedge for each behind the drawing.
import { packed } from "../base/catalogue.js";
import { state } from "../base/state.js";
import { HUES, isDark } from "../base/theme.js";
import { drawing } from "./canvas.js";
import { skeleton } from "./skeleton.js";

const INNER = 370;
const OUTER = 1500;

drawing.on("beforeDrawing", (context) => {
  if (!packed.bands.some((band) => state.drawn.has(band.node)) || !isArranged()) return;
  context.save();
  context.scale(1, 0.8);
  context.globalAlpha = isDark() ? 0.2 : 0.11;
  packed.bands.forEach((band, index) => {
    context.beginPath();
    context.arc(0, 0, OUTER, band.from, band.to);
    context.arc(0, 0, INNER, band.to, band.from, true);
    context.closePath();
    context.fillStyle = HUES[index % HUES.length];
    context.fill();
  });
  context.restore();
});

// The wedges mean something only while the skeleton stands where it was laid out.
function isArranged() {
  return skeleton.length > 0 && state.drawn.has(skeleton[0].id) && state.drawn.get(skeleton[0].id).x === skeleton[0].x;
}
