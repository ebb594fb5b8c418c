from django.template.loader import render_to_string
from django.test import SimpleTestCase
from django.urls import reverse


class PageTests:
    """What holds for each page. Its own test case says where it is and what it is."""

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
        self.assertContains(response, f"<h1>{self.heading}</h1>")

    def test_one_heading_of_the_first_level(self):
        response = self.client.get(reverse(self.name))
        self.assertContains(response, "<h1", count=1)

    def test_title_and_description_of_its_own(self):
        response = self.client.get(reverse(self.name))
        self.assertContains(response, f"<title>{self.heading} · Pages</title>")
        for attributes in (
            f'name="description" content="{self.description}"',
            f'property="og:title" content="{self.heading}"',
            f'property="og:description" content="{self.description}"',
        ):
            self.assertContains(response, f"<meta {attributes}>", html=True)

    def test_canonical_link_without_query(self):
        response = self.client.get(reverse(self.name), {"from": "feed"}, secure=True)
        link = f'<link rel="canonical" href="https://testserver{self.location}">'
        self.assertContains(response, link, html=True)

    def test_navigation_marks_this_page_only(self):
        response = self.client.get(reverse(self.name))
        self.assertContains(response, "aria-current", count=1)
        self.assertContains(response, f'<a href="{self.location}" aria-current="page">')

    def test_sitemap_names_it(self):
        response = self.client.get("/sitemap.xml", secure=True)
        self.assertContains(response, f"<loc>https://testserver{self.location}</loc>")


class HomepageTests(PageTests, SimpleTestCase):
    location = "/"
    name = "home"
    template_name = "home.html"
    heading = "Homepage"
    description = "A website of two pages, small enough to know by heart."


class AboutpageTests(PageTests, SimpleTestCase):
    location = "/about/"
    name = "about"
    template_name = "about.html"
    heading = "About page"
    description = "How this site is made, and how to make it your own."


class ErrorPageTests(SimpleTestCase):
    def test_not_found_leads_home(self):
        response = self.client.get("/nowhere/")
        self.assertContains(response, "<h1>Page not found</h1>", status_code=404)
        self.assertContains(response, "<title>Page not found ·", status_code=404)
        self.assertContains(response, 'class="button" href="/"', status_code=404)

    def test_not_found_marks_no_page_and_is_not_canonical(self):
        response = self.client.get("/nowhere/")
        self.assertNotContains(response, "aria-current", status_code=404)
        self.assertNotContains(response, "canonical", status_code=404)

    def test_server_error_needs_no_request_and_leads_home(self):
        page = render_to_string("500.html")
        self.assertInHTML("<h1>Something went wrong</h1>", page)
        self.assertIn('class="button" href="/"', page)


class RobotsTxtTests(SimpleTestCase):
    def test_plain_text_that_names_the_sitemap(self):
        response = self.client.get("/robots.txt", secure=True)
        self.assertEqual(response.headers["Content-Type"], "text/plain")
        self.assertContains(response, "Sitemap: https://testserver/sitemap.xml")
