import re

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Template
from django.template.loader import render_to_string
from django.test import SimpleTestCase, TestCase
from django.urls import reverse

from .sitemaps import PagesSitemap
from .urls import urlpatterns


class HomepageTests(SimpleTestCase):
    def test_url_exists_at_correct_location(self):
        response = self.client.get("/")
        self.assertEqual(response.status_code, 200)

    def test_url_available_by_name(self):
        response = self.client.get(reverse("home"))
        self.assertEqual(response.status_code, 200)

    def test_template_name_correct(self):
        response = self.client.get(reverse("home"))
        self.assertTemplateUsed(response, "home.html")

    def test_template_content(self):
        response = self.client.get(reverse("home"))
        self.assertContains(response, "<h1>Homepage</h1>")


class AboutpageTests(SimpleTestCase):
    def test_url_exists_at_correct_location(self):
        response = self.client.get("/about/")
        self.assertEqual(response.status_code, 200)

    def test_url_available_by_name(self):
        response = self.client.get(reverse("about"))
        self.assertEqual(response.status_code, 200)

    def test_template_name_correct(self):
        response = self.client.get(reverse("about"))
        self.assertTemplateUsed(response, "about.html")

    def test_template_content(self):
        response = self.client.get(reverse("about"))
        self.assertContains(response, "<h1>About page</h1>")


class EachPageTests(TestCase):
    """
    What must hold for each page, and so for those that you add. A TestCase, because they
    may read a database.
    """

    def setUp(self):
        self.pages = {}
        for address in map(reverse, PagesSitemap().items()):
            response = self.client.get(address)
            self.assertEqual(response.status_code, 200, address)
            self.pages[address] = response.text

    def test_is_in_the_sitemap(self):
        for pattern in urlpatterns:
            address = f"/{pattern.pattern}"
            response = self.client.get(address)
            # Not robots.txt, a redirect to a login, or an address with a parameter.
            if response.status_code == 200 and "html" in response["Content-Type"]:
                hint = f"Write the name of {address} into pages/sitemaps.py."
                self.assertTrue(address in self.pages, hint)

    def test_has_one_heading(self):
        for address, page in self.pages.items():
            hint = f"The template of {address} needs one <h1>."
            self.assertEqual(page.count("<h1"), 1, hint)

    def test_has_its_own_title_and_description(self):
        # A page without these blocks has what base.html has.
        pages = {"base.html": render_to_string("base.html"), **self.pages}
        for element in ("<title>.*?</title>", '<meta name="description".*?>'):
            seen = {}
            for address, page in pages.items():
                [found] = re.findall(element, page, re.DOTALL)
                hint = f"{address} needs its own. This is that of {seen.get(found)}."
                self.assertNotIn(found, seen, hint)
                seen[found] = address

    def test_base_template_links_to_it(self):
        base = render_to_string("base.html")
        for address in self.pages:
            hint = f"Link to {address} in base.html, for example in its footer."
            self.assertTrue(f'href="{address}"' in base, hint)

    def test_navigation_marks_it_as_the_current_page(self):
        for address, page in self.pages.items():
            [navigation, *_] = re.findall("<nav.*?</nav>", page, re.DOTALL)
            links = re.findall("<a .*?>", navigation, re.DOTALL)
            own = [link for link in links if f'href="{address}"' in link]
            marked = [link for link in links if 'aria-current="page"' in link]
            # Both are empty for a page that only the footer links to.
            hint = f"On {address}, mark its own link, and no other, as base.html does."
            self.assertEqual(marked, own, hint)


class TemplateTests(SimpleTestCase):
    def test_each_compiles_and_its_static_files_exist(self):
        # [!.] leaves out hidden files, such as .DS_Store.
        for file in settings.BASE_DIR.glob("templates/**/[!.]*.*"):
            with self.subTest(file):
                source = file.read_text(encoding="utf-8")
                Template(source)
                for name in re.findall(r"""{%\s*static\s+["'](.+?)["']""", source):
                    hint = f"{name} is not in the directory `static` of an app."
                    self.assertTrue(finders.find(name), hint)

    def test_page_not_found(self):
        self.assertTemplateUsed(self.client.get("/nowhere/"), "404.html")

    def test_server_error_has_no_template_tags(self):
        source = (settings.BASE_DIR / "templates" / "500.html").read_text("utf-8")
        hint = "Write plain HTML: what broke a page may break the tag, too."
        self.assertNotRegex(source, "{[{%#]", hint)

    def test_robots_txt_is_plain_text_that_names_the_sitemap(self):
        response = self.client.get("/robots.txt", secure=True)
        self.assertEqual(response.headers["Content-Type"], "text/plain")
        self.assertContains(response, "Sitemap: https://testserver/sitemap.xml")
