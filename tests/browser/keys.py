"""A person who has a keyboard and no mouse."""

from playwright.sync_api import expect

MOST_TABS = 60
"""More stops than any page has: reaching none of them is a fault of the page."""


class Keys:
    """Reaches everything by Tab and answers by key; counts what it took."""

    def __init__(self, page):
        self.page = page
        self.pressed = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, words):
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def reach(self, target, step="Tab"):
        """Press Tab until the target has the focus, and see that it shows."""
        expect(target).to_be_attached()
        for _stop in range(MOST_TABS):
            if target.evaluate("e => e === document.activeElement"):
                expect(target).to_be_in_viewport()
                return self
            self.press(step)
        raise AssertionError(f"no Tab leads to {target}")

    def fill(self, target, words):
        self.reach(target).press("Control+a")
        self.type(words)

    def enter(self, target):
        self.reach(target).press("Enter")


def sign_in(keys, person):
    """Sign in without a mouse."""
    page = keys.page
    page.goto("/sign-in")
    keys.fill(page.get_by_label("Staff number"), person.staff_number)
    keys.fill(page.get_by_label("Password or one-time code"), person.password)
    keys.press("Enter")
    page.wait_for_url(lambda url: "/sign-in" not in url)


class KeyedRolePlay:
    """A role-play (see playing.py) whose moves are keys."""

    def __init__(self, role_play):
        self.play = role_play
        self.keys = Keys(role_play.page)

    def say(self, start):
        """Press the number that stands at the reply, then Enter."""
        reply = self.play.reply(start)
        number = reply.locator(".reply__key").inner_text()
        if self.play.words.is_visible():
            self.leave(self.play.words)
        with self.play.answering():
            self.keys.press(number)
            expect(reply).to_be_focused()
            self.keys.press("Enter")

    def leave(self, box):
        """Step out of a box, where a number would only be typed."""
        if box.evaluate("e => e === document.activeElement"):
            self.keys.press("Shift+Tab")

    def write(self, words):
        self.keys.fill(self.play.words, words)
        with self.play.answering():
            self.keys.press("Control+Enter")

    def do(self, action, **blanks):
        """Unfold the form, fill it in and send it with Enter."""
        fold = self.play.fold(action)
        self.keys.enter(fold.locator("summary"))
        for label, value in blanks.items():
            field = fold.get_by_label(label.replace("_", " "))
            if field.evaluate("e => e.tagName") == "SELECT":
                self.keys.reach(field).type(value)
            else:
                self.keys.fill(field, value)
        with self.play.answering():
            self.keys.enter(fold.get_by_role("button", name=action, exact=True))
