"""Who may do what with declarations. Whoever asks for one in a case asks besides whether they may
there; whoever holds a link needs no account.
"""

import rules

from convene.apps.accounts.rules import is_builder

rules.add_perm("declarations.ask_declaration", is_builder)
