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
ALL_PAGES = [*PAGES, "/nowhere/", "/crash/"]
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

    def use_screen(self, width=1280, font_size=16, scheme="light", forced="none"):
        """Set the screen's width and the browser's font size, both in CSS pixels."""
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False},
        )
        self.browser.execute_cdp_cmd(
            "Page.setFontSizes", {"fontSizes": {"standard": font_size}}
        )
        self.browser.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {
                "features": [
                    {"name": "prefers-color-scheme", "value": scheme},
                    {"name": "forced-colors", "value": forced},
                ]
            },
        )

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def find_all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

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
        self.assertNotIn(self.press(Keys.TAB), self.find_all("header a"))

    def test_navigation_leads_to_the_page_that_it_then_marks(self):
        self.open("/nowhere/")
        for path in [link.get_dom_attribute("href") for link in self.find_all("nav a")]:
            self.find(f'nav [href="{path}"]').click()
            [marked] = self.find_all("[aria-current]")
            self.assertEqual(marked.get_dom_attribute("href"), path)

    def test_console_is_empty(self):
        self.browser.get_log("browser")
        for path in PAGES:
            self.open(path)
            self.assertEqual(self.browser.get_log("browser"), [], path)

    def test_nothing_overflows_at_320_pixels_with_letters_at_200_percent(self):
        for path, font_size in itertools.product(ALL_PAGES, (16, 32)):
            self.open(path, width=320, font_size=font_size)
            excess = self.browser.execute_script(
                "const page = document.documentElement;"
                "return page.scrollWidth - page.clientWidth"
            )
            self.assertEqual(excess, 0, f"{path} with letters of {font_size} pixels")

    def test_button_keeps_its_shape_in_forced_colours(self):
        self.open("/nowhere/", forced="active")
        button = self.find(".button")
        self.assertNotEqual(button.value_of_css_property("border-top-width"), "0px")
        self.assertNotEqual(
            button.value_of_css_property("border-top-color"),
            button.value_of_css_property("background-color"),
        )

    def test_dark_differs_from_light(self):
        colors = set()
        for scheme in SCHEMES:
            self.open("/", scheme=scheme)
            for name in ("background-color", "color"):
                colors.add(self.find("body").value_of_css_property(name))
        self.assertEqual(len(colors), 4)

    def test_axe_finds_nothing(self):
        tags = "wcag2a wcag2aa wcag21a wcag21aa wcag22a wcag22aa best-practice".split()
        for path in ALL_PAGES:
            self.open(path)
            axe = Axe(self.browser)
            axe.inject()
            for width, scheme in itertools.product(WIDTHS, SCHEMES):
                with self.subTest(path=path, width=width, scheme=scheme):
                    self.use_screen(width, scheme=scheme)
                    results = axe.run(options={"runOnly": tags})
                    passed = [rule["id"] for rule in results["passes"]]
                    self.assertIn("color-contrast", passed)
                    self.assertEqual(results["incomplete"], [])
                    self.assertEqual(results["violations"], [])
