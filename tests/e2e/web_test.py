# SPDX-License-Identifier: Apache-2.0
"""The real daemon's port, as a browser and another system see it: signing in, a mail's links, the
API, and requests that are none."""
import http.client
import json
import re
import socket
import subprocess
import unittest
import urllib.parse

from office import BIN, OfficeTest, plain, wait_until


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class WebOffice(OfficeTest):
    def serve(self, units=3):
        config = self.config(units=units)
        config.use_maildir()
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        with open(config.folder / "dondoc.yaml", "a", encoding="utf-8") as settings:
            settings.write(f"listen: 127.0.0.1:{self.port}\npublic_url: {self.base}\n")
        self.cookie = ""
        return self.start().wait_ready()

    def ask(self, method, target, body="", **headers):
        """What comes back: status, headers, text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Host": f"127.0.0.1:{self.port}"}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if body:
            sent["Content-Type"] = ("application/json" if target.startswith("/v1/")
                                    else "application/x-www-form-urlencoded")
        sent.update({name.replace("_", "-"): value for name, value in headers.items()})
        connection.request(method, target, body.encode(), sent)
        reply = connection.getresponse()
        text = reply.read().decode()
        connection.close()
        set_cookie = reply.getheader("Set-Cookie")
        if set_cookie:
            self.cookie = set_cookie.split(";")[0]
        return reply.status, dict(reply.getheaders()), text

    def send(self, target, **fields):
        token = re.search(r'name="ma_trang" value="(\w+)"', self.ask("GET", "/")[2])[1]
        return self.ask("POST", target, urllib.parse.urlencode({"ma_trang": token, **fields}))

    def raw(self, request):
        """The first line of the answer to these bytes; empty when there is none."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request)
            connection.settimeout(20)
            return connection.recv(4096).split(b"\r\n")[0].decode()

    def reminder(self, unit):
        return next(iter(wait_until(
            lambda: [one for one in self.mails() if one["To"] == f"nguoi-{unit}@xa.example"
                     and not one["Subject"].startswith("[Đăng nhập]")],
            f"the reminder of unit {unit}")))

    def facts(self, key):
        return self.get("/v1/occurrences/" + urllib.parse.quote(key, safe=""))["facts"]


