import re
from html import unescape

from django.conf import settings
from django.template.loader import render_to_string
from django.test import SimpleTestCase
from django.urls import reverse
from django.utils.html import strip_tags

from .sitemaps import PagesSitemap

SUMMARY = re.compile('(?s)<title>.*?</title>|<meta name="description".*?>')


class PageTests:
    """What holds for each page. Its own class says which page it is."""

    def setUp(self):
        self.response = self.client.get(reverse(self.name))

    def test_url_exists_at_correct_location(self):
        response = self.client.get(self.location)
        self.assertEqual(response.status_code, 200)

    def test_url_available_by_name(self):
        self.assertEqual(self.response.status_code, 200)

    def test_template_name_correct(self):
        self.assertTemplateUsed(self.response, self.template_name)

    def test_template_content(self):
        [heading] = re.findall("<h1.*?</h1>", self.response.text, re.DOTALL)
        self.assertEqual(unescape(strip_tags(heading)).split(), self.heading.split())

    def test_title_and_description_of_its_own(self):
        # In the head of the page: those of a drawing may follow.
        own = SUMMARY.findall(self.response.text)[:2]
        names = [name for name in PagesSitemap().items() if name != self.name]
        others = [self.client.get(reverse(name)).text for name in names]
        for page in [render_to_string("base.html"), *others]:
            for element in own:
                self.assertNotIn(element, SUMMARY.findall(page))

    def test_navigation_marks_no_other_page(self):
        header, _, _ = self.response.text.partition("</header>")
        for link in re.findall("<a [^>]*aria-current.*?>", header):
            self.assertIn(f'href="{reverse(self.name)}"', link)

    def test_sitemap_names_it(self):
        sitemap = self.client.get("/sitemap.xml", secure=True)
        location = f"<loc>https://testserver{reverse(self.name)}</loc>"
        self.assertContains(sitemap, location)


class HomepageTests(PageTests, SimpleTestCase):
    location = "/"
    name = "home"
    template_name = "home.html"
    heading = "Homepage"


class AboutpageTests(PageTests, SimpleTestCase):
    location = "/about/"
    name = "about"
    template_name = "about.html"
    heading = "About page"


class OtherTemplateTests(SimpleTestCase):
    def test_page_not_found(self):
        self.assertTemplateUsed(self.client.get("/nowhere/"), "404.html")

    def test_server_error_has_no_template_tags(self):
        source = settings.BASE_DIR / "templates" / "500.html"
        page = render_to_string("500.html")
        self.assertEqual(page, source.read_text(encoding="utf-8"))

    def test_robots_txt_is_plain_text_that_names_the_sitemap(self):
        response = self.client.get("/robots.txt", secure=True)
        self.assertEqual(response.headers["Content-Type"], "text/plain")
        self.assertContains(response, "Sitemap: https://testserver/sitemap.xml")
