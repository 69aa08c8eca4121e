(function () {
  "use strict";
  var box = document.getElementById("only-gaps");
  var told = document.getElementById("told");
  document.getElementById("tools").hidden = false;
  function show() {
    document.documentElement.classList.toggle("only-gaps", box.checked);
    told.textContent = box.checked ? told.dataset.some : told.dataset.all;
  }
  box.addEventListener("change", show);
  show();
}());
