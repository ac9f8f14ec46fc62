// SPDX-License-Identifier: MIT
#include "tools/page_html.h"

#define BLOCK ELEMENT_BLOCK
#define VOID ELEMENT_VOID
#define SVG ELEMENT_SVG
#define TABLE ELEMENT_NO_WORDS

static const struct page_element elements[] = {
	{"html", TABLE},
	{"head", TABLE},
	{"body", 0},
	{"title", ELEMENT_WORDS | ELEMENT_BOTH},
	{"meta", VOID},
	{"link", VOID},
	{"script", ELEMENT_EMPTY},

	{"address", BLOCK},
	{"article", BLOCK},
	{"aside", BLOCK},
	{"blockquote", BLOCK},
	{"dd", BLOCK},
	{"details", BLOCK},
	{"dialog", BLOCK},
	{"div", BLOCK},
	{"dl", BLOCK},
	{"dt", BLOCK},
	{"fieldset", BLOCK},
	{"figcaption", BLOCK},
	{"figure", BLOCK},
	{"footer", BLOCK},
	{"form", BLOCK | ELEMENT_SINGLE},
	{"h1", BLOCK},
	{"h2", BLOCK},
	{"h3", BLOCK},
	{"h4", BLOCK},
	{"h5", BLOCK},
	{"h6", BLOCK},
	{"header", BLOCK},
	{"hgroup", BLOCK},
	{"hr", BLOCK | VOID},
	{"li", BLOCK},
	{"main", BLOCK},
	{"nav", BLOCK},
	{"ol", BLOCK},
	{"p", BLOCK},
	{"pre", BLOCK | ELEMENT_LINE_LOST},
	{"search", BLOCK},
	{"section", BLOCK},
	{"summary", BLOCK},
	{"ul", BLOCK},

	{"table", BLOCK | TABLE},
	{"caption", 0},
	{"colgroup", TABLE},
	{"col", VOID},
	{"thead", TABLE},
	{"tbody", TABLE},
	{"tfoot", TABLE},
	{"tr", TABLE},
	{"th", 0},
	{"td", 0},

	{"a", ELEMENT_BOTH | ELEMENT_SINGLE},
	{"abbr", 0},
	{"b", 0},
	{"bdi", 0},
	{"bdo", 0},
	{"br", VOID},
	{"button", ELEMENT_SINGLE},
	{"cite", 0},
	{"code", 0},
	{"data", 0},
	{"datalist", 0},
	{"del", 0},
	{"em", 0},
	{"i", 0},
	{"img", VOID},
	{"input", VOID},
	{"ins", 0},
	{"kbd", 0},
	{"label", ELEMENT_SINGLE},
	{"legend", 0},
	{"mark", 0},
	{"meter", 0},
	{"optgroup", TABLE},
	{"option", ELEMENT_WORDS},
	{"output", 0},
	{"progress", 0},
	{"q", 0},
	{"s", 0},
	{"samp", 0},
	{"select", TABLE | ELEMENT_SINGLE},
	{"small", 0},
	{"span", 0},
	{"strong", 0},
	{"sub", 0},
	{"sup", 0},
	{"textarea", ELEMENT_WORDS | ELEMENT_LINE_LOST},
	{"time", 0},
	{"u", 0},
	{"var", 0},
	{"wbr", VOID},

	{"svg", ELEMENT_BOTH},
	{"circle", SVG},
	{"clipPath", SVG},
	{"defs", SVG},
	{"desc", SVG},
	{"ellipse", SVG},
	{"g", SVG},
	{"line", SVG},
	{"linearGradient", SVG},
	{"marker", SVG},
	{"mask", SVG},
	{"path", SVG},
	{"pattern", SVG},
	{"polygon", SVG},
	{"polyline", SVG},
	{"radialGradient", SVG},
	{"rect", SVG},
	{"stop", SVG},
	{"symbol", SVG},
	{"text", SVG},
	{"tspan", SVG},
	{"use", SVG},
};

