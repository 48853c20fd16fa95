# SPDX-License-Identifier: Apache-2.0
"""The card by which somebody links their chat: what a camera reads from it is what the bot wants."""
import re
import unittest

import zbar

from web_test import WebOffice, free_port
from zalo_test import TOKEN, Bot

SCALE = 4


def picture_of(svg):
    """The picture as rows of grey bytes, drawn from its one path of dark rectangles."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    grey = bytearray(b"\xff" * (side * SCALE) ** 2)
    dark = re.search(r'fill="#000" d="([^"]+)"', svg)[1]
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", dark)
    assert "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in runs) == dark
    for x, y, width in runs:
        for row in range(int(y) * SCALE, (int(y) + 1) * SCALE):
            begin = row * side * SCALE + int(x) * SCALE
            grey[begin:begin + int(width) * SCALE] = bytes(int(width) * SCALE)
    return side * SCALE, bytes(grey)


def read(svg):
    side, grey = picture_of(svg)
    scanner = zbar.ImageScanner()
    scanner.parse_config("enable")
    image = zbar.Image(side, side, "Y800", grey)
    scanner.scan(image)
    return [symbol.data for symbol in image]


class QrCard(WebOffice):
    def test_what_a_camera_reads_links_the_chat(self):
        bot = Bot(self.folder)
        self.addCleanup(bot.end)
        config = self.config(units=2, channel="zalo")
        config.use_zalo(bot.port, TOKEN, replies=True)
        self.port = free_port()
        with open(config.folder / "dondoc.yaml", "a", encoding="utf-8") as settings:
            settings.write(f"listen: 127.0.0.1:{self.port}\n")
        self.cookie = ""
        self.start().wait_ready()
        code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", self.dondoc("sign-in", "truong-1"))[0]
        self.assertEqual(self.ask("POST", "/vao/ma", "ma=" + code)[0], 303)

        status, _, card = self.send("/nguoi/truong-2/ket-noi")
        self.assertEqual(status, 200)
        letters = re.search(r'class="big">([^<]+)<', card)[1]
        self.assertRegex(letters, r"^KETNOI [\w-]+$")
        self.assertEqual(read(re.search(r"<svg.*?</svg>", card)[0]), [letters])

        self.assertIn("kết nối", bot.ask("chat-2", letters))
        self.assertEqual([one["post"] for one in self.get("/v1/links")["posts"]
                          if one["connected"]], ["truong-2"])


if __name__ == "__main__":
    unittest.main()
