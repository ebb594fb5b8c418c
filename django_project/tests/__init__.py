"""Tests of the site as it is deployed: its settings, its server, its look in a browser."""
