import html
import re

from django.conf import settings
from django.template.loader import render_to_string
from django.test import SimpleTestCase
from django.urls import reverse
from django.utils.html import strip_tags

from .sitemaps import PagesSitemap


def words(fragment):
    """Return the words of this HTML, without its tags, whatever space divides them."""
    return html.unescape(strip_tags(fragment)).split()


def title_and_description(page):
    """Return the set of the elements that hold them, as they stand in the HTML."""
    head, _, _ = page.partition("</head>")
    elements = r'<title>.*?</title>|<meta name="description".*?>'
    return set(re.findall(elements, head, re.DOTALL))


class PageTests:
    """What holds for each page. Its own class says which page it is."""

    def test_url_exists_at_correct_location(self):
        response = self.client.get(self.location)
        self.assertEqual(response.status_code, 200)

    def test_url_available_by_name(self):
        response = self.client.get(reverse(self.name))
        self.assertEqual(response.status_code, 200)

    def test_template_name_correct(self):
        response = self.client.get(reverse(self.name))
        self.assertTemplateUsed(response, self.template_name)

    def test_template_content(self):
        response = self.client.get(reverse(self.name))
        [heading] = re.findall("<h1.*?</h1>", response.text, re.DOTALL)
        self.assertEqual(words(heading), words(self.heading))

    def test_title_and_description_of_its_own(self):
        own = title_and_description(self.client.get(self.location).text)
        self.assertEqual(len(own), 2)
        others = [reverse(name) for name in PagesSitemap().items() if name != self.name]
        pages = [self.client.get(location).text for location in others]
        for page in [render_to_string("base.html"), *pages]:
            self.assertFalse(own & title_and_description(page))

    def test_navigation_marks_this_page_only(self):
        response = self.client.get(reverse(self.name))
        navigation = re.search("<nav.*?</nav>", response.text, re.DOTALL)
        for link in re.findall("<a .*?>", navigation[0]):
            marked = 'aria-current="page"' in link
            self.assertEqual(marked, f'href="{self.location}"' in link, link)

    def test_sitemap_names_it(self):
        response = self.client.get("/sitemap.xml", secure=True)
        self.assertContains(response, f"<loc>https://testserver{self.location}</loc>")


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


class ErrorPageTests(SimpleTestCase):
    def test_not_found_leads_home_and_marks_no_page(self):
        response = self.client.get("/nowhere/")
        self.assertTemplateUsed(response, "404.html")
        self.assertContains(response, 'href="/"', status_code=404)
        self.assertNotContains(response, "aria-current", status_code=404)

    def test_server_error_leads_home_and_has_no_template_tags(self):
        source = settings.BASE_DIR / "templates" / "500.html"
        page = render_to_string("500.html")
        self.assertIn('href="/"', page)
        self.assertEqual(page, source.read_text(encoding="utf-8"))


class RobotsTxtTests(SimpleTestCase):
    def test_plain_text_that_names_the_sitemap(self):
        response = self.client.get("/robots.txt", secure=True)
        self.assertEqual(response.headers["Content-Type"], "text/plain")
        self.assertContains(response, "Sitemap: https://testserver/sitemap.xml")