static const char *const addresses[] = {"action", "cite", "formaction", "href", "src", NULL};

static const char *const words[] = {"abbr", "alt", "aria-description", "aria-label",
	"aria-placeholder", "aria-roledescription", "aria-valuetext", "label", "placeholder", "title",
	NULL};

static const char *const fixed[] = {"as", "autocapitalize", "autocomplete", "charset", "clip-path",
	"clip-rule", "clipPathUnits", "crossorigin", "decoding", "enctype", "enterkeyhint", "fill",
	"fill-rule", "formmethod", "formtarget", "gradientUnits", "inputmode", "loading", "marker-end",
	"marker-mid", "marker-start", "markerUnits", "mask", "maskUnits", "media", "method", "orient",
	"patternUnits", "popover", "popovertargetaction", "preserveAspectRatio", "property",
	"referrerpolicy", "rel", "scope", "shape-rendering", "spellcheck", "stroke", "stroke-linecap",
	"stroke-linejoin", "target", "text-rendering", "translate", "type", "vector-effect", "wrap",
	"xmlns", NULL};

static const char *const plain[] = {"accept", "accesskey", "autofocus", "capture", "checked",
	"class", "cols", "colspan", "cx", "cy", "d", "datetime", "defer", "dir", "dirname", "disabled",
	"dominant-baseline", "download", "draggable", "dx", "dy", "fill-opacity", "font-size",
	"font-weight", "for", "form", "formnovalidate", "fx", "fy", "gradientTransform", "headers",
	"height", "hidden", "high", "hreflang", "id", "inert", "ismap", "lang", "lengthAdjust", "list",
	"low", "markerHeight", "markerWidth", "max", "maxlength", "min", "minlength", "multiple",
	"name", "novalidate", "offset", "opacity", "open", "optimum", "pathLength", "pattern",
	"patternTransform", "points", "popovertarget", "r", "readonly", "refX", "refY", "required",
	"reversed", "role", "rotate", "rows", "rowspan", "rx", "ry", "selected", "size", "sizes",
	"span", "start", "step", "stop-opacity", "stroke-dasharray", "stroke-dashoffset",
	"stroke-miterlimit", "stroke-opacity", "stroke-width", "tabindex", "text-anchor", "textLength",
	"transform", "viewBox", "width", "x", "x1", "x2", "y", "y1", "y2", NULL};

static const char *const references[] = {"amp", "gt", "hellip", "larr", "lt", "mdash", "middot",
	"minus", "nbsp", "ndash", "quot", "rarr", "shy", "times", NULL};

static bool is_among(const char *const *list, struct text name)
{
	for (; *list; list++) {
		if (text_is(name, *list))
			return true;
	}
	return false;
}

const struct page_element *page_element(struct text name)
{
	for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
		if (text_is(name, elements[i].name))
			return &elements[i];
	}
	return NULL;
}

enum page_attribute page_attribute(struct text name)
{
	static const char *const refused[] = {
		"style", "srcdoc", "srcset", "imagesrcset", "ping", "http-equiv", NULL};
	if (is_among(refused, name) || text_starts(name, "on"))
		return ATTRIBUTE_REFUSED;
	if (is_among(addresses, name))
		return ATTRIBUTE_ADDRESS;
	if (is_among(words, name))
		return ATTRIBUTE_WORDS;
	if (is_among(fixed, name))
		return ATTRIBUTE_FIXED;
	if (text_is(name, "value") || text_is(name, "content"))
		return ATTRIBUTE_EITHER;
	if (is_among(plain, name) || text_starts(name, "aria-") || text_starts(name, "data-"))
		return ATTRIBUTE_PLAIN;
	return ATTRIBUTE_UNKNOWN;
}

bool page_reference_is_known(struct text name)
{
	return is_among(references, name);
}
