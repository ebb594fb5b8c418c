"""The pages of the server, in Chromium."""

import os
import shutil
from itertools import product
from unittest import SkipTest

from django.test import tag
from django.urls import reverse

from pages.sitemaps import PagesSitemap

from .server import ServerTestCase

try:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium_axe_python import Axe
except ImportError:
    webdriver = None

PAGES = [reverse(name) for name in PagesSitemap().items()]
ALL_PAGES = [*PAGES, "/content/", "/nowhere/", "/fail/"]


@tag("browser")
class BrowserTests(ServerTestCase):
    @classmethod
    def setUpClass(cls):
        chromium = shutil.which("chromium")
        chromedriver = shutil.which("chromedriver")
        if not (webdriver and chromium and chromedriver):
            reason = "needs Chromium, ChromeDriver and requirements-dev.txt"
            # Set by .ci/run.
            if "BROWSER_REQUIRED" in os.environ:
                raise AssertionError(reason)
            raise SkipTest(reason)
        super().setUpClass()
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        options.add_argument("--headless")
        options.add_argument("--disable-background-networking")
        # Chromium has no sandbox for root, and the pages are our own.
        options.add_argument("--no-sandbox")
        # For Selenium and Chromium, if the developer has a proxy.
        os.environ["no_proxy"] = "localhost"
        cls.browser = webdriver.Chrome(options, webdriver.ChromeService(chromedriver))
        cls.addClassCleanup(cls.browser.quit)
        # As from a proxy that terminates TLS.
        headers = {"headers": {"X-Forwarded-Proto": "https"}}
        cls.browser.execute_cdp_cmd("Network.enable", {})
        cls.browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", headers)

    def open(self, path, width=1280, font_size=16, scheme="light"):
        """Open the page, with the screen's width and the font size in CSS pixels."""
        screen = dict(width=width, height=800, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        send = self.browser.execute_cdp_cmd
        send("Emulation.setDeviceMetricsOverride", screen)
        send("Emulation.setEmulatedMedia", {"features": features})
        send("Page.setFontSizes", {"fontSizes": {"standard": font_size}})
        self.browser.get(f"http://localhost:{self.port}{path}")

    def find_all(self, selector):
        """Return the elements, of which there must be some."""
        found = self.browser.find_elements(By.CSS_SELECTOR, selector)
        self.assertTrue(found, f"The page has no {selector}")
        return found

    def press(self, key):
        """Press the key, and return the element that has the focus then."""
        self.browser.switch_to.active_element.send_keys(key)
        return self.browser.switch_to.active_element

    def test_console_is_empty(self):
        # Discard messages from other tests.
        self.browser.get_log("browser")
        for path in PAGES:
            self.open(path)
            self.assertEqual(self.browser.get_log("browser"), [], path)

    def test_skip_link_is_hidden_until_it_has_the_focus_and_skips_the_navigation(self):
        self.open("/")
        [skip_link] = self.find_all('[href="#content"]')
        # Above the screen. A fraction of a pixel may be lost in rounding.
        self.assertLess(skip_link.rect["y"] + skip_link.rect["height"], 1)
        self.assertEqual(self.press(Keys.TAB), skip_link)
        self.assertGreaterEqual(skip_link.rect["y"], 0)
        self.press(Keys.ENTER)
        self.assertNotIn(self.press(Keys.TAB), self.find_all("header a"))

    def test_invalid_fields_have_an_outline(self):
        self.open("/content/")
        for field in self.find_all("[aria-invalid]"):
            outline = field.value_of_css_property("outline-style")
            self.assertNotEqual(outline, "none", "See [aria-invalid] in site.css.")

    def test_headings_and_terms_are_beside_their_text_or_on_a_phone_above_it(self):
        message = 'See "The margin" in site.css.'
        for width in (1280, 320):
            self.open("/content/", width)
            for label in self.find_all("h2:has(+ p), dt"):
                text = label.find_element(By.XPATH, "following-sibling::*[1]").rect
                label = label.rect
                if width == 320:
                    self.assertEqual(label["x"], text["x"], message)
                    self.assertLess(label["y"], text["y"], message)
                else:
                    self.assertLessEqual(
                        label["x"] + label["width"], text["x"], message
                    )
                    # On the first line of the text.
                    self.assertAlmostEqual(label["y"], text["y"], delta=10, msg=message)

    def test_cards_are_side_by_side(self):
        self.open("/content/")
        cards = [card.rect for card in self.find_all(".cards > article")]
        message = "Give .cards columns, in which headings do not float, in site.css."
        self.assertEqual(len({card["x"] for card in cards}), 3, message)
        self.assertEqual(len({card["y"] for card in cards}), 1, message)

    def test_what_is_wider_than_a_phone_scrolls_inside_itself(self):
        self.open("/content/", width=320)
        for selector in ("table", "pre"):
            scrolled = self.browser.execute_script(
                "const element = document.querySelector(arguments[0]);"
                "element.scrollLeft = 9;"
                "return element.scrollLeft",
                selector,
            )
            self.assertEqual(scrolled, 9, f"{selector} needs overflow: auto.")

    def test_what_is_hidden_is_not_seen(self):
        self.open("/content/")
        for element in self.find_all("[hidden], [popover]"):
            html = element.get_attribute("outerHTML")
            message = f"See [hidden] in site.css, and what sets display for {html}"
            self.assertFalse(element.is_displayed(), message)

    def test_nothing_overflows_at_320_pixels_with_text_at_200_percent(self):
        for path, font_size in product(ALL_PAGES, (16, 32)):
            self.open(path, width=320, font_size=font_size)
            excess = self.browser.execute_script(
                "const page = document.documentElement;"
                "return page.scrollWidth - page.clientWidth"
            )
            message = f"{path}, text of {font_size} pixels: let it wrap or scroll."
            self.assertEqual(excess, 0, message)

    def test_axe_finds_nothing(self):
        # axe checks accessibility. It skips WCAG 2.2 unless that is listed.
        tags = "wcag2a wcag2aa wcag21a wcag21aa wcag22a wcag22aa best-practice".split()
        for path, width, scheme in product(ALL_PAGES, (320, 1280), ("light", "dark")):
            with self.subTest(path=path, width=width, scheme=scheme):
                self.open(path, width, scheme=scheme)
                axe = Axe(self.browser)
                axe.inject()
                violations = axe.run(options={"runOnly": tags})["violations"]
                self.assertFalse(violations, axe.report(violations))