class Doors(WebOffice):
    def test_a_code_comes_by_mail_and_opens_the_page(self):
        self.serve()
        self.assertEqual(self.ask("GET", "/")[1]["Location"], "/vao")
        self.assertEqual(self.ask("POST", "/vao", "ai=nguoi-2%40xa.example")[0], 303)
        mail = next(iter(wait_until(
            lambda: [one for one in self.letters() if one["Subject"].startswith("[Đăng nhập]")],
            "the code")))
        self.assertEqual(mail["To"], "nguoi-2@xa.example")
        link = re.search(r"http://\S+/vao/ma/(\w+)", plain(mail))
        self.assertIn('value="' + link[1] + '"', self.ask("GET", "/vao/ma/" + link[1])[2])
        status, headers, _ = self.ask("POST", "/vao/ma", "ma=" + link[1])
        self.assertEqual((status, headers["Location"]), (303, "/"))
        self.assertIn("Trưởng đơn vị số 2", self.ask("GET", "/")[2])
        self.assertEqual(self.send("/ra")[0], 303)
        self.assertEqual(self.ask("GET", "/")[0], 303)

    def test_a_mails_link_acts_once_and_looking_never_does(self):
        daemon = self.serve()
        mail = self.reminder(1)
        links = [line.split(": ", 1) for line in plain(mail).splitlines() if ": http://" in line]
        self.assertEqual([label for label, _ in links],
                         ["Đã nhận việc", "Đã trình ký", "Báo hoàn thành", "Đề nghị gia hạn",
                          "Xem toàn bộ diễn biến"])
        html = mail.get_body(preferencelist=("html",)).get_content()
        for _, url in links:
            self.assertIn(f'<a href="{url}">', html)
        complete = dict(links)["Báo hoàn thành"].removeprefix(self.base)
        key = "thu/V.1@once"
        before = self.facts(key)
        for _ in range(50):
            for _, url in links[:-1]:
                for method in ("GET", "HEAD"):
                    self.assertEqual(self.ask(method, url.removeprefix(self.base))[0], 200)
        self.assertEqual(self.facts(key), before)
        status, _, page = self.ask("POST", complete, "document=12%2FBC-UBND")
        self.assertEqual(status, 200)
        self.assertIn("Đã ghi nhận", page)
        after = self.facts(key)
        self.assertEqual([(one["kind"], one["by"]) for one in after[len(before):]],
                         [("completed", "link")])
        # Kept over a restart: a second press tells when it was, and does nothing.
        daemon.end()
        self.start().wait_ready()
        self.assertIn("đã được ghi nhận lúc", self.ask("POST", complete, "document=1")[2])
        self.assertEqual(self.facts(key), after)

    def test_the_keys_of_links_are_replaced_and_links_revoked(self):
        self.serve()
        links = re.findall(r": http://[^/]+(/lien-ket/\S+)", plain(self.reminder(1)))
        self.assertIn("Khóa 1: đang ký", self.dondoc("link-keys", "list"))
        self.assertIn("Khóa 2, tạo lúc", self.dondoc("link-keys", "rotate"))
        self.assertIn("Khóa 1: liên kết đã gửi còn dùng được đến", self.dondoc("link-keys", "list"))
        self.assertEqual(self.ask("GET", links[0])[0], 200)
        self.assertIn("Mọi liên kết đã gửi trong thư không còn dùng được.", self.dondoc("link-keys", "revoke"))
        for method in ("GET", "POST"):
            status, _, page = self.ask(method, links[0], "document=1" if method == "POST" else "")
            self.assertEqual(status, 410)
            self.assertIn("Liên kết không còn hiệu lực", page)
        self.assertNotIn("Khóa 1", self.dondoc("link-keys", "list"))

    def test_other_systems_come_in_by_a_token(self):
        self.serve()
        printed = self.dondoc("token", "add", "bao-cao", "--role", "unit", "--post", "truong-2")
        secret = re.search(r"^[\w-]{43}$", printed, re.M)[0]
        bearer = {"Authorization": "Bearer " + secret}
        self.assertEqual(self.ask("GET", "/v1/occurrences")[0], 401)
        status, _, body = self.ask("GET", "/v1/occurrences", **bearer)
        self.assertEqual(status, 200)
        self.assertEqual(len(json.loads(body)["occurrences"]), 3)
        act = "/v1/occurrences/" + urllib.parse.quote("thu/V.2@once", safe="") + "/acknowledge"
        self.assertEqual(self.ask("POST", act, "{}", **bearer)[0], 200)
        self.assertEqual(self.facts("thu/V.2@once")[-1]["by"], "api")
        other = act.replace("V.2", "V.3")
        self.assertEqual(self.ask("POST", other, "{}", **bearer)[0], 409)
        self.assertEqual(self.ask("POST", "/v1/hold", "{}", **bearer)[0], 403)
        self.assertIn("bao-cao", self.dondoc("token", "list"))
        self.dondoc("token", "revoke", "bao-cao")
        self.assertEqual(self.ask("GET", "/v1/occurrences", **bearer)[0], 401)
        # The secret itself is nowhere on disk.
        for file in self.state.rglob("*"):
            if file.is_file():
                self.assertNotIn(secret.encode(), file.read_bytes(), file)

    def test_requests_that_are_none_are_refused(self):
        self.serve()
        host = f"Host: 127.0.0.1:{self.port}\r\n".encode()
        for request, status in [
                (b"GET /vao HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421),
                (b"GET /vao HTTP/1.1\r\n\r\n", 421),
                (b"POST /vao HTTP/1.1\r\n" + host +
                 b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
                (b"POST /vao HTTP/1.1\r\n" + host +
                 b"Content-Length: 4\r\nContent-Length: 5\r\n\r\nai=x", 400),
                (b"GET /vao HTTP/1.1\r\n" + host + b"X : a\r\n\r\n", 400),
                (b"GET  /vao HTTP/1.1\r\n" + host + b"\r\n", 400),
                (b"GET /vao HTTP/9.9\r\n" + host + b"\r\n", 400),
                (b"TRACE /vao HTTP/1.1\r\n" + host + b"\r\n", 405),
                (b"GET http://evil.example/ HTTP/1.1\r\n" + host + b"\r\n", 400),
                (b"GET /vao HTTP/1.1\r\n" + host + b"X: " + b"a" * 9000 + b"\r\n\r\n", 431),
                (b"POST /vao HTTP/1.1\r\n" + host + b"Content-Length: 2000000\r\n\r\n", 413)]:
            self.assertIn(f" {status} ", self.raw(request) + " ", request[:80])
        self.assertEqual(self.ask("GET", "/vao")[0], 200)

    def test_a_port_that_others_reach_is_refused(self):
        config = self.config()
        config.use_maildir()
        with open(config.folder / "dondoc.yaml", "a", encoding="utf-8") as settings:
            settings.write("listen: 0.0.0.0:8377\n")
        told = subprocess.run([BIN / "dondocd", "--config", config.folder, "--state", self.state],
                              capture_output=True, text=True, timeout=30, check=False)
        self.assertEqual(told.returncode, 1)
        self.assertIn("open-listen", told.stderr)


if __name__ == "__main__":
    unittest.main()
