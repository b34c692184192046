"""Everybody who works here sees the alliances that they read, side by side."""

import rules

from convene.apps.accounts.rules import is_viewer

rules.add_perm("portfolio.view", is_viewer)
