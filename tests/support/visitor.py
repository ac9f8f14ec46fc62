# SPDX-License-Identifier: MIT
"""A browser without script: keeps cookies, follows redirects, sends forms as they were shown."""

import http.client
import re
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit


class Page(HTMLParser):
    """What a page shows: its texts, and its forms with what is filled in."""

    def __init__(self, status, path, headers, body):
        super().__init__()
        self.status, self.path, self.headers, self.body = status, path, headers, body
        self.forms, self.texts, self.tags = [], [], []
        if "html" in headers.get("Content-Type", ""):
            self.feed(body)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag == "form":
            self.forms.append({"action": given.get("action"), "fields": []})
        filled = tag == "input" and "name" in given and self.forms and (
            given.get("type") not in ("radio", "checkbox") or "checked" in given)
        if filled:
            self.forms[-1]["fields"].append((given["name"], given.get("value", "")))

    def handle_data(self, data):
        if data.strip():
            self.texts.append(" ".join(data.split()))

    @property
    def text(self):
        return " ".join(self.texts)

    def form(self, action):
        found = [form for form in self.forms if re.fullmatch(action, form["action"])]
        assert found, (action, [form["action"] for form in self.forms])
        return found[0]


class Visitor:
    def __init__(self, service):
        self.service, self.cookies, self.set_cookies = service, {}, []

    def request(self, method, path, fields=None, follow=True, **headers):
        parts = urlsplit(self.service.address)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            given["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        content = None
        if fields is not None:
            content = fields if isinstance(fields, str) else urlencode(fields)
            given["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, content, given)
        answer = connection.getresponse()
        raw = answer.read()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.set_cookies.append(cookie)
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
            if "Max-Age=0" in cookie:
                del self.cookies[name]
        connection.close()
        if answer.status == 303 and follow:
            return self.request("GET", answer.headers["Location"])
        page = Page(answer.status, path, answer.headers, raw.decode(errors="replace"))
        page.raw = raw
        return page

    def get(self, path, **headers):
        return self.request("GET", path, **headers)

    def send(self, page, action, follow=True, headers=None, **changed):
        """Sends a form of a page as it is filled in, but for what is changed; a list is several."""
        form = page.form(action)
        fields = [field for field in form["fields"] if field[0] not in changed]
        for name, value in changed.items():
            fields += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return self.request("POST", form["action"], fields, follow, **(headers or {}))

    def send_file(self, page, action, text, **fields):
        """A file from a form of a page, as a browser sends it."""
        boundary = "a-boundary-of-forty-characters-and-no-less"
        fields["csrf"] = dict(self.get(page).form(action)["fields"])["csrf"]
        parts = "".join(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                        for name, value in fields.items())
        parts += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n{text}\r\n'
        where = urlsplit(self.service.address)
        connection = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
        connection.request("POST", action, f"{parts}--{boundary}--\r\n".encode(), {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())})
        answer = connection.getresponse()
        shown = Page(answer.status, action, answer.headers, answer.read().decode())
        connection.close()
        return shown

    def sign_in(self, name, password, **more):
        return self.send(self.get("/sign-in"), "/sign-in", name=name, password=password, **more)
