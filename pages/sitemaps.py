from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class PagesSitemap(Sitemap):
    def items(self):
        return [
            "home",
            "about",
        ]

    def location(self, item):
        return reverse(item)


sitemaps = {"pages": PagesSitemap}
