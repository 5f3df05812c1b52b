/* The page's policy forbids style attributes and style elements with text in them. plotly writes both, though nothing
   that it draws here hangs on them: an attribute goes through the object model, which the policy allows, and the style
   of maps, which no page has, is left out. What plotly's own style says goes by rules into an empty element. */
"use strict";
(function () {
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === "style") this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
  const appendChild = Node.prototype.appendChild;
  document.head.appendChild = function (node) {
    if (node instanceof HTMLStyleElement) node.textContent = "";
    return appendChild.call(this, node);
  };
})();
