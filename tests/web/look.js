// SPDX-License-Identifier: MIT
// Questions to a page. Each gives a list of sentences about what is wrong; an empty one is right.
(() => {
	const visible = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
	const name = (element) => {
		const text = (element.textContent || element.value || "").replace(/\s+/g, " ").trim();
		const more = element.id ? `#${element.id}` : element.className ? `.${element.className.baseVal ?? element.className}` : "";
		return `${element.localName}${more} “${text.slice(0, 40)}”`;
	};
	const heard = (element) => !element.closest(".vh, .skip:not(:focus), [aria-hidden=true], script, style, option");

	// Texts as they are laid out: a box for each line of each.
	const boxes = () => {
		const found = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const node = walker.currentNode;
			const parent = node.parentElement;
			if (!node.data.trim() || !heard(parent) || parent.closest("title, desc") || !visible(parent))
				continue;
			const range = document.createRange();
			range.selectNodeContents(node);
			for (const box of range.getClientRects())
				if (box.width > 1 && box.height > 1)
					found.push({ node, parent, box });
		}
		return found;
	};

	const floats = (element) => {
		for (let one = element; one; one = one.parentElement)
			if (["sticky", "fixed"].includes(getComputedStyle(one).position))
				return one;
		return null;
	};

	const overlap = (a, b) => {
		const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
		const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
		return wide > 2 && high > 0.25 * Math.min(a.height, b.height);
	};

	return {
		openAll() {
			for (const one of document.querySelectorAll("details"))
				one.open = true;
		},

		// How the page is made, without what it says: what axe-core finds on one page it finds on all alike.
		shape() {
			const of = (element) => {
				const text = [...element.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
				const inner = [...element.children].map(of).filter((one, at, all) => one !== all[at - 1]);
				return `${element.localName}.${element.className.baseVal ?? element.className}[${
					element.getAttributeNames().join()} ${element.type ?? ""} ${element.getAttribute("role") ?? ""}]${
					text ? "…" : ""}(${inner.join("")})`;
			};
			return of(document.documentElement);
		},

		structure(language) {
			const wrong = [];
			const root = document.documentElement;
			if (root.lang !== language)
				wrong.push(`the page says its language is “${root.lang}”, not “${language}”`);
			const headings = [...document.querySelectorAll("h1")].filter(visible);
			if (headings.length !== 1)
				wrong.push(`${headings.length} first headings`);
			if (!document.title.trim())
				wrong.push("no title");
			for (const one of document.querySelectorAll("[tabindex]"))
				if (one.tabIndex > 0)
					wrong.push(`${name(one)} changes the order of the focus`);
			return wrong;
		},

		// What may be wider than the window has two dimensions: tables and charts, in a frame that scrolls.
		sideways() {
			const wrong = [];
			const root = document.documentElement;
			if (root.scrollWidth > root.clientWidth) {
				const far = [...document.body.querySelectorAll("*")].filter(
					(one) => one.getBoundingClientRect().right > root.clientWidth + 1 && heard(one) && visible(one));
				wrong.push(`the page is ${root.scrollWidth} px wide, the window ${root.clientWidth}: ` +
					far.slice(-3).map(name).join(", "));
			}
			for (const one of document.body.querySelectorAll("*"))
				if (one.scrollWidth > one.clientWidth + 1 && visible(one) && !one.querySelector("table, svg.chart") &&
					["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.localName !== "input")
					wrong.push(`${name(one)} scrolls sideways`);
			return wrong;
		},

		targets() {
			const wrong = [];
			const main = ".btn:not(.sm), .tabs a, .nav a, .bar a, .bar button, summary, .pick input, " +
				"input[type=text], input[type=password], input[type=date], select, textarea";
			for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
				if (one.type === "hidden" || !heard(one) || !one.checkVisibility({ visibilityProperty: true }))
					continue;
				const around = one.closest("label") ?? one;
				const { width, height } = around.getBoundingClientRect();
				const sentence = getComputedStyle(one).display === "inline" &&
					[...one.parentElement.childNodes].some((other) => other.nodeType === Node.TEXT_NODE && other.data.trim());
				const least = one.matches(main) ? 44 : sentence ? 0 : 24;
				if (height < least - 0.5 || width < Math.min(least, 44) - 0.5)
					wrong.push(`${name(one)} is ${width.toFixed(0)} × ${height.toFixed(0)} px, less than ${least}`);
			}
			return wrong;
		},

		texts() {
			const wrong = [];
			const all = boxes();
			for (const { node, parent, box } of all)
				for (let one = parent; one && one !== document.documentElement; one = one.parentElement) {
					const style = getComputedStyle(one);
					const edge = one.getBoundingClientRect();
					const cut = (style.overflowX === "hidden" || style.overflowX === "clip") &&
						(box.right > edge.right + 1 || box.left < edge.left - 1) ||
						(style.overflowY === "hidden" || style.overflowY === "clip") &&
						(box.bottom > edge.bottom + 2 || box.top < edge.top - 2);
					if (cut && one.localName !== "svg")
						wrong.push(`“${node.data.trim().slice(0, 40)}” is cut off by ${one.localName}.${one.className}`);
				}
			for (const [at, a] of all.entries())
				for (const b of all.slice(at + 1))
					if (a.node !== b.node && overlap(a.box, b.box) && floats(a.parent) === floats(b.parent))
						wrong.push(`“${a.node.data.trim().slice(0, 30)}” lies over “${b.node.data.trim().slice(0, 30)}”`);
			return [...new Set(wrong)];
		},

		// The size of the text alone, as somebody sets it in their browser.
		textSize(percent) {
			const sheet = new CSSStyleSheet();
			const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
			if (percent !== 100)
				sheet.replaceSync(`html { font-size: ${size * percent / 100}px !important }`);
			document.adoptedStyleSheets = [sheet];
		},

		// What has the focus, and whether somebody sees that it has.
		focus() {
			const one = document.activeElement;
			if (!one || one === document.body)
				return null;
			const drawn = [one, one.nextElementSibling].some((other) => {
				const style = other && getComputedStyle(other);
				return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 &&
					other.checkVisibility({ visibilityProperty: true, opacityProperty: true });
			});
			const box = one.getBoundingClientRect();
			const [above, below] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]; // what is in the window
			const middle = [Math.min(box.left + box.width / 2, innerWidth - 1), (above + below) / 2];
			const top = document.elementFromPoint(...middle);
			const all = [...document.querySelectorAll("*")];
			return {
				what: name(one), tag: one.localName, type: one.type ?? "", group: one.name ?? "", drawn,
				place: all.indexOf(one), inMain: Boolean(one.closest("main")), skip: one.matches(".skip"),
				uncovered: Boolean(top && (top === one || one.contains(top) || top.contains(one) || top.control === one ||
					[...(one.labels ?? [])].some((label) => label.contains(top)))),
			};
		},

		focusable() {
			const groups = new Set();
			return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((one) => {
				if (one.type === "hidden" || one.tabIndex < 0 || one.disabled || !one.checkVisibility({ visibilityProperty: true }))
					return false;
				if (one.type !== "radio")
					return true;
				const first = !groups.has(one.name);
				groups.add(one.name);
				return first;
			}).length;
		},

		// What people read or hear, each text with the language it is in.
		words() {
			const found = [];
			const own = (element) => !element.closest("[lang]:not(html), [translate=no], script, style");
			const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
			while (walker.nextNode())
				if (own(walker.currentNode.parentElement) && walker.currentNode.data.trim())
					found.push(walker.currentNode.data);
			for (const one of document.querySelectorAll("[alt], [title], [aria-label], [placeholder], [aria-description]"))
				for (const attribute of ["alt", "title", "aria-label", "placeholder", "aria-description"])
					if (one.hasAttribute(attribute) && own(one))
						found.push(one.getAttribute(attribute));
			return found.map((text) => text.replace(/\s+/g, " ").trim()).filter(Boolean);
		},

		links() {
			return [...document.querySelectorAll("a[href]")].map((one) => [one.getAttribute("href"), one.lang]);
		},
	};
})()
