import re
from html import unescape

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Template
from django.template.loader import render_to_string
from django.test import SimpleTestCase
from django.urls import reverse
from django.utils.cache import get_max_age, has_vary_header
from django.utils.html import strip_tags

from .sitemaps import PagesSitemap

# Headers that differ between visitors, so a cached page must not depend on them.
HEADERS_OF_VISITORS = {
    "Accept": "application/json",
    "Accept-Language": "de",
    "Authorization": "Basic QW5uOnNlY3JldA==",
    "Fly-Client-IP": "192.0.2.1",
    "HX-Request": "true",
    "Referer": "https://example.com/",
    "User-Agent": "Mozilla/5.0 (Linux; Android 16) Mobile Safari",
    "X-Forwarded-For": "192.0.2.1",
    "X-Requested-With": "XMLHttpRequest",
}


class PageTests:
    """
    The tests that each page has to pass. A subclass says which page it is.

    If a test has a docstring, it says what to do when the test fails.
    """

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
        """If it fails, make `heading` and the only <h1> in the template the same."""
        [heading] = re.findall("<h1.*?</h1>", self.response.text, re.DOTALL)
        # Compared without tags and spaces: "Welcome to<br>us" is "Welcome to us".
        words = unescape(strip_tags(heading))
        self.assertEqual("".join(words.split()), "".join(self.heading.split()))

    def test_base_template_links_to_it(self):
        """If it fails, link to the page in base.html, for example in its footer."""
        link = f'href="{reverse(self.name)}"'
        self.assertIn(link, render_to_string("base.html"))

    def test_navigation_marks_it_as_the_current_page(self):
        """If it fails, see how base.html gives the other links their aria-current."""
        [navigation, *_] = re.findall("<nav.*?</nav>", self.response.text, re.DOTALL)
        links = re.findall("<a .*?>", navigation, re.DOTALL)
        # Both are empty if the page is not in the navigation.
        marked = [link for link in links if 'aria-current="page"' in link]
        own = [link for link in links if f'href="{reverse(self.name)}"' in link]
        self.assertEqual(marked, own)

    def test_cached_page_is_the_same_for_all_visitors(self):
        """If it fails, remove cache_unless_cookies in pages/urls.py."""
        # A page that is cached has a max-age. (Here it is 0, as in development, so that
        # each request renders the page anew.)
        if get_max_age(self.response) is None:
            return
        for name, value in HEADERS_OF_VISITORS.items():
            # The cache keeps one page for each value of a header that is in Vary.
            if not has_vary_header(self.response, name):
                visitor = self.client_class(headers={name: value})
                response = visitor.get(reverse(self.name))
                self.assertEqual(response.status_code, 200, name)
                self.assertEqual(response.text, self.response.text, name)


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


class AllPagesTests(SimpleTestCase):
    def setUp(self):
        self.names = [page_tests.name for page_tests in PageTests.__subclasses__()]

    def test_sitemap_lists_the_pages_that_have_tests(self):
        """If it fails, name the page in pages/sitemaps.py, and give it a class above."""
        self.assertCountEqual(PagesSitemap().items(), self.names)

    def test_each_has_its_own_title_and_description(self):
        """If it fails, a template lacks these blocks, or repeats another page's."""
        pages = [self.client.get(reverse(name)).text for name in self.names]
        # base.html alone stands for a page without these blocks.
        pages.append(render_to_string("base.html"))
        for element in ("<title>.*?</title>", '<meta name="description".*?>'):
            found = [re.search(element, page, re.DOTALL)[0] for page in pages]
            self.assertEqual(len(set(found)), len(pages), found)


class TemplateTests(SimpleTestCase):
    def sources(self):
        """Return the source of each template, by its path."""
        sources = {}
        for directory in ("templates", "*/templates"):
            # [!.] leaves out hidden files, such as .DS_Store.
            for file in settings.BASE_DIR.glob(f"{directory}/**/[!.]*.*"):
                sources[file] = file.read_text(encoding="utf-8")
        return sources

    def test_each_compiles_and_its_static_files_exist(self):
        for file, source in self.sources().items():
            with self.subTest(file):
                Template(source)
                for name in re.findall(r"""{%\s*static\s+["'](.+?)["']""", source):
                    self.assertTrue(finders.find(name), f"{name} is missing")

    def test_forms_have_a_csrf_token(self):
        """If it fails, write {% csrf_token %} into the form, or it will be refused."""
        for file, source in self.sources().items():
            for form in re.findall("(?is)<form[^>]+post.+?</form>", source):
                # A form that goes to another site must not send the token.
                if 'action="http' not in form:
                    self.assertIn("{% csrf_token %}", form, file)

    def test_page_not_found(self):
        self.assertTemplateUsed(self.client.get("/nowhere/"), "404.html")

    def test_server_error_has_no_template_tags(self):
        """If it fails, write plain HTML: what broke a page may break the tag, too."""
        source = (settings.BASE_DIR / "templates" / "500.html").read_text("utf-8")
        self.assertNotRegex(source, "{[{%#]")

    def test_robots_txt_is_plain_text_that_names_the_sitemap(self):
        response = self.client.get("/robots.txt", secure=True)
        self.assertEqual(response.headers["Content-Type"], "text/plain")
        self.assertContains(response, "Sitemap: https://testserver/sitemap.xml")
