"""The library's pages and the countries' pages."""
