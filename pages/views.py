from django.views.generic import TemplateView


class HomePageView(TemplateView):
    template_name = "home.html"


class AboutPageView(TemplateView):
    template_name = "about.html"


class RobotsTxtView(TemplateView):
    template_name = "robots.txt"
    content_type = "text/plain"
