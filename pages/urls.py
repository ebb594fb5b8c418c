from django.contrib.sitemaps.views import sitemap
from django.urls import path

from .decorators import cache_unless_cookies
from .sitemaps import PagesSitemap
from .views import AboutPageView, HomePageView, RobotsTxtView

urlpatterns = [
    path("", cache_unless_cookies(HomePageView.as_view()), name="home"),
    path("about/", cache_unless_cookies(AboutPageView.as_view()), name="about"),
    path("robots.txt", RobotsTxtView.as_view(), name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PagesSitemap}}, name="sitemap"),
]
