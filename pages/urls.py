from django.contrib.sitemaps.views import sitemap
from django.urls import path

from .sitemaps import PagesSitemap
from .views import AboutPageView, HomePageView, RobotsTxtView

urlpatterns = [
    path("", HomePageView.as_view(), name="home"),
    path("about/", AboutPageView.as_view(), name="about"),
    path("robots.txt", RobotsTxtView.as_view(), name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PagesSitemap}}, name="sitemap"),
]
