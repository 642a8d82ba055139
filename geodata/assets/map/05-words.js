/* The words of geodata/render/map/assets.py, with values in the place of the names in braces. */
"use strict";
(function (cb) {
  cb.say = (name, values) => cb.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
})(window.crossbearing);
