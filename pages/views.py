from django.views.generic import TemplateView


class HomePageView(TemplateView):
    template_name = "home.html"
    extra_context = {
        "title": "Homepage",
        "description": "A website of two pages, small enough to know by heart.",
    }


class AboutPageView(TemplateView):
    template_name = "about.html"
    extra_context = {
        "title": "About page",
        "description": "How this site is made, and how to make it your own.",
    }


class RobotsTxtView(TemplateView):
    template_name = "robots.txt"
    content_type = "text/plain"
