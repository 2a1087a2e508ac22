"use strict";
// The document is whole without this: it adds a filter, and buttons that fold.
(function () {
	var bar = document.querySelector(".bar");
	var input = bar.querySelector("input");
	var output = bar.querySelector("output");
	var entries = Array.from(document.querySelectorAll(".device, .row, .finding, .card .lines > li"));
	var nodes = Array.from(document.querySelectorAll(".tree li")).reverse();
	var groups = Array.from(document.querySelectorAll(".bus, section"));
	var folds = Array.from(document.querySelectorAll("details"));
	var texts = new Map();
	var opened = null;

	function textOf(element) {
		if (!texts.has(element))
			texts.set(element, element.textContent.toLowerCase());
		return texts.get(element);
	}

	// A node of the tree has all that is told of its device.
	function ownText(node) {
		var device = document.getElementById(node.querySelector(".address").hash.slice(1));

		return device ? textOf(device) : "";
	}

	// What was found must be seen: folded lists open, and fold again with the filter gone.
	function openAll(words) {
		if (words.length && !opened) {
			opened = folds.filter(function (f) { return f.open; });
			folds.forEach(function (f) { f.open = f.open || !f.classList.contains("device"); });
		} else if (!words.length && opened) {
			folds.forEach(function (f) { f.open = opened.includes(f); });
			opened = null;
		}
	}

	function filter() {
		var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
		var shown = 0;

		function has(text) {
			return words.every(function (w) { return text.includes(w); });
		}
		openAll(words);
		entries.forEach(function (e) {
			e.hidden = !has(textOf(e));
			shown += !e.hidden && (e.classList.contains("device") || e.classList.contains("row"));
		});
		// from the leaves to the roots: a node stays above one that is shown
		nodes.forEach(function (n) {
			n.hidden = !has(ownText(n)) && !n.querySelector("li:not([hidden])");
		});
		groups.forEach(function (g) {
			var has = g.querySelector(".device:not([hidden]), .row:not([hidden]), .finding:not([hidden]), .lines > li:not([hidden]), .tree li:not([hidden])");

			g.hidden = words.length > 0 && !has;
		});
		output.textContent = words.length ? shown + (shown === 1 ? " device" : " devices") : "";
	}

	function fold(open) {
		folds.forEach(function (f) { f.open = open; });
		opened = null;
	}

	// A link to a device that is folded opens what it is in.
	function reveal() {
		var target = document.getElementById(location.hash.slice(1));

		for (var e = target; e; e = e.parentElement)
			if (e.tagName === "DETAILS")
				e.open = true;
		if (target)
			target.scrollIntoView();
	}

	input.addEventListener("input", filter);
	input.addEventListener("keydown", function (event) {
		if (event.key === "Escape") {
			input.value = "";
			filter();
		}
	});
	document.addEventListener("keydown", function (event) {
		if (event.key === "/" && document.activeElement !== input) {
			event.preventDefault();
			input.focus();
		}
	});
	bar.querySelector(".unfold").addEventListener("click", function () { fold(true); });
	bar.querySelector(".fold").addEventListener("click", function () { fold(false); });
	window.addEventListener("hashchange", reveal);
	window.addEventListener("beforeprint", function () { fold(true); });
	bar.hidden = false;
	reveal();
})();
