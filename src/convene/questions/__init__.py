"""What can be asked of Convene: one function for each question that pages, the terminal and whoever
else asks would otherwise put together each on their own, and the shape of its published answer.

What only the workspace knows is passed in as a value. Whoever asks translates: words into codes
before, the answer into a page or lines after. Finding, and one organisation's page, are asked of
`corpus.open_data` as they stand.
"""
