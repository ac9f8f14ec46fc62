# SPDX-License-Identifier: MIT
"""A page worked by keys alone: Tab, Enter, Space and arrows."""

MOST = 250  # controls of a page


class Keys:
    """Goes from control to control; whatever gets the focus has to show it, and to be in sight."""

    def __init__(self, tab, ask):
        self.tab, self.ask, self.faults = tab, ask, []

    def step(self):
        """What the next Tab leads to; None at the page's end."""
        self.tab.press("Tab")
        focus = self.ask(self.tab, "focus()")
        if focus and not focus["drawn"]:
            self.faults.append(f"{focus['what']} does not show that it has the focus")
        if focus and not focus["uncovered"]:
            self.faults.append(f"{focus['what']} has the focus and is covered or out of sight")
        return focus

    def round(self):
        """Every control from the top of a page to its end."""
        found = []
        while len(found) < MOST and (focus := self.step()):
            if found and focus["place"] == found[0]["place"]:
                break  # some pages begin anew without leaving the focus to the browser between
            found.append(focus)
        places = [focus["place"] for focus in found]
        for before, after in zip(found, found[1:]):
            if after["place"] < before["place"]:
                self.faults.append(f"the focus goes back from {before['what']} to {after['what']}")
        wanted = self.ask(self.tab, "focusable()")
        if len(set(places)) != wanted:
            self.faults.append(f"Tab reaches {len(set(places))} controls of {wanted}")
        return found

    def to(self, *words):
        """Tabs to the next control that is called all of this."""
        for _ in range(MOST):
            focus = self.step()
            if focus and all(word in focus["what"] for word in words):
                return focus
        raise AssertionError(f"Tab does not lead to {words} on {self.tab.evaluate('location.pathname')}")

    def follow(self, *words, key="Enter"):
        self.to(*words)
        self.tab.press_and_load(key)

    def text(self):
        return self.tab.evaluate("document.body.innerText")
