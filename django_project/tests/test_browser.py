"""The pages in Chromium, from the production server."""

import itertools
import shutil
import sys
from unittest import SkipTest

from django.test import SimpleTestCase
from django.urls import reverse

from pages.sitemaps import PagesSitemap

from .server import ProductionServer

try:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium_axe_python import Axe
except ImportError:
    webdriver = None

PAGES = [reverse(name) for name in PagesSitemap().items()]
WIDTHS = (320, 1280)
SCHEMES = ("light", "dark")


def missing():
    """Return the names of what these tests need and do not find, as a list."""
    names = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
    if webdriver is None:
        names.append("selenium and selenium-axe-python (requirements-dev.txt)")
    if sys.platform == "win32":
        names.append("gunicorn, which does not run on Windows")
    return names


class BrowserTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if names := missing():
            raise SkipTest("not found: " + ", ".join(names))
        cls.server = ProductionServer(cls.addClassCleanup)
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        for argument in (
            "--headless",
            "--no-sandbox",  # Root has none, and the pages are our own.
            "--disable-background-networking",
        ):
            options.add_argument(argument)
        service = webdriver.ChromeService(shutil.which("chromedriver"))
        cls.browser = webdriver.Chrome(options, service)
        cls.addClassCleanup(cls.browser.quit)

    def open(self, path, **screen):
        self.use_screen(**screen)
        self.browser.get(f"http://localhost:{self.server.port}{path}")

    def use_screen(self, width=1280, scheme="light"):
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
        )

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def press(self, key):
        """Press the key, and return the element that has the focus then."""
        self.browser.switch_to.active_element.send_keys(key)
        return self.browser.switch_to.active_element

    def test_first_tab_shows_the_skip_link_and_enter_follows_it(self):
        self.open("/")
        skip_link = self.press(Keys.TAB)
        self.assertEqual(skip_link.get_attribute("class"), "skip")
        self.assertGreaterEqual(skip_link.rect["y"], 0)
        self.press(Keys.ENTER)
        self.assertTrue(self.browser.current_url.endswith("/#content"))
        self.assertIn(
            self.press(Keys.TAB), self.browser.find_elements(By.CSS_SELECTOR, "main a")
        )

    def test_navigation_leads_to_each_page(self):
        for path in PAGES:
            self.open("/nowhere/")
            self.find(f'nav [href="{path}"]').click()
            self.assertEqual(
                self.find("nav [aria-current]").get_dom_attribute("href"), path
            )

    def test_console_is_empty(self):
        self.browser.get_log("browser")
        for path in PAGES:
            self.open(path)
            self.assertEqual(self.browser.get_log("browser"), [], path)

    def test_nothing_scrolls_sideways_at_320_pixels(self):
        for path in (*PAGES, "/nowhere/", "/crash/"):
            self.open(path, width=320)
            excess = self.browser.execute_script(
                "const page = document.documentElement;"
                "return page.scrollWidth - page.clientWidth"
            )
            self.assertEqual(excess, 0, path)

    def test_dark_differs_from_light(self):
        colors = set()
        for scheme in SCHEMES:
            self.open("/", scheme=scheme)
            for name in ("background-color", "color"):
                colors.add(self.find("body").value_of_css_property(name))
        self.assertEqual(len(colors), 4)

    def test_axe_finds_nothing(self):
        tags = "wcag2a wcag2aa wcag21a wcag21aa wcag22a wcag22aa best-practice".split()
        for path in (*PAGES, "/nowhere/", "/crash/"):
            self.open(path)
            axe = Axe(self.browser)
            axe.inject()
            for width, scheme in itertools.product(WIDTHS, SCHEMES):
                with self.subTest(path=path, width=width, scheme=scheme):
                    self.use_screen(width, scheme=scheme)
                    results = axe.run(options={"runOnly": tags})
                    self.assertGreater(len(results["passes"]), 15)
                    self.assertEqual(results["violations"], [])
