"""Dailies: the page on loopback on which takes are looked at and chosen."""
